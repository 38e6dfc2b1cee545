import { describe, expect, test } from 'vitest';
import { gid } from '../../../../core/sample/shop/views/view.ts';
import { ask, type Json } from './ask.ts';
import { emptyShop } from './empty-shop.ts';

const sample = emptyShop();

const variantOf = (sku: string) => {
  const [variant] = sample.shop.store.variants.withSku(sku);
  if (!variant) throw new Error(`The shop has no ${sku}.`);
  return variant;
};
const item = (sku: string): string => gid('InventoryItem', variantOf(sku).inventoryItemId);
const place = (n: number): string => gid('Location', [...sample.shop.store.locations.keys()][n] ?? 0);
const productOf = (sku: string) => sample.shop.store.products.get(variantOf(sku).productId);
const level = (sku: string, n = 0) =>
  sample.shop.store.levels.get(variantOf(sku).inventoryItemId, [...sample.shop.store.locations.keys()][n] ?? 0);

describe('inventorySetQuantities', () => {
  const text = `mutation InventorySet($input: InventorySetQuantitiesInput!, $key: String!) {
    inventorySetQuantities(input: $input) @idempotent(key: $key) {
      inventoryAdjustmentGroup { id createdAt reason referenceDocumentUri changes { name delta quantityAfterChange item { id } location { id } } }
      userErrors { code field message } } }`;
  let keys = 0;
  const set = async (...quantities: readonly (readonly [string, number, number, number | null])[]): Promise<Json> => {
    const rows = quantities.map(([sku, at, quantity, changeFromQuantity]) => ({
      inventoryItemId: item(sku),
      locationId: place(at),
      quantity,
      changeFromQuantity,
    }));
    keys += 1;
    const input = {
      name: 'available',
      reason: 'correction',
      referenceDocumentUri: 'gid://erp/Job/1',
      quantities: rows,
    };
    return (await ask(sample.shop, text, { input, key: `k${keys}` })).data.inventorySetQuantities;
  };

  test('a change bumps the level and makes the product look changed; one stale number of a batch stops all', async () => {
    sample.pass(60_000);
    expect(await set(['MUG-SLT-350', 0, 170, 180], ['CDL-FIG-220', 0, 1, 2])).toMatchObject({
      inventoryAdjustmentGroup: null,
      userErrors: [{ code: 'CHANGE_FROM_QUANTITY_STALE', field: ['input', 'quantities', '1', 'changeFromQuantity'] }],
    });
    expect(level('MUG-SLT-350')?.quantities.available).toBe(180);
    const done = await set(['MUG-SLT-350', 0, 170, 180], ['CDL-FIG-220', 0, 150, 150]);
    expect(done).toMatchObject({
      inventoryAdjustmentGroup: {
        referenceDocumentUri: 'gid://erp/Job/1',
        changes: [
          { name: 'available', delta: -10, quantityAfterChange: 170, item: { id: item('MUG-SLT-350') } },
          { name: 'on_hand', delta: -10, quantityAfterChange: 170 },
        ],
      },
      userErrors: [],
    });
    expect(level('MUG-SLT-350')?.updatedAt).toBe(sample.now());
    expect(productOf('MUG-SLT-350')?.updatedAt).toBe(sample.now());
    expect(productOf('CDL-FIG-220')?.updatedAt).toBe(sample.now() - 60_000 - 86_400_000);
  });

  test('one bundle stops the whole batch, and is named', async () => {
    sample.shop.editVariant('CDL-FIG-220', { bundle: true });
    expect(await set(['MUG-SLT-350', 0, 1, null], ['CDL-FIG-220', 0, 1, null])).toMatchObject({
      userErrors: [{ code: 'NON_MUTABLE_INVENTORY_ITEM', field: ['input', 'quantities', '1', 'inventoryItemId'] }],
    });
    expect(level('MUG-SLT-350')?.quantities.available).toBe(180);
  });

  test('a number can be set where the item is not stocked, which does not stock it there', async () => {
    sample.shop.addLocation({ name: 'York Shop' });
    expect(await set(['MUG-SLT-350', 2, 7, 0])).toMatchObject({ userErrors: [] });
    expect(level('MUG-SLT-350', 2)).toMatchObject({ isActive: false, quantities: { available: 7 } });
    sample.shop.editVariant('MUG-SLT-350', { tracked: false });
    expect(await set(['MUG-SLT-350', 0, 3, 180])).toMatchObject({ userErrors: [] });
    sample.shop.deactivateLocation('York Shop');
    expect(await set(['MUG-SLT-350', 2, 7, null])).toMatchObject({ userErrors: [{ code: 'INVALID_LOCATION' }] });
  });
});

describe('inventoryActivate', () => {
  const text = `mutation($itemId: ID!, $locationId: ID!, $available: Int, $key: String!) {
    inventoryActivate(inventoryItemId: $itemId, locationId: $locationId, available: $available) @idempotent(key: $key) {
      inventoryLevel { id isActive quantities(names: ["available","on_hand"]) { name quantity } } userErrors { field message } } }`;
  const activate = async (n: number, key: string, available?: number): Promise<Json> =>
    (await ask(sample.shop, text, { itemId: item('MUG-SLT-350'), locationId: place(n), key, available })).data
      .inventoryActivate;

  test('stocks an item with what was there before, or what is said; not with a number where it is stocked', async () => {
    sample.shop.setStock('MUG-SLT-350', { location: 'Leeds Shop', stocked: false });
    expect((await activate(1, 'a')).inventoryLevel).toMatchObject({
      isActive: true,
      quantities: [{ quantity: 36 }, {}],
    });
    sample.shop.addLocation({ name: 'York Shop' });
    expect((await activate(2, 'b', 9)).inventoryLevel).toMatchObject({
      isActive: true,
      quantities: [{ quantity: 9 }, {}],
    });
    expect(await activate(2, 'c', 4)).toEqual({
      inventoryLevel: null,
      userErrors: [
        {
          field: ['available'],
          message: 'Not allowed to set available quantity when the item is already active at the location.',
        },
      ],
    });
    const bare = text.replace(' @idempotent(key: $key)', '').replace(', $key: String!', '');
    const refused = await ask(sample.shop, bare, { itemId: item('MUG-SLT-350'), locationId: place(1) });
    expect(refused.errors[0].extensions.code).toBe('BAD_REQUEST');
  });
});

describe('products', () => {
  const UPDATE = `mutation ProductFieldsUpdate($product: ProductUpdateInput!) {
    productUpdate(product: $product) { product { id title vendor status tags updatedAt } userErrors { field message } } }`;
  const VARIANTS = `mutation VariantsUpdate($productId: ID!, $variants: [ProductVariantsBulkInput!]!, $partial: Boolean!) {
    productVariantsBulkUpdate(productId: $productId, variants: $variants, allowPartialUpdates: $partial) {
      product { id updatedAt }
      productVariants { id price compareAtPrice barcode inventoryItem { id sku tracked unitCost { amount } measurement { weight { value unit } } } }
      userErrors { code field message } } }`;
  const ITEM = `mutation InventoryItemWrite($id: ID!, $input: InventoryItemInput!) { inventoryItemUpdate(id: $id, input: $input) {
    inventoryItem { id sku tracked unitCost { amount } updatedAt } userErrors { field message } } }`;
  const SET = `mutation ProductUpsert($identifier: ProductSetIdentifiers, $input: ProductSetInput!, $synchronous: Boolean!) {
    productSet(identifier: $identifier, input: $input, synchronous: $synchronous) {
      product { id handle status tags variants(first: 100) { nodes { id title sku price inventoryQuantity inventoryItem { id tracked } } } }
      productSetOperation { id status } userErrors { code field message } } }`;
  const mugs = () => gid('Product', productOf('MUG-OAT-350')?.id ?? 0);

  test('productUpdate changes what it is given, once; a plain error has no code', async () => {
    sample.pass(60_000);
    const product = { id: mugs(), vendor: 'Calder', status: 'DRAFT', tags: ['b', 'A', 'a'] };
    const first = (await ask(sample.shop, UPDATE, { product })).data.productUpdate;
    expect(first).toEqual({
      product: {
        id: mugs(),
        title: 'Stoneware mug',
        vendor: 'Calder',
        status: 'DRAFT',
        tags: ['A', 'b'],
        updatedAt: '2026-11-20T09:01:00Z',
      },
      userErrors: [],
    });
    sample.pass(60_000);
    expect((await ask(sample.shop, UPDATE, { product })).data.productUpdate).toEqual(first);
    const blank = (await ask(sample.shop, UPDATE, { product: { id: mugs(), title: ' ' } })).data.productUpdate;
    expect(blank).toEqual({ product: null, userErrors: [{ field: ['title'], message: "Title can't be blank" }] });
    const coded = UPDATE.replace('field message', 'code field message');
    expect((await ask(sample.shop, coded, { product })).errors[0].extensions.code).toBe('undefinedField');
    expect(
      (await ask(sample.shop, UPDATE, { product: { id: mugs(), templateSuffix: 'x' } })).errors[0].message,
    ).toContain('ProductUpdateInput.templateSuffix');
  });

  test('productVariantsBulkUpdate changes price, cost, SKU, barcode, tracking and weight', async () => {
    sample.pass(60_000);
    const id = gid('ProductVariant', variantOf('MUG-SLT-350').id);
    const inventoryItem = {
      sku: 'MUG-NEW',
      cost: '5.5',
      tracked: false,
      measurement: { weight: { value: 0.42, unit: 'KILOGRAMS' } },
    };
    const variants = [{ id, price: '15.5', compareAtPrice: '18', barcode: '123', inventoryItem }];
    const { data } = await ask(sample.shop, VARIANTS, { productId: mugs(), variants, partial: false });
    expect(data.productVariantsBulkUpdate).toEqual({
      product: { id: mugs(), updatedAt: '2026-11-20T09:01:00Z' },
      productVariants: [
        {
          id,
          price: '15.50',
          compareAtPrice: '18.00',
          barcode: '123',
          inventoryItem: {
            id: item('MUG-NEW'),
            sku: 'MUG-NEW',
            tracked: false,
            unitCost: { amount: '5.5' },
            measurement: { weight: { value: 0.42, unit: 'KILOGRAMS' } },
          },
        },
      ],
      userErrors: [],
    });
    expect(sample.shop.store.variants.withSku('MUG-SLT-350')).toEqual([]);
  });

  test('of several variants with one that is wrong none is changed, unless a part is allowed', async () => {
    const id = gid('ProductVariant', variantOf('MUG-SLT-350').id);
    const variants = [
      { id, price: '15' },
      { id: gid('ProductVariant', variantOf('CDL-FIG-220').id), price: '1' },
      { id: gid('ProductVariant', variantOf('MUG-OAT-350').id), price: '-1' },
      { price: '2' },
    ];
    const send = async (partial: boolean): Promise<Json> =>
      (await ask(sample.shop, VARIANTS, { productId: mugs(), variants, partial })).data.productVariantsBulkUpdate;
    const none = await send(false);
    expect(none.productVariants).toBeNull();
    expect(none.userErrors.map((one: Json) => [one.code, one.field])).toEqual([
      ['PRODUCT_VARIANT_DOES_NOT_EXIST', ['variants', '1', 'id']],
      ['GREATER_THAN_OR_EQUAL_TO', ['variants', '2', 'price']],
      ['PRODUCT_VARIANT_ID_MISSING', ['variants', '3', 'id']],
    ]);
    expect(variantOf('MUG-SLT-350').price).toBe(1490);
    expect((await send(true)).productVariants).toMatchObject([{ id, price: '15.00' }]);
  });

  test('inventoryItemUpdate changes cost and SKU, and the product looks changed', async () => {
    sample.pass(60_000);
    const { data } = await ask(sample.shop, ITEM, { id: item('MUG-SLT-350'), input: { cost: null, sku: '' } });
    expect(data.inventoryItemUpdate).toMatchObject({ inventoryItem: { sku: null, unitCost: null }, userErrors: [] });
    expect(sample.shop.store.products.get(variantOf('MUG-OAT-350').productId)?.updatedAt).toBe(sample.now());
    const gone = (await ask(sample.shop, ITEM, { id: gid('InventoryItem', 1), input: { sku: 'A' } })).data
      .inventoryItemUpdate;
    expect(gone.userErrors[0].field).toEqual(['id']);
  });

  test('productSet makes a product with its variants, and then says what it has', async () => {
    const option = { name: 'Size', values: [{ name: 'S' }, { name: 'L' }] };
    const variant = (name: string, sku: string) => ({
      optionValues: [{ optionName: 'Size', name }],
      sku,
      price: '9.00',
      inventoryItem: { tracked: true },
      inventoryQuantities: [{ locationId: place(0), name: 'available', quantity: 5 }],
    });
    const input = {
      title: 'Bud vase',
      status: 'DRAFT',
      productOptions: [option],
      variants: [variant('S', 'VAS-S'), variant('L', 'VAS-L')],
    };
    const made = (await ask(sample.shop, SET, { input, synchronous: true })).data.productSet;
    expect(made).toMatchObject({
      product: {
        handle: 'bud-vase',
        status: 'DRAFT',
        variants: { nodes: [{ title: 'S', sku: 'VAS-S', inventoryQuantity: 5 }, { title: 'L' }] },
      },
      productSetOperation: null,
      userErrors: [],
    });
    const identifier = { id: made.product.id };
    const next = { tags: ['new'], productOptions: [option], variants: [{ ...variant('L', 'VAS-L'), price: '11' }] };
    const changed = (await ask(sample.shop, SET, { identifier, input: next, synchronous: true })).data.productSet;
    expect(changed.product.variants.nodes).toMatchObject([{ id: made.product.variants.nodes[1].id, price: '11.00' }]);
    const wrong = (await ask(sample.shop, SET, { input: { variants: [] }, synchronous: true })).data.productSet;
    expect(wrong.userErrors.map((one: Json) => one.code)).toEqual(['INVALID_PRODUCT', 'PRODUCT_OPTIONS_INPUT_MISSING']);
    const unknown = await ask(sample.shop, SET, {
      identifier: { id: gid('Product', 1) },
      input: { title: 'A' },
      synchronous: true,
    });
    expect(unknown.data.productSet.userErrors).toMatchObject([{ code: 'PRODUCT_DOES_NOT_EXIST' }]);
  });

  test('tags are added and removed without touching the others', async () => {
    const text = (what: string): string =>
      `mutation($id: ID!, $tags: [String!]!) { ${what}(id: $id, tags: $tags) { node { ... on Product { tags } } userErrors { field message } } }`;
    const added = await ask(sample.shop, text('tagsAdd'), { id: mugs(), tags: ['Sale', 'TABLEWARE'] });
    expect(added.data.tagsAdd.node.tags).toEqual(['Sale', 'tableware']);
    const removed = await ask(sample.shop, text('tagsRemove'), { id: mugs(), tags: ['sale'] });
    expect(removed.data.tagsRemove.node.tags).toEqual(['tableware']);
  });

  test('without write_products nothing is written', async () => {
    sample.shop.setScopes(['read_products', 'read_inventory']);
    const { errors } = await ask(sample.shop, UPDATE, { product: { id: mugs(), title: 'A' } });
    expect(errors[0].extensions.code).toBe('ACCESS_DENIED');
  });
});
