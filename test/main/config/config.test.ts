import { readdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
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
import { configFolder, real, refusalOf, sample, shop } from './config-folder.ts';

const config = configFolder();
const { put, text, json } = config;

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
  expect(await readSettings(config.folder, {})).toEqual({
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
    stock: {
      quantity: 'on_hand',
      ordersOnTheWay: 'reduce',
      minimumDelta: 1,
      buffers: { all: 0, locations: {}, tags: {}, skus: {} },
      limits: { zeroPercent: 10, dropPercent: 30 },
      peakLocks: [],
      fractions: 'refuse',
    },
    products: { priceList: null, limitPercent: 20 },
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
  const settings = await readSettings(config.folder, {});
  expect(settings.schedule).toBe('* * * * *');
  expect(settings.erp).toEqual({ kind: 'sample', folder: join(config.folder, 'erp') });
});

test('a domain pasted from the browser is understood', async () => {
  await put('settings.json', { ...real, shop: { domain: 'https://Example.myshopify.com/admin' } });
  expect((await readSettings(config.folder, {})).shop.domain).toBe('example.myshopify.com');
});

test('COUNTERFOIL_SHOP_ENDPOINT wins over the file and is checked like it', async () => {
  await put('settings.json', { ...real, shop: { ...shop, endpoint: 'https://proxy.example.com' } });
  const { shop: inForce } = await readSettings(config.folder, { COUNTERFOIL_SHOP_ENDPOINT: 'http://127.0.0.1:4100' });
  expect(inForce.endpoint).toBe('http://127.0.0.1:4100');
  const error = await refusalOf(readSettings(config.folder, { COUNTERFOIL_SHOP_ENDPOINT: 'http://shop.example.com' }));
  expect(error.message).toContain('COUNTERFOIL_SHOP_ENDPOINT must be a web address that starts with https://');
});

test('missing settings say so; missing mappings are empty', async () => {
  expect(await refusalOf(readSettings(config.folder, {}))).toMatchObject({
    category: 'rejected',
    code: 'settings-missing',
  });
  expect(await readMappings(config.folder)).toEqual({
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

test('a SKU may be called anything', async () => {
  await put('mappings.json', { items: { 'SECRET-TOKEN-RING': 'R1' } });
  expect((await readMappings(config.folder)).items).toEqual({ 'SECRET-TOKEN-RING': 'R1' });
});

test('what is written is read again; the version before and the schema stay beside', async () => {
  const empty = await readMappings(config.folder);
  const first: Mappings = { ...empty, countries: { GB: 'GB' }, items: { b: '2', a: '1' } };
  const second: Mappings = { ...first, specialItems: { shipping: 'SHIP' } };
  await writeMappings(config.folder, first);
  await writeMappings(config.folder, second);
  expect(await json('mappings.previous.json')).toEqual({ $schema: './mappings.schema.json', ...first });
  expect(await readMappings(config.folder)).toEqual(second);
  expect(Object.keys((await readMappings(config.folder)).items)).toEqual(['b', 'a']);
  expect(await json('mappings.schema.json')).toMatchObject({ additionalProperties: false });
  expect((await readdir(config.folder)).toSorted()).toEqual([
    'mappings.json',
    'mappings.previous.json',
    'mappings.schema.json',
  ]);
});

test('settings survive being written', async () => {
  await put('settings.json', real);
  const settings = await readSettings(config.folder, {});
  await writeSettings(config.folder, { ...settings, schedule: '0 * * * *' });
  expect(await readSettings(config.folder, {})).toEqual({ ...settings, schedule: '0 * * * *' });
});

test('a file with a slip in it is not overwritten', async () => {
  const broken = '{ "items": { "a": "1", } }';
  await put('mappings.json', broken);
  const error = await refusalOf(writeMappings(config.folder, { ...(await readMappings(join(config.folder, 'none'))) }));
  expect(error.code).toBe('settings-unreadable');
  expect(await text('mappings.json')).toBe(broken);
});

test('writes at the same time leave one whole file', async () => {
  const empty = await readMappings(config.folder);
  await Promise.all(
    Array.from({ length: 20 }, (_, n) => writeMappings(config.folder, { ...empty, walkInCustomer: `C${n}` })),
  );
  expect((await readMappings(config.folder)).walkInCustomer).toBe('C19');
});

test('a setting that is not allowed is not written', async () => {
  await put('settings.json', real);
  const settings = await readSettings(config.folder, {});
  expect(await refusalOf(writeSettings(config.folder, { ...settings, schedule: 'often' }))).toMatchObject({
    code: 'settings-invalid',
  });
  expect(await json('settings.json')).toEqual(real);
});

test('every setting is described for editors', async () => {
  await writeEditorSchemas(config.folder);
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
