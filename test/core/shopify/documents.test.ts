import { Kind, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { requestedCost } from '../../../core/sample/shop/cost.ts';
import type { Operation, Variables } from '../../../core/shopify/operation.ts';
import * as bulk from '../../../core/shopify/bulk-operations.ts';
import * as catalogue from '../../../core/shopify/catalogue-operations.ts';
import * as operations from '../../../core/shopify/operations.ts';
import * as units from '../../../core/shopify/order-units-operations.ts';
import * as products from '../../../core/shopify/product-operations.ts';
import * as stock from '../../../core/shopify/stock-operations.ts';
import { newProductInput, productInput, variantInput } from '../../../core/shopify/product-input.ts';
import { adminSchema } from './admin-schema.ts';
import { bulkProblems, documentProblems } from './document-lint.ts';
import { sourcesOfDocuments } from './document-sources.ts';

const schema = adminSchema();
const sizes = [1, 2, 5, 10, 49, 50, 51, 100, 249, 250];
const id = 'gid://shopify/Order/1';
const metafield = {
  ownerId: 'gid://shopify/AppInstallation/1',
  namespace: '$app:x',
  key: 'k',
  type: 't',
  value: 'v',
  compareDigest: null,
};

const setting = { name: 'on_hand', reason: 'correction', referenceDocumentUri: 'gid://x/y' } as const;
const product = { title: 't', description: null, vendor: 'v', type: 't', tags: 'a, b', status: 'active' };
const variant = {
  sku: 's',
  barcode: null,
  price: '1',
  'compare-at-price': null,
  cost: '1',
  weight: '1',
  tracked: 'yes',
} as const;
const quantity = { inventoryItemId: 'i', locationId: 'l', quantity: 1, changeFromQuantity: 0 };

type Sending = {
  readonly operation: Pick<Operation, 'name' | 'text'>;
  readonly variables: Variables;
  readonly cost: number;
};
const sending = <V extends Variables>(operation: Operation<V>, ...all: readonly V[]): readonly Sending[] =>
  all.map(variables => ({ operation, variables, cost: operation.cost(variables) }));

/** Every document of the product with variables it is sent with. */
const sendings: readonly Sending[] = [
  ...sending(operations.shopInfo, {}),
  ...sending(operations.ordersUpdated, ...sizes.map(first => ({ first, after: null, query: null }))),
  ...sending(operations.ordersProcessed, ...sizes.map(first => ({ first, after: null, query: null }))),
  ...sending(operations.ordersCount, { query: null }),
  ...sending(catalogue.locationsAll, ...sizes.map(first => ({ first, after: null }))),
  ...sending(catalogue.variantsAll, ...sizes.map(first => ({ first, after: null }))),
  ...sending(catalogue.variantsCount, {}),
  ...sending(operations.orderById, { id }),
  ...sending(operations.ordersNamed, ...sizes.map(first => ({ first, query: "name:'#1'" }))),
  ...sending(operations.orderLines, ...sizes.map(first => ({ id, first, after: null }))),
  ...sending(operations.orderShipping, ...sizes.map(first => ({ id, first, after: null }))),
  ...sending(operations.orderRefunds, ...sizes.map(first => ({ id, first }))),
  ...sending(operations.refundLines, ...sizes.map(first => ({ id, first, after: null }))),
  ...sending(operations.sharedValue, { namespace: '$app:x', key: 'k' }),
  ...sending(operations.setSharedValue, { metafields: [metafield] }),
  ...sending(bulk.bulkRun, { query: '{ shop { id } }' }),
  ...sending(bulk.bulkPoll, { id }),
  ...sending(bulk.bulkCancel, { id }),
  ...sending(stock.levelsUpdated, ...sizes.map(first => ({ locationId: id, first, after: null, query: 'q' }))),
  ...sending(stock.stockSet, { key: 'k', input: { ...setting, quantities: [quantity] } }),
  ...sending(units.orderFulfillmentOrders, ...sizes.map(first => ({ id, first, after: null }))),
  ...sending(units.fulfillmentOrderLines, ...sizes.map(first => ({ id, first, after: null }))),
  ...sending(units.fulfillmentLines, ...sizes.map(first => ({ id, first, after: null }))),
  ...sending(products.productsUpdated, ...sizes.map(first => ({ first, after: null, query: 'q' }))),
  ...sending(products.productVariants, ...sizes.map(first => ({ id, first, after: null }))),
  ...sending(products.deletions, ...sizes.map(first => ({ first, after: null, query: 'q' }))),
  ...sending(products.productUpdate, { product: { ...productInput(product), id } }),
  ...sending(products.variantsUpdate, { productId: id, variants: [{ ...variantInput(variant), id }] }),
  ...sending(products.productCreate, { input: newProductInput(product, variant) }),
  ...sending(units.orderIdsUpdated, ...sizes.map(first => ({ first, after: null, query: 'q' }))),
];

/** Documents that ask for records by id: what Shopify takes for each is not documented, so the estimate takes the dearest. */
const byIds: readonly Sending[] = [
  ...sending(stock.levelsByItem, { ids: [id], locationId: id }, { ids: [id, id, id], locationId: id }),
  ...sending(products.productsById, { ids: [id] }, { ids: [id, id] }),
  ...sending(units.orderUnits, { ids: [id] }, { ids: [id, id] }),
];
const everything = [...sendings, ...byIds];

const isOperation = (one: unknown): one is Operation => typeof one === 'object' && one !== null && 'cost' in one;
const exported = [operations, catalogue, bulk, products, stock, units].flatMap(file => Object.values<unknown>(file));
const bulkQueries = exported.filter(
  (one): one is bulk.BulkQuery => typeof one === 'object' && one !== null && 'subject' in one,
);

test('every document of the product is looked at', () => {
  const named = new Set([...everything.map(({ operation }) => operation), ...bulkQueries].map(({ name }) => name));
  const written = sourcesOfDocuments();
  expect(written.length).toBeGreaterThan(20);
  expect([...named].toSorted()).toEqual(written.toSorted());
  expect(exported.filter(isOperation)).toHaveLength(named.size - bulkQueries.length);
});

describe.each(bulkQueries)('$name', ({ text }) => {
  test("is valid by Shopify's schema, and keeps the rules of bulk queries", () => {
    expect(bulkProblems(schema, text)).toEqual([]);
  });
});

describe.each([...new Set(everything.map(({ operation }) => operation))])('$name', operation => {
  const own = everything.filter(one => one.operation === operation);

  test("is valid by Shopify's schema, undeprecated, and keeps the rules the schema does not show", () => {
    expect(own.flatMap(({ variables }) => documentProblems(schema, operation.text, variables))).toEqual([]);
  });

  test('costs what it is estimated to cost, at every page size', () => {
    const document = parse(operation.text);
    const records = ({ ids }: Variables): number => (Array.isArray(ids) ? ids.length : 1);
    expect(own.map(({ cost }) => cost)).toEqual(
      own.map(({ variables }) => requestedCost(schema, document, variables) * records(variables)),
    );
  });

  test('is named in its text as in the code, and alone there', () => {
    const names = parse(operation.text).definitions.flatMap(one =>
      one.kind === Kind.OPERATION_DEFINITION ? [one.name?.value] : [],
    );
    expect(names).toEqual([operation.name]);
  });
});

test('a page of 250 orders asks for at most 4 points an order', () => {
  expect(operations.ordersUpdated.cost({ first: 250, after: null, query: null }) / 250).toBeLessThanOrEqual(4);
});

describe('the lint catches', () => {
  const planted: readonly [string, string, Variables, RegExp][] = [
    ['an unknown field', '{ shop { colour } }', {}, /Cannot query field "colour"/],
    ['a deprecated field', '{ orders(first: 1) { nodes { totalPrice } } }', {}, /deprecated/],
    ['a page above 250', '{ orders(first: 251) { nodes { id } } }', {}, /251 of at most 250/],
    ['a page above 250 in a variable', 'query($n: Int!) { orders(first: $n) { nodes { id } } }', { n: 300 }, /300/],
    ['a page without a size', '{ orders { nodes { id } } }', {}, /needs first or last/],
    [
      'a mutation that must be idempotent',
      'mutation($input: RefundInput!) { refundCreate(input: $input) { refund { id } } }',
      { input: {} },
      /refundCreate needs @idempotent/,
    ],
    [
      'a field of its input that there is not',
      'mutation($product: ProductUpdateInput!) { productUpdate(product: $product) { userErrors { message } } }',
      { product: { descriptionHTML: 'x' } },
      /descriptionHTML/,
    ],
    [
      'a stock write that does not say what it compares with',
      'mutation($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) @idempotent(key: "k") { userErrors { message } } }',
      { input: { name: 'on_hand', quantities: [{ inventoryItemId: 'i', locationId: 'l', quantity: 1 }] } },
      /changeFromQuantity/,
    ],
    [
      'the same written out',
      `mutation { inventorySetQuantities(input: { name: "on_hand", reason: "correction", quantities: [{ inventoryItemId: "i", locationId: "l", quantity: 1 }] })
         @idempotent(key: "k") { userErrors { message } } }`,
      {},
      /changeFromQuantity/,
    ],
  ];
  test.each(planted)('%s', (_what, text, variables, words) => {
    expect(documentProblems(schema, text, variables).join('\n')).toMatch(words);
  });

  const plantedBulk: readonly [string, string, RegExp][] = [
    ['nodes in place of edges', '{ products { nodes { id } } }', /products must select edges/],
    ['a page size', '{ products(first: 5) { edges { node { id } } } }', /products must not ask for a page/],
    ['a parent without its id', '{ products { edges { node { title variants { edges { node { id } } } } } } }', /id/],
    ['an unknown field', '{ products { edges { node { id colour } } } }', /Cannot query field "colour"/],
    [
      'three levels',
      '{ orders { edges { node { id fulfillmentOrders { edges { node { id lineItems { edges { node { id variant { media { edges { node { id } } } } } } } } } } } } } }',
      /nests 4 deep/,
    ],
  ];
  test.each(plantedBulk)('in bulk %s', (_what, text, words) => {
    expect(bulkProblems(schema, text).join('\n')).toMatch(words);
  });

  test('and lets a comparison with nothing pass', () => {
    const text =
      'mutation($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) @idempotent(key: "k") { userErrors { message } } }';
    const quantities = [{ inventoryItemId: 'i', locationId: 'l', quantity: 1, changeFromQuantity: null }];
    expect(documentProblems(schema, text, { input: { ...setting, quantities } })).toEqual([]);
  });
});
