import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SyncError } from '../../../core/errors.ts';
import { readMappings, readSettings } from '../../../main/config/config.ts';
import { configFolder, real, refusalOf, shop } from './config-folder.ts';

/** What the files must not hold: each slip named by file, line and field, and nothing on disk changed. */

const config = configFolder();
const { put, text, json } = config;

const settingsRefusal = async (content: unknown, env = {}): Promise<SyncError> => {
  await put('settings.json', content);
  return refusalOf(readSettings(config.folder, env));
};
const mappingsRefusal = async (content: unknown): Promise<SyncError> => {
  await put('mappings.json', content);
  return refusalOf(readMappings(config.folder));
};

test('bad JSON is named by file, line and column, and nothing on disk changes', async () => {
  await put('settings.json', real);
  await readSettings(config.folder, {});
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
  await writeFile(join(config.folder, 'settings.json'), order === 'swapped' ? bytes.swap16() : bytes);
  const error = await refusalOf(readSettings(config.folder, {}));
  expect(error).toMatchObject({ code: 'settings-unreadable', message: expect.stringMatching(/UTF-16.*UTF-8/) });
});

test('a file that the system refuses is named with its whole path', async () => {
  await put('file', '');
  const below = join(config.folder, 'file');
  const error = await refusalOf(readSettings(below, {}));
  expect(error).toMatchObject({ code: 'settings-not-read' });
  expect(error.message).toContain(join(below, 'settings.json'));
});

test.each([
  [{ ...real, shedule: '* * * * *' }, 'line 10: shedule is not known. Did you mean schedule?'],
  [
    { ...real, stock: { buffers: { locations: { '1001': 2 } } } },
    `"1001" in stock.buffers.locations must be Shopify's id of a location, like "gid://shopify/Location/1001".`,
  ],
  [{ ...real, domain: 'x' }, 'domain is not known. Did you mean shop.domain?'],
  [
    { ...real, zzzzzz: 1 },
    'zzzzzz is not known. Known here: $schema, mode, shop, erp, schedule, orders, stock, products, alerts, updates, page, deviceName.',
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
