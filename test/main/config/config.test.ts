import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import { SyncError } from '../../../core/errors.ts';
import type { Mappings } from '../../../core/model/mappings.ts';
import type { ErpSettings, OrderSettings, Settings, ShopSettings } from '../../../core/model/settings.ts';
import {
  readMappings,
  readSettings,
  writeEditorSchemas,
  writeMappings,
  writeSettings,
} from '../../../main/config/config.ts';
import { mappingsFile } from '../../../main/config/mappings-schema.ts';
import { settingsFile } from '../../../main/config/settings-schema.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-config-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = (name: string, content: unknown) =>
  writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
const text = (name: string) => readFile(join(folder, name), 'utf8');
const json = async (name: string): Promise<unknown> => JSON.parse(await text(name));

async function refusalOf(work: Promise<unknown>): Promise<SyncError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof SyncError) return error;
  throw new Error(`expected a SyncError, got ${String(error)}`);
}

const settingsRefusal = async (content: unknown, env = {}): Promise<SyncError> => {
  await put('settings.json', content);
  return refusalOf(readSettings(folder, env));
};
const mappingsRefusal = async (content: unknown): Promise<SyncError> => {
  await put('mappings.json', content);
  return refusalOf(readMappings(folder));
};

const shop = { domain: 'example.myshopify.com' };
const sample = { shop, erp: { kind: 'sample' } };
const real = { shop, erp: { kind: 'odoo', url: 'https://erp.example.com', database: 'shop' } };

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;
type Written = DeepReadonly<z.output<typeof settingsFile>>;

test('the files have the shape of the model', () => {
  expectTypeOf<Written['shop']>().toEqualTypeOf<ShopSettings>();
  expectTypeOf<Written['erp']>().toEqualTypeOf<ErpSettings>();
  expectTypeOf<Written['orders']>().toEqualTypeOf<OrderSettings>();
  expectTypeOf<Written['page']>().toEqualTypeOf<Settings['page']>();
  expectTypeOf<Exclude<keyof Written, '$schema'>>().toEqualTypeOf<keyof Settings>();
  expectTypeOf<DeepReadonly<Omit<z.output<typeof mappingsFile>, '$schema'>>>().toEqualTypeOf<Mappings>();
});

test('the defaults suit a shop in the UK', async () => {
  await put('settings.json', real);
  expect(await readSettings(folder, {})).toEqual({
    mode: 'live',
    shop: {
      domain: 'example.myshopify.com',
      endpoint: null,
      credentials: 'admin-token',
      apiVersion: '2026-10',
    },
    erp: real.erp,
    schedule: '*/5 * * * *',
    orders: {
      documents: 'invoice-when-paid',
      moneySide: 'shop',
      roundingTolerance: '0.01',
      from: null,
      testOrders: 'skip',
      highRisk: 'hold',
    },
    alerts: {
      notifications: true,
      quietHours: null,
      failuresBreakThrough: true,
      silentAfterHours: 3,
      businessHours: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '08:00', to: '18:00' },
    },
    updates: { automatic: true, metered: 'detect' },
    page: { port: 0 },
    deviceName: hostname(),
  });
});

test('the sample is looked at every minute, and its folder starts in the data folder', async () => {
  await put('settings.json', sample);
  const settings = await readSettings(folder, {});
  expect(settings.schedule).toBe('* * * * *');
  expect(settings.erp).toEqual({ kind: 'sample', folder: join(folder, 'erp') });
});

test('a domain pasted from the browser is understood', async () => {
  await put('settings.json', { ...real, shop: { domain: 'https://Example.myshopify.com/admin' } });
  expect((await readSettings(folder, {})).shop.domain).toBe('example.myshopify.com');
});

test('COUNTERFOIL_SHOP_ENDPOINT wins over the file and is checked like it', async () => {
  await put('settings.json', { ...real, shop: { ...shop, endpoint: 'https://proxy.example.com' } });
  const { shop: inForce } = await readSettings(folder, { COUNTERFOIL_SHOP_ENDPOINT: 'http://127.0.0.1:4100' });
  expect(inForce.endpoint).toBe('http://127.0.0.1:4100');
  const error = await refusalOf(readSettings(folder, { COUNTERFOIL_SHOP_ENDPOINT: 'http://shop.example.com' }));
  expect(error.message).toContain('COUNTERFOIL_SHOP_ENDPOINT must be a web address that starts with https://');
});

test('missing settings say so; missing mappings are empty', async () => {
  expect(await refusalOf(readSettings(folder, {}))).toMatchObject({ category: 'rejected', code: 'settings-missing' });
  expect(await readMappings(folder)).toEqual({
    items: {},
    specialItems: {},
    taxes: [],
    countries: {},
    paymentMethods: {},
    warehouses: {},
    customers: {},
    walkInCustomer: null,
  });
});

test('bad JSON is named by file, line and column, and nothing on disk changes', async () => {
  await put('settings.json', real);
  await readSettings(folder, {});
  const broken = '{\n  "shop": { "domain": "a" }\n  "erp": {}\n}';
  const error = await settingsRefusal(broken);
  expect(error).toMatchObject({ category: 'rejected', code: 'settings-unreadable', system: 'agent' });
  expect(error.message).toBe(
    'settings.json cannot be read. Line 2, column 28: a comma or a } is missing after this value.',
  );
  expect(error.nextStep).toContain('settings.previous.json');
  expect(await text('settings.json')).toBe(broken);
  expect(await json('settings.previous.json')).toEqual(real);
});

test.each(['utf16le', 'swapped'])('a file saved as UTF-16 is said to be one: %s', async order => {
  const bytes = Buffer.from(`\uFEFF${JSON.stringify(real)}`, 'utf16le');
  await writeFile(join(folder, 'settings.json'), order === 'swapped' ? bytes.swap16() : bytes);
  const error = await refusalOf(readSettings(folder, {}));
  expect(error).toMatchObject({ code: 'settings-unreadable', message: expect.stringMatching(/UTF-16.*UTF-8/) });
});

test('a file that the system refuses is named with its whole path', async () => {
  await put('file', '');
  const below = join(folder, 'file');
  const error = await refusalOf(readSettings(below, {}));
  expect(error).toMatchObject({ code: 'settings-not-read' });
  expect(error.message).toContain(join(below, 'settings.json'));
});

test.each([
  [{ ...real, shedule: '* * * * *' }, 'line 10: shedule is not known. Did you mean schedule?'],
  [{ ...real, domain: 'x' }, 'domain is not known. Did you mean shop.domain?'],
  [
    { ...real, zzzzzz: 1 },
    'zzzzzz is not known. Known here: $schema, mode, shop, erp, schedule, orders, alerts, updates, page, deviceName.',
  ],
  [
    { ...real, shop: { ...shop, credentials: 'password1' } },
    'is "password1", but must be "admin-token" or "client-credentials"',
  ],
  [{ erp: real.erp }, 'shop is missing; it must be a group in braces'],
  [{ ...real, erp: { kind: 'odo' } }, 'line 6: erp.kind is "odo", but must be "odoo" or "sample"'],
  [{ shop, erp: {} }, 'erp.kind is missing; it must be "odoo" or "sample"'],
  [
    { ...real, erp: { ...real.erp, folder: 'erp' } },
    'line 9: erp.folder goes with erp.kind "sample" only; here it is "odoo".',
  ],
  [{ ...real, erp: { ...real.erp, foldr: 'erp' } }, 'erp.foldr is not known. Known here: kind, url, database.'],
  [
    { ...real, erp: { ...real.erp, url: 'http://erp.example.com' } },
    'erp.url is "http://erp.example.com", but must be',
  ],
  [{ ...real, shop: { domain: 'www.example.co.uk' } }, `but must be the store's own Shopify address`],
  [
    { ...real, shop: { domain: 'www.example.co.uk', endpoint: 'http://127.0.0.1:4100' } },
    `line 3: shop.domain is "www.example.co.uk", but must be the store's own Shopify address`,
  ],
  [{ ...real, shop: { ...shop, endpoint: 'http://10.0.0.5' } }, 'or with http:// for this PC only'],
  [
    { ...real, shop: { ...shop, apiVersion: '2026-09' } },
    'shop.apiVersion is "2026-09", but must be a Shopify API version',
  ],
  [{ ...real, schedule: '* * * *' }, 'but must be a cron expression with five fields'],
  [{ ...real, schedule: '* * * * * *' }, 'but must be a cron expression with five fields'],
  [{ ...real, schedule: '61 * * * *' }, 'but must be a cron expression with five fields'],
  [
    { ...real, orders: { roundingTolerance: 0.01 } },
    'orders.roundingTolerance is 0.01, but must be a decimal number in quotation',
  ],
  [{ ...real, orders: { from: '2026-02-30' } }, 'orders.from is "2026-02-30", but must be a day'],
  [{ ...real, page: { port: 70_000 } }, 'page.port is 70000, but must be a whole number from 0 to 65535'],
])('a bad field is named with what is allowed: %#', async (content, words) => {
  const error = await settingsRefusal(content);
  expect(error).toMatchObject({ category: 'rejected', code: 'settings-invalid' });
  expect(error.message).toContain(words);
});

test.each([
  [{ itemz: {} }, 'itemz is not known. Did you mean items?'],
  [
    { taxes: [{ country: 'GB', rate: '0.20', pricesIncludeTax: true, code: 'V' }] },
    'taxes.0.rate is "0.20", but must be',
  ],
  [{ taxes: [{ country: 'GB', rate: '20.5', pricesIncludeTax: 'yes', code: 'V' }] }, 'must be true or false'],
  [{ specialItems: { shiping: 'X' } }, 'specialItems.shiping is not known. Did you mean specialItems.shipping?'],
  [{ countries: { gb: 'GB' } }, '"gb" in countries must be a country as two capital letters'],
  [{ items: { 'A-1': 7 } }, "items.A-1 is 7, but must be one of the ERP's codes in quotation marks"],
])('a bad mapping is named with what is allowed: %#', async (content, words) => {
  expect((await mappingsRefusal(content)).message).toContain(words);
});

test('the same tax twice is refused', async () => {
  const tax = { country: 'GB', rate: '0.2', pricesIncludeTax: true };
  const error = await mappingsRefusal({
    taxes: [
      { ...tax, code: 'A' },
      { ...tax, code: 'B' },
    ],
  });
  expect(error.message).toContain('taxes.1.rate is "0.2", but must be there only once for country GB');
});

test.each([
  [{ ...real, shop: { ...shop, token: 'a-token' } }],
  [{ ...real, erp: { ...real.erp, apiKey: 'a-token' } }],
  [{ ...real, shopPassword: 'a-token' }],
  [{ ...real, deviceName: 'shpat_a0b1c2d3e4f5a-token' }],
  [{ ...real, erp: { ...real.erp, url: 'https://me:a-token@erp.example.com' } }],
])('a secret in the file is refused without repeating it: %#', async content => {
  const error = await settingsRefusal(content);
  expect(error).toMatchObject({ category: 'rejected', code: 'settings-hold-a-secret' });
  expect(error.nextStep).toContain('COUNTERFOIL_SHOP_TOKEN');
  expect(JSON.stringify([error.message, error.nextStep, error.details])).not.toContain('a-token');
});

test('a SKU may be called anything', async () => {
  await put('mappings.json', { items: { 'SECRET-TOKEN-RING': 'R1' } });
  expect((await readMappings(folder)).items).toEqual({ 'SECRET-TOKEN-RING': 'R1' });
});

test('what is written is read again; the version before and the schema stay beside', async () => {
  const empty = await readMappings(folder);
  const first: Mappings = { ...empty, countries: { GB: 'GB' }, items: { b: '2', a: '1' } };
  const second: Mappings = { ...first, specialItems: { shipping: 'SHIP' } };
  await writeMappings(folder, first);
  await writeMappings(folder, second);
  expect(await json('mappings.previous.json')).toEqual({ $schema: './mappings.schema.json', ...first });
  expect(await readMappings(folder)).toEqual(second);
  expect(Object.keys((await readMappings(folder)).items)).toEqual(['b', 'a']);
  expect(await json('mappings.schema.json')).toMatchObject({ additionalProperties: false });
  expect((await readdir(folder)).toSorted()).toEqual([
    'mappings.json',
    'mappings.previous.json',
    'mappings.schema.json',
  ]);
});

test('settings survive being written', async () => {
  await put('settings.json', real);
  const settings = await readSettings(folder, {});
  await writeSettings(folder, { ...settings, schedule: '0 * * * *' });
  expect(await readSettings(folder, {})).toEqual({ ...settings, schedule: '0 * * * *' });
});

test('a file with a slip in it is not overwritten', async () => {
  const broken = '{ "items": { "a": "1", } }';
  await put('mappings.json', broken);
  const error = await refusalOf(writeMappings(folder, { ...(await readMappings(join(folder, 'none'))) }));
  expect(error.code).toBe('settings-unreadable');
  expect(await text('mappings.json')).toBe(broken);
});

test('writes at the same time leave one whole file', async () => {
  const empty = await readMappings(folder);
  await Promise.all(Array.from({ length: 20 }, (_, n) => writeMappings(folder, { ...empty, walkInCustomer: `C${n}` })));
  expect((await readMappings(folder)).walkInCustomer).toBe('C19');
});

test('a setting that is not allowed is not written', async () => {
  await put('settings.json', real);
  const settings = await readSettings(folder, {});
  expect(await refusalOf(writeSettings(folder, { ...settings, schedule: 'often' }))).toMatchObject({
    code: 'settings-invalid',
  });
  expect(await json('settings.json')).toEqual(real);
});

test('every setting is described for editors', async () => {
  await writeEditorSchemas(folder);
  expect(withoutDescription(await json('settings.schema.json'), 'settings')).toEqual([]);
  expect(withoutDescription(await json('mappings.schema.json'), 'mappings')).toEqual([]);
});

function withoutDescription(schema: unknown, at: string): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema ? Object.entries(Object(schema.properties)) : [];
  const bare = own.filter(
    ([, value]) => !Object.hasOwn(Object(value), 'description') && !Object.hasOwn(Object(value), 'const'),
  );
  const inner = Object.entries(schema).flatMap(([key, value]) => withoutDescription(value, `${at}.${key}`));
  return [...bare.map(([key]) => `${at}.${key}`), ...inner];
}
