import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sampleMappings, seedSampleErp } from '../../core/erp/sample/seed.ts';
import { CATALOGUE } from '../../core/sample/shop/catalogue.ts';
import { startSampleShop, type SampleShop } from '../../core/sample/shop/server.ts';
import { startNodeProgram } from '../../main/child-program.ts';
import { readSettings, writeMappings, writeSettings } from '../../main/config/config.ts';
import { sampleSettings } from '../../main/config/sample-settings.ts';
import { askRunning } from '../../main/control.ts';
import { openHost } from '../../main/host.ts';
import { keepSecrets, type Vault } from '../../main/kept-secrets.ts';

let shop: SampleShop;
let folder: string;
/** Opens what was kept and seals nothing. */
const vault: Vault = {
  refusal: async () => undefined,
  seal: async text => Buffer.from(text),
  open: async sealed => sealed.toString(),
};
const where = () =>
  ({
    own: folder,
    sample: join(folder, 'sample'),
    first: 'own',
    traffic: 0,
    startProgram: startNodeProgram,
    vault,
    face: 'browser',
  }) as const;
const isLocked = () => existsSync(join(folder, 'agent.lock'));

beforeEach(async () => {
  shop = await startSampleShop({ seed: 'empty' });
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-life-'));
  await seedSampleErp(join(folder, 'erp'), CATALOGUE);
  await writeSettings(folder, { ...sampleSettings(shop, 'Test PC'), schedule: '0 4 * * *' });
  await writeMappings(folder, sampleMappings(shop.locations));
  await keepSecrets(folder, vault, new Map([['shop-token', shop.accessToken]]));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await shop.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

describe('the agent with its face', () => {
  test('runs at its start, answers the command line, and ends once: first what runs, then the face, then the lock', async () => {
    const ends: string[] = [];
    const rested = vi.fn();
    const live = await openHost({
      ...where(),
      rested,
      async openFace({ snapshot }, _log, life) {
        expect(snapshot()).toMatchObject({ stage: 'own', runs: [], setup: undefined });
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
    const fails = { ...where(), openFace: () => Promise.reject(new Error('no screen')) };
    await expect(openHost(fails)).rejects.toThrow('no screen');
    expect(isLocked()).toBe(false);
    expect(await askRunning(folder, 'snapshot')).toBeUndefined();
  });

  test('a key that was withdrawn is renewed on the page, and syncing goes on without a new start', async () => {
    vi.stubEnv('COUNTERFOIL_SHOP_ENDPOINT', shop.url);
    const host = await openHost({ ...where(), openFace: async served => ({ served, close: async () => {} }) });
    const { handlers, snapshot } = host.face.served;
    await vi.waitFor(() => expect(snapshot().lastRun).toBeDefined(), { timeout: 20_000 });
    const token = shop.rotateToken();
    await Promise.resolve(handlers['run.now']()).catch(() => {});
    await vi.waitFor(() => expect(snapshot().light).toBe('failed'));
    expect(snapshot().banners[0]?.button).toEqual({ words: 'Reconnect Shopify', request: 'setup.open', step: 'store' });
    await handlers['setup.open']();
    const store = { address: shop.domain, signIn: 'admin-token', clientId: '', clientSecret: '' } as const;
    await handlers['setup.store']({ ...store, token });
    await handlers['setup.leave']();
    await handlers.resume();
    expect(snapshot()).toMatchObject({ light: 'ok', stage: 'own', setup: undefined });
    await host.end();
  }, 60_000);

  test('how stock is written is changed on the page and counts at once; a slip is refused by name and changes nothing', async () => {
    vi.stubEnv('COUNTERFOIL_SHOP_ENDPOINT', shop.url);
    const host = await openHost({ ...where(), openFace: async served => ({ served, close: async () => {} }) });
    const { handlers, snapshot } = host.face.served;
    const { stock, products } = await handlers['settings.get']();
    expect(snapshot().peakLock).toBeUndefined();
    expect(await handlers['settings.price-lists']()).toEqual([expect.objectContaining({ currency: 'GBP' })]);
    const slip = { ...stock, buffers: { ...stock.buffers, locations: { '1001': 3 } } };
    await expect(handlers['settings.save']({ stock: slip })).rejects.toMatchObject({
      code: 'settings-invalid',
      message: expect.stringContaining('stock.buffers.locations'),
    });
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
    const always = [
      { from: '00:00', to: '12:00', days, holds: 'increases' },
      { from: '12:00', to: '00:00', days, holds: 'increases' },
    ] as const;
    const rules = { ...stock, peakLocks: always, buffers: { ...stock.buffers, skus: { 'MUG-SLT-350': 5 } } };
    await handlers['settings.save']({ stock: rules, products: { ...products, limitPercent: 5 } });
    await vi.waitFor(() => expect(snapshot().lastRun).toBeDefined(), { timeout: 20_000 });
    expect(snapshot().peakLock).toMatch(/\d\d:\d\d/);
    expect(await handlers['settings.get']()).toMatchObject({ stock: rules, products: { limitPercent: 5 } });
    await host.end();
    const { stock: kept, orders } = await readSettings(folder, {});
    expect(kept).toEqual(rules);
    expect(orders).toEqual(sampleSettings(shop, 'Test PC').orders);
  }, 60_000);
});
