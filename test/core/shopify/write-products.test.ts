import { describe, expect, test } from 'vitest';
import { productShop, variantOf } from './product-shop.ts';
import { never } from './stub-shop.ts';

const fixture = productShop();
const { open, add, productOf } = fixture;

describe('a product is written', () => {
  test('in the fields that are named, and no other', async () => {
    const id = add({ vendor: 'Fettle', productType: 'Seating', tags: ['old'] });
    const before = await productOf(id);
    const values = { title: 'New title', description: '<p>New</p>', tags: 'b, a', status: 'archived' };
    const after = await open().updateProduct(id, values, never());
    expect(after.values).toEqual({ ...before.values, ...values, tags: 'a, b' });
    expect(after).toEqual(await productOf(id));
    const cleared = await open().updateProduct(id, { vendor: null, tags: null, description: null }, never());
    expect(cleared.values).toEqual({ ...after.values, vendor: null, tags: null, description: null });
  });

  test('and so are its variants, all at once', async () => {
    const id = add({
      variants: [
        { title: 'A', sku: 'A', price: '1', cost: '1' },
        { title: 'B', sku: 'B', price: '2' },
      ],
    });
    const before = await productOf(id);
    const [a, b] = [variantOf(before, 0), variantOf(before, 1)];
    const everything = {
      sku: 'A-2',
      barcode: '123',
      price: '9.99',
      'compare-at-price': '12',
      cost: '4.5',
      weight: '250',
      tracked: 'no',
    };
    const after = await open().updateVariants(
      id,
      [
        { id: a.id, itemId: a.itemId, values: everything },
        { id: b.id, itemId: b.itemId, values: { price: '3' } },
      ],
      never(),
    );
    expect(after.variants.map(({ values }) => values)).toEqual([everything, { ...b.values, price: '3' }]);
    expect(after).toEqual(await productOf(id));
    const none = { sku: null, barcode: null, 'compare-at-price': null, cost: null, weight: null };
    const cleared = await open().updateVariants(id, [{ id: a.id, itemId: a.itemId, values: none }], never());
    expect(variantOf(cleared).values).toEqual({ ...none, price: '9.99', tracked: 'no' });
  });

  test('of many variants comes back whole', async () => {
    const variants = Array.from({ length: 30 }, (_, at) => ({ title: `T${at}`, sku: `T${at}`, price: '1' }));
    const id = add({ variants });
    expect((await open().updateProduct(id, { vendor: 'V' }, never())).variants).toHaveLength(30);
  });

  test('made anew it is a draft, unless it is said what else', async () => {
    const draft = {
      product: { title: 'Lamp', vendor: 'Fettle' },
      variant: { sku: 'LAMP-1', price: '30', weight: '900' },
    };
    const product = await open().createProduct(draft, never());
    expect(product).toEqual(await productOf(product.id));
    expect(product.values).toMatchObject({ title: 'Lamp', vendor: 'Fettle', status: 'draft' });
    expect(product.variants).toHaveLength(1);
    expect(variantOf(product)).toMatchObject({ title: 'Lamp', values: { sku: 'LAMP-1', price: '30', weight: '900' } });
    const active = await open().createProduct({ ...draft, product: { title: 'L', status: 'active' } }, never());
    expect(active.values.status).toBe('active');
  });
});

describe('a refusal names the product and the field', () => {
  const refused = (words: string, says: string) => ({
    category: 'rejected',
    system: 'shop',
    message: words,
    nextStep: expect.stringContaining(`Shopify says: "${says}`),
  });

  test('of a product', async () => {
    const id = add({ title: 'Chair' });
    await expect(open().updateProduct(id, { vendor: 'v'.repeat(300) }, never())).rejects.toMatchObject(
      refused('Shopify did not accept the vendor of "Chair".', 'vendor is too long'),
    );
  });

  test('of a variant, by its own name, with the other left as it was', async () => {
    const id = add({
      title: 'Chair',
      variants: [
        { title: 'A', price: '1' },
        { title: 'B', price: '2' },
      ],
    });
    const before = await productOf(id);
    const [a, b] = [variantOf(before, 0), variantOf(before, 1)];
    const changes = [
      { id: a.id, itemId: a.itemId, values: { price: '7' } },
      { id: b.id, itemId: b.itemId, values: { price: '-1' } },
    ];
    await expect(open().updateVariants(id, changes, never())).rejects.toMatchObject(
      refused('Shopify did not accept the price of "Chair - B".', 'Price must be'),
    );
    expect(await productOf(id)).toEqual(before);
    const sku = [{ id: b.id, itemId: b.itemId, values: { sku: 'x'.repeat(256) } }];
    await expect(open().updateVariants(id, sku, never())).rejects.toMatchObject({
      message: 'Shopify did not accept the SKU of "Chair - B".',
    });
  });

  test('of a new one', async () => {
    const draft = { product: { title: 'Lamp' }, variant: { sku: 'L', price: '-1' } };
    await expect(open().createProduct(draft, never())).rejects.toMatchObject({
      category: 'rejected',
      message: 'Shopify did not accept the price of "Lamp".',
    });
  });

  test('of one that is gone', async () => {
    const id = add();
    fixture.sample.deleteProduct(id);
    await expect(open().updateProduct(id, { title: 'x' }, never())).rejects.toMatchObject({
      category: 'rejected',
      code: 'product-gone',
    });
  });

  test('no price is not sent as a price of nothing', async () => {
    const before = await productOf(add());
    const { id, itemId } = variantOf(before);
    fixture.sample.clearRequests();
    await expect(
      open().updateVariants(before.id, [{ id, itemId, values: { price: null } }], never()),
    ).rejects.toMatchObject({ category: 'rejected', code: 'value-missing' });
    expect(fixture.sample.requests).toEqual([]);
  });
});
