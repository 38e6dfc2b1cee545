import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FirstDay, SetupView } from '../../../core/model/setup.ts';
import type { Stage } from '../../../core/contract.ts';
import { startSampleShop, type SampleShop } from '../../../core/sample/shop/server.ts';
import { readMappings, readSettings, writeMappings, writeSettings } from '../../../main/config/config.ts';
import { sampleSettings } from '../../../main/config/sample-settings.ts';
import { settingsSchema } from '../../../main/config/settings-schema.ts';
import type { Vault } from '../../../main/kept-secrets.ts';
import type { Setup, SetupHost } from '../../../main/setup/ports.ts';
import { openSetup } from '../../../main/setup/setup.ts';

/** Seals in a way that shows whether something lies in clear. */
const vault: Vault = {
  refusal: async () => undefined,
  seal: async text => Buffer.from(Buffer.from(text, 'utf8').toString('hex')),
  open: async sealed => Buffer.from(sealed.toString(), 'hex').toString(),
};

let shop: SampleShop;
let folder: string;
let setup: Setup;
let begun: unknown[];
let stage: Stage;

const host = (): SetupHost => ({
  stage: () => stage,
  ownFolder: folder,
  openSample: () => Promise.reject(new Error('not here')),
  begin: async begins => {
    stage = begins;
    begun.push([begins, await setup.secrets.get('shop-token')]);
  },
  changed: () => {},
  hide: () => {},
  unforeseen: error => {
    throw error;
  },
});
const view = (): SetupView => {
  const now = setup.view();
  if (now === undefined) throw new Error('set-up is closed');
  return now;
};
const given = (more: object = {}) => ({
  address: 'https://admin.shopify.com/store/pellwick-example/products',
  signIn: 'admin-token' as const,
  token: shop.accessToken,
  clientId: '',
  clientSecret: '',
  ...more,
});

beforeEach(async () => {
  shop = await startSampleShop({ seed: 'built-in' });
  vi.stubEnv('COUNTERFOIL_SHOP_ENDPOINT', shop.url);
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-setup-'));
  begun = [];
  stage = 'none';
  setup = await openSetup(host(), vault, true);
});
afterEach(async () => {
  setup.close();
  vi.unstubAllEnvs();
  await shop.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** Both sides, as a person connects them. */
const connect = async (): Promise<void> => {
  await setup.handlers['setup.store'](given());
  await setup.handlers['setup.erp']({ kind: 'sample', fields: {}, key: '' });
};
const look = async (): Promise<void> => {
  await setup.handlers['setup.look']();
  await vi.waitFor(() => expect(view().look.state).toBe('done'), { timeout: 20_000 });
};
const preview = async (from: FirstDay): Promise<void> => {
  await setup.handlers['setup.preview'](from);
  await vi.waitFor(() => expect(view().preview.state).toBe('done'), { timeout: 20_000 });
};

test('from nothing to the first preview, and then it begins; neither side is written to', async () => {
  expect(view()).toMatchObject({ step: 'welcome', store: { hasSecret: false, checks: [] } });
  await setup.handlers['setup.store'](given());
  expect(view()).toMatchObject({ step: 'erp', store: { hasSecret: true } });
  expect(view().store.checks.map(({ title }) => title)).toContain('Signed in');
  expect(await readFile(join(folder, 'secrets.json'), 'utf8')).not.toContain(shop.accessToken);
  await setup.handlers['setup.erp']({ kind: 'sample', fields: {}, key: '' });
  expect(view().erp.checks[0]?.title).toBe('Sample ERP answers');
  await look();
  expect(view().step).toBe('match');
  const gaps = view().needs.filter(({ code }) => code === undefined);
  expect(view().needs.length).toBeGreaterThan(8);
  const zero = view().needs.find(({ missing }) => missing.kind === 'tax' && missing.rate === '0');
  expect(zero?.code).toBe('GB-0-INC');
  expect(gaps.map(({ missing, why }) => [missing.kind, why])).toEqual([]);
  await preview({ since: null });
  const { totals } = view().preview;
  expect(totals?.rows.map(({ outcome, orders }) => [outcome, orders])).toEqual([['written', 300]]);
  expect(totals?.leftOut).toEqual([]);
  const { total, rows } = await setup.handlers['setup.planned'](0, 2);
  expect([total, rows.length, rows[0]?.writes.length]).toEqual([300, 2, 3]);
  await setup.handlers['setup.start']({ mode: 'watch', from: '2026-11-20' });
  expect(begun).toEqual([['own', shop.accessToken]]);
  expect(setup.view()).toBeUndefined();
  expect(shop.requests.filter(({ isMutation }) => isMutation)).toEqual([]);
  expect(await readSettings(folder)).toMatchObject({ mode: 'watch', orders: { from: '2026-11-20' } });
  expect(Object.keys((await readMappings(folder)).countries).length).toBeGreaterThan(3);
}, 60_000);

test('it can be left at any step and goes on from there after a restart', async () => {
  await connect();
  await look();
  expect(view().needs).not.toEqual([]);
  setup.close();
  setup = await openSetup(host(), vault, false);
  await setup.handlers['setup.open']();
  expect(view()).toMatchObject({ step: 'match', erp: { kind: 'sample' }, store: { hasSecret: true } });
  await preview({ since: '2026-11-01' });
  expect(view().step).toBe('preview');
}, 60_000);

test('what is wrong is said, and what was right before stays', async () => {
  const { handlers } = setup;
  await expect(handlers['setup.store'](given({ address: 'www.pellwick.example' }))).rejects.toThrow('web address');
  await expect(handlers['setup.store'](given({ token: 'wrong' }))).rejects.toMatchObject({ category: 'auth' });
  expect(existsSync(join(folder, 'secrets.json'))).toBe(false);
  await handlers['setup.store'](given());
  await expect(handlers['setup.store'](given({ token: 'wrong' }))).rejects.toMatchObject({ category: 'auth' });
  const odoo = { kind: 'odoo', fields: { url: 'ftp://books', database: 'x' }, key: 'k' };
  await expect(handlers['setup.erp'](odoo)).rejects.toThrow('Address must be');
  await expect(handlers['setup.erp']({ kind: 'none', fields: {}, key: '' })).rejects.toThrow('Choose one');
  await handlers['setup.erp']({ kind: 'sample', fields: {}, key: '' });
  await look();
}, 60_000);

test('API-06 a missing permission is named, and set-up waits for it; one that is only useful lets it go on', async () => {
  shop.setScopes(['read_orders', 'read_customers']);
  await setup.handlers['setup.store'](given());
  expect(view().step).toBe('store');
  const failed = view().store.checks.filter(({ mark }) => mark === 'failed');
  expect(failed.map(({ title }) => title)).toEqual(['The permission read_locations is missing:']);
  shop.setScopes(['read_orders', 'read_customers', 'read_locations']);
  await setup.handlers['setup.store'](given({ token: '' }));
  expect(view().step).toBe('erp');
}, 60_000);

test('a mapping that a person takes back is asked for later, and the preview says which orders wait', async () => {
  await connect();
  await look();
  const rate = view().needs.find(({ missing }) => missing.kind === 'tax' && missing.rate === '0.05');
  if (rate === undefined) throw new Error('no order with 5 %');
  await setup.handlers['setup.match'](rate.missing, null);
  await preview({ since: null });
  expect(view().preview.totals?.rows.map(({ outcome }) => outcome)).toEqual(['written', 'waits']);
  expect(view().preview.totals?.waits[0]?.title).toContain('VAT');
  await setup.handlers['setup.match'](rate.missing, rate.code ?? '');
  await preview({ since: null });
  expect(view().preview.totals?.rows.map(({ outcome }) => outcome)).toEqual(['written']);
}, 60_000);

test('a tax of another rate is accepted with a warning that stays, and the preview says which orders wait', async () => {
  await connect();
  await look();
  const need = () => view().needs.find(({ missing }) => missing.kind === 'tax' && missing.rate === '0.2');
  const before = need();
  if (before === undefined) throw new Error('no order with 20 %');
  await setup.handlers['setup.match'](before.missing, 'GB-0-INC');
  const warned = { code: 'GB-0-INC', otherRate: '0', why: 'another rate: 0% instead of 20%' };
  expect(need()).toMatchObject(warned);
  await look();
  expect(need()).toMatchObject(warned);
  await preview({ since: null });
  expect(view().preview.totals?.waits[0]?.title).toMatch(/VAT 20% in .* is mapped to GB-0-INC, which is 0%/);
  await setup.handlers['setup.match'](before.missing, before.code ?? '');
  expect(need()).toMatchObject({ why: 'as you chose' });
  expect(need()).not.toHaveProperty('otherRate');
}, 60_000);

test('where nothing can be sealed the secret lasts as long as this start, and that is said', async () => {
  const sealed = await openSetup(host(), { ...vault, refusal: async () => 'No passphrase was given.' }, true);
  await sealed.handlers['setup.store'](given());
  expect(sealed.view()).toMatchObject({ cannotKeep: 'No passphrase was given.', store: { hasSecret: true } });
  expect(existsSync(join(folder, 'secrets.json'))).toBe(false);
});

test('a shop that is set up again keeps what was set before, and its first day', async () => {
  const before = {
    ...sampleSettings(shop, 'Stock room'),
    schedule: '7 * * * *',
    erp: { kind: 'sample', folder: 'erp' },
  };
  const orders = { ...before.orders, documents: 'order', from: '2026-10-01' } as const;
  await writeSettings(folder, settingsSchema.parse({ ...before, orders, shop: { domain: 'old-name.myshopify.com' } }));
  await writeMappings(folder, { ...(await readMappings(folder)), items: { 'TEA-1': 'TEA-1-GB' } });
  await setup.handlers['setup.open']();
  expect(view().known).toEqual({ from: '2026-10-01' });
  await connect();
  await look();
  await preview({ since: '2026-10-01' });
  await setup.handlers['setup.start']({ mode: 'live', from: '2026-10-01' });
  vi.unstubAllEnvs();
  expect(await readSettings(folder)).toMatchObject({
    shop: { domain: 'pellwick-example.myshopify.com', endpoint: null },
    schedule: '7 * * * *',
    deviceName: 'Stock room',
    orders: { documents: 'order', from: '2026-10-01' },
  });
  expect((await readMappings(folder)).items).toMatchObject({ 'TEA-1': 'TEA-1-GB' });
}, 60_000);

test('the key of another store is tried without touching that of the store that is synced', async () => {
  await connect();
  await setup.handlers['setup.start']({ mode: 'live', from: null });
  const other = await startSampleShop({ seed: 'empty' });
  vi.stubEnv('COUNTERFOIL_SHOP_ENDPOINT', other.url);
  await setup.handlers['setup.store'](given({ address: 'another-shop', token: other.accessToken }));
  expect(await setup.secrets.get('shop-token')).toBe(shop.accessToken);
  await setup.handlers['setup.store'](given({ token: other.accessToken }));
  expect(await setup.secrets.get('shop-token')).toBe(other.accessToken);
  await other.close();
});

test('a folder that holds the stubs of one shop is not used for another', async () => {
  await connect();
  await setup.handlers['setup.start']({ mode: 'live', from: null });
  await mkdir(join(folder, 'journal'));
  await setup.handlers['setup.start']({ mode: 'live', from: null });
  await setup.handlers['setup.store'](given({ address: 'another-shop' }));
  const start = setup.handlers['setup.start']({ mode: 'live', from: null });
  await expect(start).rejects.toMatchObject({ code: 'another-pair' });
  expect((await readSettings(folder)).shop.domain).toBe('pellwick-example.myshopify.com');
});

test('a variable of the environment that wins is named, rather than a key that would not be used', async () => {
  vi.stubEnv('COUNTERFOIL_SHOP_TOKEN', 'an older one');
  setup = await openSetup(host(), vault, true);
  await expect(setup.handlers['setup.store'](given())).rejects.toThrow('COUNTERFOIL_SHOP_TOKEN is set');
});

test('what was read before ends when something else is read, and says so', async () => {
  await connect();
  await setup.handlers['setup.look']();
  await preview('usual');
  expect(view().look.state).toBe('stopped');
  expect(view().preview.from).toBe(view().today);
  await setup.handlers['setup.preview']({ since: null });
  await look();
  expect(view().preview.state).toBe('none');
});

test('a mapping that was added elsewhere meanwhile stays', async () => {
  await connect();
  await look();
  await writeMappings(folder, { ...(await readMappings(folder)), items: { 'TEA-2': 'TEA-2-GB' } });
  await setup.handlers['setup.start']({ mode: 'live', from: null });
  const { items, countries } = await readMappings(folder);
  expect(items).toEqual({ 'TEA-2': 'TEA-2-GB' });
  expect(countries['GB']).toBe('GB');
});

test('the preview keeps to ownership.json as a sync would', async () => {
  const writtenFields = async (): Promise<readonly string[]> => {
    await preview({ since: null });
    const { rows } = await setup.handlers['setup.planned'](0, 200);
    const changes = rows.flatMap(({ writes }) => writes).flatMap(({ fields }) => fields);
    return changes.filter(({ after }) => after !== null).map(({ field }) => field);
  };
  await setup.handlers['setup.store'](given());
  await setup.handlers['setup.erp']({ kind: 'sample', fields: {}, key: '' });
  await look();
  expect(await writtenFields()).toContain('email');
  await writeFile(join(folder, 'ownership.json'), '{ "fields": { "customers.email": { "owner": "erp" } } }');
  expect(await writtenFields()).not.toContain('email');
}, 60_000);
