import { describe, expect, test } from 'vitest';
import { itemWithLevel, stockRow } from '../../../core/shopify/parse-level.ts';
import { nodesOf } from '../../../core/shopify/parse-page.ts';
import { product, productRow, variant } from '../../../core/shopify/parse-product.ts';

const figures = {
  available: 5,
  on_hand: 12,
  committed: 2,
  reserved: 1,
  incoming: 40,
  damaged: 1,
  safety_stock: 1,
  quality_control: 2,
};
const quantities = Object.entries(figures).map(([name, quantity]) => ({ name, quantity }));
const level = { id: 'gid://shopify/InventoryLevel/1?inventory_item_id=2', isActive: true, quantities };
const updated = { updatedAt: '2026-11-20T09:00:00+01:00' };
const item = { id: 'gid://shopify/InventoryItem/2', sku: '', tracked: true };

describe('a level', () => {
  const row = { ...level, ...updated, item: { id: item.id }, location: { id: 'gid://shopify/Location/3' } };

  test('has all its figures under our names', () => {
    expect(stockRow.parse(row)).toEqual({
      itemId: item.id,
      locationId: 'gid://shopify/Location/3',
      own: {
        id: level.id,
        isActive: true,
        updatedAt: '2026-11-20T08:00:00.000Z',
        quantities: {
          available: 5,
          onHand: 12,
          committed: 2,
          reserved: 1,
          incoming: 40,
          damaged: 1,
          safetyStock: 1,
          qualityControl: 2,
        },
      },
    });
  });

  test.each(Object.keys(figures))('without its %s is no level: it is not taken for none', name => {
    expect(stockRow.safeParse({ ...row, quantities: quantities.filter(one => one.name !== name) }).success).toBe(false);
  });

  test('of an item without a variant goes by its SKU, or by nothing but its id', () => {
    const node = { ...item, sku: 'OLD-1', variants: null, inventoryLevel: null };
    expect(itemWithLevel.parse(node)).toEqual({
      item: {
        itemId: item.id,
        variantId: undefined,
        sku: 'OLD-1',
        title: 'OLD-1',
        tracked: true,
        bundle: false,
        tags: [],
      },
      level: undefined,
    });
    expect(itemWithLevel.parse({ ...node, sku: ' ' }).item).toMatchObject({ sku: undefined, title: item.id });
  });
});

test('records asked for by id: what is gone or of another kind is left out, what is odd is not', () => {
  const schema = nodesOf(itemWithLevel);
  const good = { ...item, inventoryLevel: null };
  expect(schema.parse({ nodes: [null, {}, good] })).toHaveLength(1);
  expect(schema.safeParse({ nodes: [{ ...good, tracked: 'perhaps' }] }).success).toBe(false);
});

describe('a product', () => {
  const node = {
    id: 'gid://shopify/ProductVariant/1',
    displayName: 'Lamp - Default Title',
    sku: 'L-1',
    barcode: null,
    price: '10.00',
    compareAtPrice: null,
    requiresComponents: false,
    ...updated,
    inventoryItem: { id: item.id, tracked: true, unitCost: null, measurement: { weight: null } },
  };
  const weighing = (value: number, unit: string) =>
    variant.safeParse({ ...node, inventoryItem: { ...node.inventoryItem, measurement: { weight: { value, unit } } } });

  test.each([
    [250, 'GRAMS', '250'],
    [1.2, 'KILOGRAMS', '1200'],
    [0.001, 'KILOGRAMS', '1'],
    [2, 'POUNDS', '907.185'],
    [0.5, 'OUNCES', '14.175'],
    [1e-7, 'GRAMS', null],
    [0, 'KILOGRAMS', null],
  ])('of %f %s weighs %s g', (value, unit, grams) => {
    expect(weighing(value, unit).data?.values.weight).toBe(grams);
  });

  test('in a unit that we do not know is not guessed', () => {
    expect(weighing(1, 'STONES').success).toBe(false);
  });

  test.each([
    ['10.00', '10'],
    ['0.10', '0.1'],
    ['100', '100'],
    ['1234567890.123', '1234567890.123'],
    ['0.00', '0'],
  ])('for %s costs %s', (price, canonical) => {
    expect(variant.parse({ ...node, price }).values.price).toBe(canonical);
  });

  test('whose price has been a binary float is refused', () => {
    expect(variant.safeParse({ ...node, price: 10.1 }).success).toBe(false);
    expect(variant.safeParse({ ...node, price: '10,1' }).success).toBe(false);
  });

  test('and its variant are told apart in bulk, by the parent that a variant names', () => {
    const own = {
      id: 'gid://shopify/Product/1',
      title: 'Lamp',
      descriptionHtml: '',
      vendor: ' ',
      productType: 'Light',
      tags: [],
      status: 'SOMETHING_NEW',
      isGiftCard: false,
      ...updated,
    };
    expect(productRow.parse(own)).toMatchObject({
      product: { id: own.id, values: { description: null, vendor: null, tags: null, status: 'something_new' } },
    });
    expect(productRow.parse({ ...node, __parentId: own.id })).toMatchObject({
      of: own.id,
      variant: { title: 'Lamp', itemId: item.id, values: { sku: 'L-1' } },
    });
    expect(productRow.safeParse(node).success).toBe(false);
    const variants = { pageInfo: { hasNextPage: true, endCursor: 'c' }, nodes: [node] };
    expect(product.parse({ ...own, variants })).toMatchObject({ more: 'c', product: { variants: [{ id: node.id }] } });
  });
});
