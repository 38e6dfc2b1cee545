import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gid } from '../../../../core/sample/shop/views/view.ts';
import { reducedSchema } from '../../../../scripts/reduce-schema.mjs';
import { freshFolder } from '../../../world/fresh-folder.ts';
import { ask, type Json } from './ask.ts';
import { emptyShop } from './empty-shop.ts';

const sample = emptyShop();

const RUN = `mutation BulkRun($query: String!, $grouped: Boolean! = false) {
  bulkOperationRunQuery(query: $query, groupObjects: $grouped) {
    bulkOperation { id status createdAt } userErrors { code field message } } }`;
const POLL = `query BulkPoll($id: ID!) { bulkOperation(id: $id) {
  id type status errorCode createdAt completedAt objectCount rootObjectCount fileSize url partialDataUrl } }`;
const CANCEL = `mutation BulkCancel($id: ID!) { bulkOperationCancel(id: $id) {
  bulkOperation { id status } userErrors { field message } } }`;

const PRODUCTS = `{ products { edges { node {
  id title handle status vendor productType tags updatedAt isGiftCard
  variants { edges { node {
    id sku barcode price compareAtPrice taxable inventoryPolicy updatedAt
    selectedOptions { name value }
    inventoryItem { id tracked requiresShipping unitCost { amount currencyCode } }
  } } } } } } }`;
const INVENTORY = `{ inventoryItems { edges { node {
  id sku tracked updatedAt
  inventoryLevels { edges { node {
    id isActive updatedAt location { id }
    quantities(names: ["available","on_hand","committed","reserved","incoming","damaged","safety_stock","quality_control"]) { name quantity updatedAt }
  } } } } } } }`;

const start = async (query: string, grouped = false): Promise<Json> =>
  (await ask(sample.shop, RUN, { query, grouped })).data.bulkOperationRunQuery;
const poll = async (id: string): Promise<Json> => (await ask(sample.shop, POLL, { id })).data.bulkOperation;

async function ended(id: string): Promise<Json> {
  for (;;) {
    const operation = await poll(id);
    if (!['CREATED', 'RUNNING', 'CANCELING'].includes(operation.status)) return operation;
  }
}

async function rows(query: string, grouped = false): Promise<{ readonly operation: Json; readonly lines: Json[] }> {
  const { bulkOperation, userErrors } = await start(query, grouped);
  expect(userErrors).toEqual([]);
  const operation = await ended(bulkOperation.id);
  expect(operation).toMatchObject({ status: 'COMPLETED', errorCode: null });
  const text = await (await fetch(operation.url)).text();
  expect(operation.fileSize).toBe(String(Buffer.byteLength(text)));
  const lines = text.trimEnd().split('\n');
  return { operation, lines: lines.map((line): Json => JSON.parse(line)) };
}

const parentOf = (line: Json): string | undefined => Reflect.get(line, '__parentId');

describe('a bulk query', () => {
  test('is created, runs by itself, and is read as lines from an address that asks for no token', async () => {
    const { data, cost } = await ask(sample.shop, RUN, { query: PRODUCTS });
    expect(cost).toMatchObject({ requestedQueryCost: 10, actualQueryCost: 10 });
    const { bulkOperation } = data.bulkOperationRunQuery;
    expect(bulkOperation).toMatchObject({ status: 'CREATED', createdAt: '2026-11-20T09:00:00Z' });
    const operation = await ended(bulkOperation.id);
    expect(operation).toMatchObject({ type: 'QUERY', objectCount: '85', rootObjectCount: '25', partialDataUrl: null });
    expect((await ask(sample.shop, POLL, { id: bulkOperation.id })).cost.requestedQueryCost).toBe(1);
    expect(operation.url.startsWith(`${sample.shop.url}/`)).toBe(true);
    expect((await fetch(operation.url)).status).toBe(200);
    sample.pass(7 * 86_400_000);
    expect((await fetch(operation.url)).status).toBe(404);
  });

  test('of products gives every variant its product, far from it', async () => {
    const { lines } = await rows(PRODUCTS);
    const products = lines.filter(line => parentOf(line) === undefined);
    expect(products).toHaveLength(25);
    expect(lines.slice(0, 25)).toEqual(products);
    const mug = products.find(line => line.title === 'Stoneware mug');
    expect(lines.find(line => line.sku === 'MUG-SLT-350')).toEqual({
      id: gid('ProductVariant', sample.shop.store.variants.withSku('MUG-SLT-350')[0]?.id ?? 0),
      sku: 'MUG-SLT-350',
      barcode: expect.any(String),
      price: '14.90',
      compareAtPrice: null,
      taxable: true,
      inventoryPolicy: 'DENY',
      updatedAt: '2026-11-19T09:00:00Z',
      selectedOptions: [{ name: 'Glaze', value: 'Slate' }],
      inventoryItem: {
        id: expect.any(String),
        tracked: true,
        requiresShipping: true,
        unitCost: { amount: '5.2', currencyCode: 'GBP' },
      },
      __parentId: mug.id,
    });
  });

  test('grouped, children follow their parent', async () => {
    const { lines } = await rows(PRODUCTS, true);
    expect(lines.slice(1, 4).map(line => parentOf(line))).toEqual([lines[0].id, lines[0].id, lines[0].id]);
    expect(parentOf(lines[4])).toBeUndefined();
  });

  test('of inventory gives every level of every item', async () => {
    const { lines, operation } = await rows(INVENTORY);
    expect([lines.length, operation.objectCount, operation.rootObjectCount]).toEqual([180, '180', '60']);
    const item = lines.find(line => line.sku === 'MUG-SLT-350');
    const levels = lines.filter(line => parentOf(line) === item.id);
    expect(levels.map(level => level.quantities.slice(0, 2))).toEqual([
      [
        { name: 'available', quantity: 180, updatedAt: '2026-11-19T09:00:00Z' },
        { name: 'on_hand', quantity: 180, updatedAt: '2026-11-19T09:00:00Z' },
      ],
      [
        { name: 'available', quantity: 36, updatedAt: '2026-11-19T09:00:00Z' },
        { name: 'on_hand', quantity: 36, updatedAt: '2026-11-19T09:00:00Z' },
      ],
    ]);
  });

  test('reads variant and variants of an item, fragments, filters and levels below an object of a node', async () => {
    const { lines } = await rows(`{ inventoryItems(query: "sku:MUG-SLT-350") { edges { node { ...I } } } }
      fragment I on InventoryItem { id variant { id product { id } } measurement { weight { value unit } }
        variants { edges { node { id sku } } } inventoryLevels { edges { node { id quantities(names: ["available"]) { quantity } } } } }`);
    expect(lines).toHaveLength(4);
    expect(lines[0].measurement).toEqual({ weight: { value: 410, unit: 'GRAMS' } });
    expect(lines[1]).toEqual({ id: lines[0].variant.id, sku: 'MUG-SLT-350', __parentId: lines[0].id });
    const deep = await rows(`{ productVariants(query: "sku:MUG-SLT-350") { edges { node { id inventoryItem { id
      inventoryLevels { edges { node { id } } } } } } } }`);
    expect(deep.lines).toHaveLength(3);
    expect(parentOf(deep.lines[2])).toBe(deep.lines[0].id);
  });

  test('without a row has no address', async () => {
    const { bulkOperation } = await start('{ products(query: "title:nothing") { edges { node { id } } } }');
    expect(await ended(bulkOperation.id)).toMatchObject({ status: 'COMPLETED', url: null, objectCount: '0' });
  });
});

describe('Shopify refuses', () => {
  const refusals: readonly (readonly [string, string, RegExp])[] = [
    ['nodes instead of edges', '{ products { nodes { id } } }', /edges/],
    ['page information', '{ products { edges { node { id } } pageInfo { hasNextPage } } }', /edges/],
    ['no connection', '{ shop { id } }', /at least one connection/],
    [
      'a top-level node',
      '{ node(id: "gid://shopify/Product/1") { id } products { edges { node { id } } } }',
      /top level/,
    ],
    ['a parent without id', '{ products { edges { node { title variants { edges { node { id } } } } } } }', /'id'/],
    [
      'a parent with its id renamed',
      '{ products { edges { node { a: id variants { edges { node { id } } } } } } }',
      /'id'/,
    ],
    [
      'a connection in a list',
      '{ orders { edges { node { id refunds { id refundLineItems { edges { node { quantity } } } } } } } }',
      /connection field within a list field/,
    ],
    [
      'nodes that are no Node',
      '{ orders { edges { node { id shippingLines { edges { node { title } } } agreements { edges { node { id } } } } } } }',
      /Node/,
    ],
    [
      'more than two levels below the first',
      '{ products { edges { node { id variants { edges { node { id inventoryItem { id inventoryLevels { edges { node { id item { variants { edges { node { id } } } } } } } } } } } } } } }',
      /nesting depth greater than 2/,
    ],
    ['six connections', `{ ${'abcdef'.replaceAll(/./g, '$&: products { edges { node { id } } } ')} }`, /more than 5/],
    ['a field that is not there', '{ products { edges { node { nonsense } } } }', /nonsense/],
    ['what is no query', 'mutation { a }', /Invalid bulk query|exactly one query/],
    ['what is no GraphQL', '{ products {', /Syntax Error/],
  ];
  test.each(refusals)('%s', async (_what, query, words) => {
    const { bulkOperation, userErrors } = await start(query);
    expect(bulkOperation).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['query'] }]);
    expect(userErrors[0].message).toMatch(words);
  });

  test('a sixth at the same time, and names the five', async () => {
    sample.shop.setFaults([{ kind: 'bulk-slow', delayMs: 60_000 }]);
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) ids.push((await start(PRODUCTS)).bulkOperation.id);
    const sixth = await start(PRODUCTS);
    expect(sixth).toMatchObject({ bulkOperation: null, userErrors: [{ code: 'OPERATION_IN_PROGRESS', field: null }] });
    for (const id of ids) expect(sixth.userErrors[0].message).toContain(id);
    const list = `{ bulkOperations(first: 10, query: "status:running OR status:created") { nodes { id status } } }`;
    const running = (await ask(sample.shop, list)).data.bulkOperations.nodes;
    expect(running.map((one: Json) => one.id)).toEqual(ids.toReversed());
    const canceling = (await ask(sample.shop, CANCEL, { id: ids[0] })).data.bulkOperationCancel;
    expect(canceling).toEqual({ bulkOperation: { id: ids[0], status: 'CANCELING' }, userErrors: [] });
    expect(await ended(ids[0] ?? '')).toMatchObject({ status: 'CANCELED', url: null });
    sample.shop.setFaults([]);
    expect((await start(PRODUCTS)).userErrors).toEqual([]);
    const late = (await ask(sample.shop, CANCEL, { id: ids[0] })).data.bulkOperationCancel;
    expect(late.userErrors).toEqual([
      { field: null, message: 'A bulk operation cannot be canceled when it is canceled' },
    ]);
  });
});

describe('what goes wrong', () => {
  test('a bulk query fails, or is cancelled by Shopify, with what it has so far', async () => {
    sample.shop.queueFault({ kind: 'bulk-fails', afterLines: 30 });
    const failed = await ended((await start(INVENTORY)).bulkOperation.id);
    expect(failed).toMatchObject({
      status: 'FAILED',
      errorCode: 'INTERNAL_SERVER_ERROR',
      objectCount: '30',
      url: null,
    });
    const part = await (await fetch(failed.partialDataUrl)).text();
    expect(part.trimEnd().split('\n')).toHaveLength(30);
    sample.shop.queueFault({ kind: 'bulk-canceled' });
    const canceled = await ended((await start(INVENTORY)).bulkOperation.id);
    expect(canceled).toMatchObject({ status: 'CANCELED', errorCode: null, url: null, partialDataUrl: null });
    expect((await rows(INVENTORY)).lines).toHaveLength(180);
  });

  test('a download breaks off half-way, and is whole the next time', async () => {
    const { operation } = await rows(INVENTORY);
    sample.shop.queueFault({ kind: 'download-cut' });
    await expect(fetch(operation.url).then(response => response.text())).rejects.toThrow();
    expect((await (await fetch(operation.url)).text()).trimEnd().split('\n')).toHaveLength(180);
  });

  test('without the scope nothing starts', async () => {
    sample.shop.setScopes(['read_orders']);
    expect((await ask(sample.shop, RUN, { query: PRODUCTS })).errors[0].extensions.code).toBe('ACCESS_DENIED');
  });

  test('what the sample shop lacks is named before it runs', async () => {
    const { errors } = await ask(sample.shop, RUN, { query: '{ products { edges { node { id storefrontId } } } }' });
    expect(errors[0].message).toBe('The sample shop does not implement Product.storefrontId.');
  });
});

test('an installation, which has of the schema only what the product asks for, reads in bulk as well', async () => {
  const folder = await freshFolder();
  const schemaPath = join(folder, 'schema.json.gz');
  await writeFile(schemaPath, await reducedSchema([RUN, POLL, PRODUCTS, INVENTORY]));
  await sample.restart({ schemaPath });
  expect((await rows(PRODUCTS)).lines).toHaveLength(85);
  expect((await rows(INVENTORY)).lines).toHaveLength(180);
  expect((await start('{ customers { edges { node { id } } } }')).userErrors[0].message).toContain('customers');
});

test('a shop of 10,000 variants at 2 locations gives its 30,000 lines', async () => {
  await sample.restart({ seed: { variants: 10_000 } });
  const { operation, lines } = await rows(INVENTORY);
  expect([operation.objectCount, lines.length]).toEqual(['30000', 30_000]);
  expect(new Set(lines.map(line => line.id)).size).toBe(30_000);
});
