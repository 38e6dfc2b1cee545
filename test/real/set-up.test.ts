import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, inject, test, vi } from 'vitest';
import { DEFAULT_SCOPES } from '../../core/sample/shop/access.ts';
import { startSampleShop, type SampleShop } from '../../core/sample/shop/server.ts';
import { readMappings, readSettings } from '../../main/config/config.ts';
import type { Setup } from '../../main/setup/ports.ts';
import { openSetup } from '../../main/setup/setup.ts';

let shop: SampleShop;
let folder: string;
let setup: Setup;
afterEach(async () => {
  setup.close();
  vi.unstubAllEnvs();
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});

test('set-up connects a real Odoo, finds what fits, and previews without writing to either side', async () => {
  const odoo = inject('odoo');
  shop = await startSampleShop({ scopes: [...DEFAULT_SCOPES, 'read_all_orders'] });
  vi.stubEnv('COUNTERFOIL_SHOP_ENDPOINT', shop.url);
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-real-setup-'));
  const vault = { refusal: async () => 'not here', seal: async () => Buffer.of(), open: async () => '' };
  setup = await openSetup(
    {
      stage: () => 'none',
      ownFolder: folder,
      openSample: () => Promise.reject(new Error('not here')),
      begin: async () => {},
      changed: () => {},
      hide: () => {},
      unforeseen: error => {
        throw error;
      },
    },
    vault,
    true,
  );
  const { handlers, view } = setup;
  const store = { address: 'pellwick', signIn: 'admin-token', clientId: '', clientSecret: '' } as const;
  await handlers['setup.store']({ ...store, token: shop.accessToken });
  const fields = { url: odoo.url, database: odoo.database };
  await expect(handlers['setup.erp']({ kind: 'odoo', fields, key: 'wrong' })).rejects.toMatchObject({
    category: 'auth',
  });
  await handlers['setup.erp']({ kind: 'odoo', fields, key: odoo.apiKey });
  expect(view()?.erp.checks[0]?.title).toMatch(/^Odoo 19.* answers$/);

  await handlers['setup.look']();
  await vi.waitFor(() => expect(view()?.look.state).toBe('done'), { timeout: 120_000, interval: 200 });
  const needs = view()?.needs ?? [];
  const codes = needs.map(({ missing, code }) => [missing.kind, code] as const);
  // Countries and rates speak for themselves; what is only a name is left to a person rather than guessed.
  expect(codes.filter(([kind, code]) => kind === 'country' && code === undefined)).toEqual([]);
  const standard = needs.find(
    ({ missing }) => missing.kind === 'tax' && missing.rate === '0.2' && missing.pricesIncludeTax,
  );
  expect(standard?.code ?? standard?.why).toMatch(/20|could fit/);

  await handlers['setup.preview']({ since: null });
  await vi.waitFor(() => expect(view()?.preview.state).toBe('done'), { timeout: 240_000, interval: 200 });
  const totals = view()?.preview.totals;
  expect(totals?.orders).toBe(300);
  expect(totals?.rows.reduce((sum, row) => sum + row.orders, 0)).toBe(300);

  await handlers['setup.start']({ mode: 'watch', from: null });
  expect(await readSettings(folder)).toMatchObject({ mode: 'watch', erp: { kind: 'odoo', ...fields } });
  expect(Object.keys((await readMappings(folder)).countries)).toContain('GB');
  expect(shop.requests.filter(({ isMutation }) => isMutation)).toEqual([]);
}, 600_000);
