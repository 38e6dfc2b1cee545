import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SyncError } from '../../../core/errors.ts';
import { isMetered, type Ask } from '../../../main/desktop/updates/metered.ts';
import { triedIn } from '../../../main/desktop/updates/tried.ts';
import { withUpdates } from '../../../main/desktop/updates/with-updates.ts';
import { startChoices } from '../../../main/starting.ts';
import { agentDouble } from '../../fakes/agent-double.ts';

describe('whether the network is paid by volume', () => {
  const prints =
    (output: string): Ask =>
    async () =>
      output;

  test.each([
    ['win32', 'Unrestricted\r\n', false],
    ['win32', 'Fixed\r\n', true],
    ['win32', 'Variable\r\n', true],
    ['win32', 'Unknown\r\n', false],
    ['linux', 'no (guessed)\nunknown\n', false],
    ['linux', 'no\nyes (guessed)\n', true],
    ['linux', 'yes\n', true],
    ['linux', '', false],
    ['darwin', 'yes\n', false],
  ] as const)('on %s, which says %j', async (platform, output, metered) => {
    expect(await isMetered(platform, prints(output))).toBe(metered);
  });

  test('a system that does not answer has none', async () => {
    expect(await isMetered('linux', () => Promise.reject(new Error('ENOENT')))).toBe(false);
  });
});

describe('what was handed to the installer', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'counterfoil-tried-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is known after it did not take, and said once after it did', async () => {
    await triedIn(folder).note({ version: '1.2.0', hidden: true });
    expect(await triedIn(folder).arrived('1.1.0')).toBeUndefined();
    expect(await triedIn(folder).last()).toEqual({ version: '1.2.0', hidden: true });
    expect(await triedIn(folder).arrived('1.2.0')).toEqual({ version: '1.2.0', hidden: true });
    expect(await triedIn(folder).arrived('1.2.0')).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });

  test('a damaged note counts as none', async () => {
    for (const text of ['{', '[]', '{"version":1}']) {
      await writeFile(join(folder, 'update.json'), text);
      expect(await triedIn(folder).last()).toBeUndefined();
    }
  });
});

test('a build that names no place for new versions says so, and the request for one is refused in words', async () => {
  const { handlers, subscribe } = agentDouble();
  const friday = await handlers.snapshot();
  const shown = withUpdates({ handlers, subscribe, snapshot: () => friday }, () => undefined);
  expect((await shown.handlers.snapshot()).updates).toContain('does not look for new versions');
  expect(() => shown.handlers['update.install']()).toThrow(SyncError);
});

test('the installer’s own argument after an update is understood', () => {
  expect(startChoices(['--updated', '--hidden'])).toMatchObject({ hidden: true });
});
