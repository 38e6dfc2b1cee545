import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sampleMappings, seedSampleErp } from '../../core/erp/sample/seed.ts';
import type { Secrets } from '../../core/ports.ts';
import { CATALOGUE } from '../../core/sample/shop/catalogue.ts';
import { startSampleShop, type SampleShop } from '../../core/sample/shop/server.ts';
import { writeMappings, writeSettings } from '../../main/config/config.ts';
import { sampleSettings } from '../../main/config/sample-settings.ts';
import { askRunning } from '../../main/control.ts';
import { liveAgent } from '../../main/live-agent.ts';

let shop: SampleShop;
let folder: string;
let keptSecrets: Secrets;
const isLocked = () => existsSync(join(folder, 'agent.lock'));

beforeEach(async () => {
  shop = await startSampleShop({ seed: 'empty' });
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-life-'));
  keptSecrets = { get: async () => shop.accessToken };
  await seedSampleErp(join(folder, 'erp'), CATALOGUE);
  await writeSettings(folder, { ...sampleSettings(shop, 'Test PC'), schedule: '0 4 * * *' });
  await writeMappings(folder, sampleMappings(shop.locations));
});
afterEach(async () => {
  await shop.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

describe('the agent with its face', () => {
  test('runs at its start, answers the command line, and ends once: first what runs, then the face, then the lock', async () => {
    const ends: string[] = [];
    const rested = vi.fn();
    const live = await liveAgent(folder, {
      keptSecrets,
      rested,
      async openFace({ agent }, life) {
        expect(agent.snapshot().runs).toEqual([]);
        return {
          end: life.end,
          async close() {
            ends.push(isLocked() ? 'face, locked' : 'face');
            expect(await askRunning(folder, 'snapshot')).toBeUndefined();
          },
        };
      },
    });
    await vi.waitFor(() => expect(rested).toHaveBeenCalled(), { timeout: 20_000 });
    expect(await askRunning(folder, 'snapshot')).toMatchObject({ ok: true, value: { lastRun: { trigger: 'start' } } });
    await Promise.all([live.face.end(), live.end(), live.ended]);
    expect(ends).toEqual(['face, locked']);
    expect(isLocked()).toBe(false);
  });

  test('a face that cannot be opened leaves nothing behind', async () => {
    const fails = { keptSecrets, openFace: () => Promise.reject(new Error('no screen')) };
    await expect(liveAgent(folder, fails)).rejects.toThrow('no screen');
    expect(isLocked()).toBe(false);
    expect(await askRunning(folder, 'snapshot')).toBeUndefined();
  });
});
