import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { trayIcon } from '../../../main/desktop/tray-icon.ts';
import type { TrayState } from '../../../main/desktop/tray-view.ts';
import { trayFiles } from '../../../scripts/icons.mjs';

const root = join(import.meta.dirname, '../../..');
const built = join(root, 'out/assets/tray');
const states: readonly TrayState[] = ['ok', 'syncing', 'attention', 'error', 'paused', 'stopped'];
/** Width and height from a PNG's head. */
const sizeOf = (path: string): readonly [number, number] => {
  const bytes = readFileSync(path);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};

test.each([
  ['win32', false, '', 'ok-on-light-16.png'],
  ['win32', true, '', 'ok-on-dark-16.png'],
  ['linux', false, 'KDE', 'ok-on-light-24.png'],
  ['linux', true, 'KDE', 'ok-on-dark-24.png'],
  ['linux', false, 'ubuntu:GNOME', 'ok-on-dark-24.png'],
  ['darwin', true, '', 'okTemplate.png'],
] as const)('on %s, dark bars %s, desktop "%s": %s', (platform, dark, desktop, file) => {
  expect(trayIcon('ok', { platform, dark, desktop })).toBe(file);
});

describe('the built icons', () => {
  test('are there for every state, system and look', () => {
    for (const state of states)
      for (const platform of ['win32', 'linux', 'darwin'] as const)
        for (const dark of [true, false]) {
          const file = trayIcon(state, { platform, dark, desktop: '' });
          expect(existsSync(join(built, file)), file).toBe(true);
        }
  });

  test('are there for every scale of Windows and for retina, at their own size, from a drawing of the same kind', () => {
    const drawings = readdirSync(join(root, 'assets/tray'));
    const files = trayFiles(drawings);
    for (const { name, drawing, width } of files) {
      expect(sizeOf(join(built, name)), name).toEqual([width, width]);
      expect(drawings).toContain(drawing);
    }
    const widths = files.filter(({ name }) => name.startsWith('ok-on-light-16')).map(({ width }) => width);
    expect(widths).toEqual([16, 20, 24, 32, 40, 48]);
    const linux = files.filter(({ name }) => name.startsWith('ok-on-light-24')).map(({ width }) => width);
    expect(linux).toEqual([24, 48]);
  });

  test('what syncs has a second drawing, of its own', () => {
    for (const platform of ['win32', 'linux', 'darwin'] as const) {
      const [first, second] = ([0, 1] as const).map(frame =>
        readFileSync(join(built, trayIcon('syncing', { platform, dark: true, desktop: '' }, frame))).toString('base64'),
      );
      expect(second).not.toBe(first);
    }
    expect(trayIcon('ok', { platform: 'win32', dark: true, desktop: '' }, 1)).toBe('ok-on-dark-16.png');
  });

  test('no two states look alike', () => {
    for (const kind of ['-on-light-16.png', '-on-dark-16.png', 'Template.png']) {
      const pictures = states.map(state => readFileSync(join(built, `${state}${kind}`)).toString('base64'));
      expect(new Set(pictures).size).toBe(states.length);
    }
  });
});
