import { describe, expect, test } from 'vitest';
import { gid } from '../../../../core/sample/shop/views/view.ts';
import { ask, type Json } from './ask.ts';
import { emptyShop } from './empty-shop.ts';

const sample = emptyShop();

/** What is asked for is all there: an error would name what is not. */
async function read(text: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Json> {
  const { data, errors } = await ask(sample.shop, text, variables);
  expect(errors).toEqual([]);
  return data;
}

const mug = () => {
  const [variant] = sample.shop.store.variants.withSku('MUG-SLT-350');
  if (!variant) throw new Error('The shop has no slate mug.');
  return variant;
};
const places = (): readonly string[] => [...sample.shop.store.locations.keys()].map(id => gid('Location', id));

const VARIANT_FIELDS = `fragment VariantFields on ProductVariant {
  id legacyResourceId title displayName position sku barcode price compareAtPrice taxable
  inventoryPolicy inventoryQuantity sellableOnlineQuantity requiresComponents updatedAt
  selectedOptions { name value }
  inventoryItem { id sku tracked requiresShipping unitCost { amount currencyCode } countryCodeOfOrigin harmonizedSystemCode
    updatedAt duplicateSkuCount measurement { weight { value unit } } variants(first: 2) { nodes { id } } } }`;
const PRODUCTS = `query ProductsUpdated($first: Int!, $after: String, $query: String) {
  products(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    pageInfo { hasNextPage endCursor }
    nodes {
      id legacyResourceId handle title vendor productType status tags descriptionHtml
      isGiftCard totalInventory tracksInventory hasOnlyDefaultVariant hasVariantsThatRequiresComponents
      createdAt updatedAt publishedAt
      options { id name position values }
      variantsCount { count precision }
      variants(first: 50) { pageInfo { hasNextPage endCursor } nodes { ...VariantFields } }
      erp: metafield(namespace: "$app:erp", key: "item_ref") { value compareDigest }
    } } } ${VARIANT_FIELDS}`;
const LEVEL_FIELDS = `fragment LevelFields on InventoryLevel {
  id isActive updatedAt canDeactivate
  item { id sku tracked }
  location { id }
  quantities(names: ["available","on_hand","committed","reserved","incoming","damaged","safety_stock","quality_control"]) { name quantity updatedAt } }`;
const LEVELS = `query InventoryLevelsAtLocation($locationId: ID!, $first: Int!, $after: String, $query: String, $inactive: Boolean! = false) {
  location(id: $locationId) { id name isActive
    inventoryLevels(first: $first, after: $after, query: $query, includeInactive: $inactive) {
      pageInfo { hasNextPage endCursor } nodes { ...LevelFields } } } } ${LEVEL_FIELDS}`;

describe('products', () => {
  test('changed since a time are listed with their variants, in the order of their changes', async () => {
    sample.pass(60_000);
    sample.shop.editVariant('CDL-FIG-220', { price: '23.00', compareAtPrice: '26.00' });
    sample.pass(60_000);
    sample.shop.editProduct('Stoneware mug', { title: 'Mug', tags: ['sale'] });
    const query = "updated_at:>='2026-11-20T09:00:00Z' AND status:active,draft,archived,unlisted";
    const { products } = await read(PRODUCTS, { first: 50, query });
    expect(products.nodes.map((one: Json) => [one.title, one.updatedAt])).toEqual([
      ['Scented candle', '2026-11-20T09:01:00Z'],
      ['Mug', '2026-11-20T09:02:00Z'],
    ]);
    expect(products.nodes[0].variants.nodes[0]).toMatchObject({
      sku: 'CDL-FIG-220',
      price: '23.00',
      compareAtPrice: '26.00',
      inventoryItem: { duplicateSkuCount: 0, measurement: { weight: { value: 480, unit: 'GRAMS' } } },
    });
    expect(products.nodes[1].variants.nodes[0].updatedAt).toBe('2026-11-19T09:00:00Z');
  });

  test('come late in lists when the search index lags; by id they are there at once', async () => {
    await sample.restart({ searchLagMs: 8000 });
    sample.pass(60_000);
    sample.shop.editProduct('Stoneware mug', { title: 'Mug' });
    const query = "updated_at:>='2026-11-20T09:00:00Z'";
    expect((await read(PRODUCTS, { first: 50, query })).products.nodes).toEqual([]);
    const id = gid('Product', mug().productId);
    expect((await read('query($id: ID!) { product(id: $id) { title } }', { id })).product.title).toBe('Mug');
    sample.pass(8000);
    expect((await read(PRODUCTS, { first: 50, query })).products.nodes).toMatchObject([{ title: 'Mug' }]);
  });

  test('of every status are told apart, and so are bundles, gift cards, blank and shared SKUs', async () => {
    sample.shop.addProduct({ title: 'Gift card', giftCard: true, variants: [{ price: '25' }] });
    sample.shop.addProduct({
      title: 'Mug box',
      status: 'DRAFT',
      variants: [{ price: '40', bundle: true, sku: 'BOX' }],
    });
    sample.shop.addProduct({ title: 'Copy', variants: [{ price: '1', sku: 'MUG-SLT-350' }] });
    const { products } = await read(PRODUCTS, { first: 50, query: 'status:draft OR gift_card:true OR title:Copy' });
    const seen = products.nodes.map((one: Json) => [
      one.title,
      one.status,
      one.isGiftCard,
      one.hasVariantsThatRequiresComponents,
      one.variants.nodes[0].sku,
      one.variants.nodes[0].inventoryItem.duplicateSkuCount,
    ]);
    expect(seen).toEqual([
      ['Gift card', 'ACTIVE', true, false, null, 0],
      ['Mug box', 'DRAFT', false, true, 'BOX', 0],
      ['Copy', 'ACTIVE', false, false, 'MUG-SLT-350', 1],
    ]);
    const text = `query VariantsBySku($query: String!, $first: Int!) { productVariants(first: $first, query: $query) {
      nodes { id sku barcode price product { id title status } inventoryItem { id duplicateSkuCount tracked } } } }`;
    expect((await read(text, { first: 5, query: 'sku:"MUG-SLT-350"' })).productVariants.nodes).toHaveLength(2);
  });
});

describe('stock', () => {
  test('of a location is read 250 levels at a time for 47 points, and only what changed', async () => {
    const [room] = places();
    const { data, errors, cost } = await ask(sample.shop, LEVELS, { locationId: room, first: 250 });
    expect(errors).toEqual([]);
    expect(cost.requestedQueryCost).toBe(47);
    expect(data.location.inventoryLevels.nodes).toHaveLength(60);
    sample.pass(60_000);
    sample.shop.setStock('MUG-SLT-350', { location: 'Stock room', adjust: -3 });
    const since = { locationId: room, first: 250, query: "updated_at:>='2026-11-20T09:00:00Z'" };
    const changed = (await read(LEVELS, since)).location.inventoryLevels.nodes;
    expect(changed).toMatchObject([
      {
        isActive: true,
        item: { sku: 'MUG-SLT-350' },
        quantities: [{ quantity: 177 }, { quantity: 177 }, {}, {}, {}, {}, {}, {}],
      },
    ]);
  });

  test('of items is read by their ids, and of one item at one location', async () => {
    const items = `query InventoryForItems($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on InventoryItem { id sku tracked
      inventoryLevels(first: 20) { nodes { ...LevelFields } } } ... on InventoryLevel { ...LevelFields }
      ... on ProductVariant { sku } ... on Product { title } ... on Order { name } } } ${LEVEL_FIELDS}`;
    const order = sample.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350' }] });
    const item = gid('InventoryItem', mug().inventoryItemId);
    const level = `${places()[0]?.replace('Location', 'InventoryLevel')}?inventory_item_id=${mug().inventoryItemId}`;
    const ids = [item, level, gid('ProductVariant', mug().id), gid('Product', mug().productId), gid('Order', order.id)];
    const { nodes } = await read(items, { ids: [...ids, gid('Product', 1)] });
    expect(nodes).toMatchObject([
      { __typename: 'InventoryItem', inventoryLevels: { nodes: [{ id: level }, {}] } },
      { __typename: 'InventoryLevel', id: level, item: { id: item } },
      { sku: 'MUG-SLT-350' },
      { title: 'Stoneware mug' },
      { name: '#1001' },
      null,
    ]);
    const one = `query($itemId: ID!, $locationId: ID!) { inventoryItem(id: $itemId) { inventoryLevel(locationId: $locationId) { id } } }`;
    sample.shop.addLocation({ name: 'York Shop' });
    expect((await read(one, { itemId: item, locationId: places()[0] })).inventoryItem.inventoryLevel).not.toBeNull();
    expect((await read(one, { itemId: item, locationId: places()[2] })).inventoryItem.inventoryLevel).toBeNull();
  });

  test('an item no longer stocked somewhere keeps its number there, out of sight', async () => {
    sample.shop.setStock('MUG-SLT-350', { location: 'Leeds Shop', stocked: false });
    const shown = { locationId: places()[1], first: 250, query: null };
    expect((await read(LEVELS, shown)).location.inventoryLevels.nodes).toHaveLength(59);
    const all = (await read(LEVELS, { ...shown, inactive: true })).location.inventoryLevels.nodes;
    expect(all).toHaveLength(60);
    expect(all.find((one: Json) => !one.isActive)).toMatchObject({
      item: { sku: 'MUG-SLT-350' },
      quantities: [{ quantity: 36 }, {}, {}, {}, {}, {}, {}, {}],
    });
  });

  test('that an order is to be sent from is read from its fulfilment orders', async () => {
    const text = `query OrderFulfillmentOrders($id: ID!) { order(id: $id) { id name displayFulfillmentStatus
      fulfillmentOrders(first: 20, displayable: false) { pageInfo { hasNextPage } nodes {
        id orderId orderName status requestStatus createdAt updatedAt fulfillAt fulfillBy
        assignedLocation { name location { id } } deliveryMethod { methodType presentedName } supportedActions { action }
        fulfillmentHolds { id reason }
        lineItems(first: 50) { nodes { id totalQuantity remainingQuantity sku inventoryItemId lineItem { id } } } } } } }`;
    const order = sample.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350', quantity: 3 }] });
    const { fulfillmentOrders } = (await read(text, { id: gid('Order', order.id) })).order;
    expect(fulfillmentOrders.nodes).toMatchObject([
      {
        status: 'OPEN',
        assignedLocation: { name: 'Stock room', location: { id: places()[0] } },
        lineItems: {
          nodes: [
            { totalQuantity: 3, remainingQuantity: 3, inventoryItemId: gid('InventoryItem', mug().inventoryItemId) },
          ],
        },
      },
    ]);
  });
});

describe('deletions', () => {
  const DELETIONS = `query Deletions($first: Int!, $after: String, $query: String!) {
    events(first: $first, after: $after, query: $query, sortKey: ID) { pageInfo { hasNextPage endCursor }
      nodes { __typename id action createdAt message ... on BasicEvent { subjectId subjectType additionalData } } } }`;
  const deleted = async (query: string): Promise<Json> => (await read(DELETIONS, { first: 10, query })).events.nodes;

  test('stay as events for a year; the thing itself is gone, and an old order shows no variant', async () => {
    const order = sample.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350' }] });
    const product = gid('Product', mug().productId);
    sample.shop.deleteVariant('CDL-FIG-220');
    sample.shop.deleteProduct('Stoneware mug');
    expect(await deleted('action:destroy subject_type:PRODUCT')).toMatchObject([
      {
        __typename: 'BasicEvent',
        action: 'destroy',
        subjectId: product,
        subjectType: 'PRODUCT',
        createdAt: '2026-11-20T09:00:00Z',
      },
    ]);
    expect(await deleted('action:destroy')).toHaveLength(2);
    const line =
      'query($id: ID!, $product: ID!) { product(id: $product) { id } order(id: $id) { lineItems(first: 1) { nodes { sku variant { id } } } } }';
    const seen = await read(line, { id: gid('Order', order.id), product });
    expect(seen).toEqual({ product: null, order: { lineItems: { nodes: [{ sku: 'MUG-SLT-350', variant: null }] } } });
    sample.pass(366 * 86_400_000);
    expect(await deleted('action:destroy')).toEqual([]);
  });
});
