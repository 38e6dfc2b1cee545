import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sampleMappings, seedSampleErp } from '../../core/erp/sample/seed.ts';
import { CATALOGUE } from '../../core/sample/shop/catalogue.ts';
import { startSampleShop, type SampleShop } from '../../core/sample/shop/server.ts';
import { writeMappings, writeSettings } from '../../main/config/config.ts';
import { sampleSettings } from '../../main/config/sample-settings.ts';
import { freshFolder } from '../world/fresh-folder.ts';
import { desktopFixture, exitOf, soon, windowOf } from './desktop-fixture.ts';

/** As desktop.test.ts, on a shop of one's own. */

vi.setConfig({ testTimeout: 120_000 });

const desktop = desktopFixture();
const { open } = desktop;

/** A shop that the data folder's settings name, with books and mappings for it. */
async function connectedShop(): Promise<SampleShop> {
  const { folder } = desktop;
  const shop = await startSampleShop({ seed: 'empty' });
  onTestFinished(() => shop.close());
  await seedSampleErp(join(folder, 'erp'), CATALOGUE);
  await writeSettings(folder, { ...sampleSettings(shop, 'Test PC'), schedule: '0 4 * * *' });
  await writeMappings(folder, sampleMappings(shop.locations));
  return shop;
}
const token = (value: string) => ({ COUNTERFOIL_SHOP_TOKEN: value });

test('secrets are kept encrypted once, and later starts need none', async () => {
  const shop = await connectedShop();
  const without = open([], token(''));
  expect(await exitOf(without)).toBe(1);
  expect(without.stderr()).toContain('COUNTERFOIL_SHOP_TOKEN');

  const inClear = open(['--keep-secrets'], { ...token(shop.accessToken), STAND_IN_KEY_STORE: 'basic_text' });
  if (process.platform === 'linux') {
    expect(await exitOf(inClear)).toBe(1);
    expect(inClear.stderr()).toContain('key store');
    expect(existsSync(join(desktop.folder, 'secrets.json'))).toBe(false);
  } else inClear.kill();

  const keeping = open(['--keep-secrets'], token(shop.accessToken));
  await windowOf(keeping);
  await keeping.act('choose', { label: 'Quit' });
  expect(await exitOf(keeping)).toBe(0);
  expect(await readFile(join(desktop.folder, 'secrets.json'), 'utf8')).not.toContain(shop.accessToken);

  const later = open([], token(''));
  await windowOf(later);
  await soon(() => expect(later.tray()?.labels[0]).toMatch(/All well|Ready/));
  await later.act('choose', { label: 'Quit' });
  expect(await exitOf(later)).toBe(0);
  expect(later.complaints).toEqual([]);
});

test('DESK-09 Restart now ends the program although closing its window does not, and then the installer runs', async () => {
  const resources = await freshFolder();
  await writeFile(join(resources, 'app-update.yml'), '');
  const shop = await connectedShop();
  await writeFile(join(desktop.folder, 'window.json'), '{"done":["shown-window"]}');
  const installation = { STAND_IN_RESOURCES: resources, STAND_IN_UPDATE: '9.9.9' };
  const app = open([], { ...token(shop.accessToken), ...installation });
  const window = await windowOf(app);
  const banner = window.tab.getByRole('status').filter({ hasText: 'Version 9.9.9 is ready' });
  await banner.waitFor();
  await app.act('close', { id: [...app.windows.keys()].at(-1) });
  await soon(() => expect(window.visible).toBe(false));
  await app.act('click');
  expect(app.installed).toEqual([]);
  await banner.getByRole('button', { name: 'Restart now' }).click();
  expect(await exitOf(app)).toBe(0);
  expect(app.installed).toEqual([{ silent: true, restart: true, hasTray: false }]);
  expect(JSON.parse(await readFile(join(desktop.folder, 'update.json'), 'utf8'))).toEqual({
    version: '9.9.9',
    hidden: false,
  });
});

test('a setting that is not right is shown in words', async () => {
  await writeFile(join(desktop.folder, 'settings.json'), '{');
  const app = open();
  expect(await exitOf(app)).toBe(1);
  expect(app.stderr()).toContain('settings.json cannot be read');
  expect(app.errorBoxes[0]).toMatch(/^Counterfoil cannot start: settings\.json cannot be read/);
});
