import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ShopProduct } from '../../../core/model/product.ts';
import { instantOf } from '../../../core/model/time.ts';
import { startSampleShop, type SampleShop } from '../../../core/sample/shop/server.ts';
import { gid } from '../../../core/sample/shop/views/view.ts';
import { openShop } from '../../../core/shopify/shop.ts';
import { manualClock } from './manual-clock.ts';
import { never, secretsOf } from './stub-shop.ts';

const time = manualClock();
let sample: SampleShop;
beforeAll(async () => {
  sample = await startSampleShop({ seed: 'empty', now: () => time.now(), plan: 'plus' });
});
afterAll(() => sample.close());

function open(of = sample) {
  const settings = { domain: of.domain, endpoint: of.url, credentials: 'admin-token', apiVersion: '2026-10' } as const;
  return openShop({ settings, secrets: secretsOf({ 'shop-token': of.accessToken }), clock: time });
}

async function gathered(pages: AsyncIterable<readonly ShopProduct[]>): Promise<readonly ShopProduct[]> {
  const all: ShopProduct[] = [];
  for await (const page of pages) all.push(...page);
  return all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

let made = 0;
/** A product of its own for each test. */
function add(input: Partial<Parameters<SampleShop['addProduct']>[0]> = {}) {
  made += 1;
  const product = sample.addProduct({
    title: `Stool ${made}`,
    variants: [{ sku: `ST-${made}`, price: '20.00' }],
    ...input,
  });
  return gid('Product', product.id);
}

async function productOf(id: string): Promise<ShopProduct> {
  const [product] = await open().productsOf([id], never());
  if (product === undefined) throw new Error(`${id} is gone`);
  return product;
}

const variantOf = ({ variants }: ShopProduct, at = 0) => {
  const variant = variants[at];
  if (variant === undefined) throw new Error('no such variant');
  return variant;
};

describe('a product is read', () => {
  test('in the form that both sides are compared in', async () => {
    const id = add({
      title: 'Oak stool',
      descriptionHtml: '<p>Solid &amp; oiled.</p>',
      vendor: 'Fettle',
      productType: 'Seating',
      tags: ['wood', 'Oak', 'seat'],
      status: 'UNLISTED',
      option: 'Height',
      variants: [
        {
          title: 'Low',
          sku: 'OAK-LOW',
          barcode: '5012345678900',
          price: '120.50',
          compareAtPrice: '140',
          cost: '61.00',
          weightGrams: 4250.5,
          tracked: true,
        },
        { title: 'High', sku: ' ', price: '0', tracked: false, bundle: true },
      ],
    });
    expect(await productOf(id)).toMatchObject({
      id,
      title: 'Oak stool',
      isGiftCard: false,
      updatedAt: expect.stringMatching(/Z$/),
      values: {
        title: 'Oak stool',
        description: '<p>Solid &amp; oiled.</p>',
        vendor: 'Fettle',
        type: 'Seating',
        tags: 'Oak, seat, wood',
        status: 'unlisted',
      },
      variants: [
        {
          title: 'Oak stool - Low',
          bundle: false,
          values: {
            sku: 'OAK-LOW',
            barcode: '5012345678900',
            price: '120.5',
            'compare-at-price': '140',
            cost: '61',
            weight: '4250.5',
            tracked: 'yes',
          },
        },
        {
          title: 'Oak stool - High',
          bundle: true,
          values: {
            sku: null,
            barcode: null,
            price: '0',
            'compare-at-price': null,
            cost: null,
            weight: null,
            tracked: 'no',
          },
        },
      ],
    });
  });

  test('blank is none, and an only variant is called as its product', async () => {
    const product = await productOf(add({ title: 'Plain', vendor: '', tags: [] }));
    expect(product.values).toMatchObject({ description: null, vendor: null, type: null, tags: null });
    expect(variantOf(product).title).toBe('Plain');
  });

  test('one that is gone is left out', async () => {
    const [kept, gone] = [add(), add()];
    sample.deleteProduct(gone);
    expect((await open().productsOf([gone, kept], never())).map(({ id }) => id)).toEqual([kept]);
  });

  test.each([11, 120, 300])('with %i variants comes whole', async count => {
    const variants = Array.from({ length: count }, (_, at) => ({ title: `Size ${at}`, sku: `S${at}`, price: '1' }));
    const id = add({ title: `Many ${count}`, variants });
    const skus = ({ variants: all }: ShopProduct) => all.map(({ values }) => values.sku);
    expect(skus(await productOf(id))).toEqual(variants.map(({ sku }) => sku));
    const changed = await gathered(open().productsChangedSince(instantOf(time.now() - 1000), never()));
    expect(changed.filter(one => one.id === id).map(skus)).toEqual([variants.map(({ sku }) => sku)]);
  });
});

describe('all products', () => {
  test('are those of every status, as each is read by itself', async () => {
    for (const status of ['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED'] as const) add({ status });
    const all = await gathered(open().products(never()));
    expect(all).toHaveLength([...sample.store.products.values()].length);
    expect(new Set(all.map(({ values }) => values.status))).toEqual(
      new Set(['active', 'archived', 'draft', 'unlisted']),
    );
    const ids = all.map(({ id }) => id);
    expect((await open().productsOf(ids, never())).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(all);
    expect(await gathered(open().productsChangedSince('2020-01-01T00:00:00Z', never()))).toEqual(all);
  });

  test.each([
    ['the download breaks off', { kind: 'download-cut' } as const],
    ['Shopify breaks it off', { kind: 'bulk-fails', afterLines: 30 } as const],
  ])('not one is given when %s', async (_what, fault) => {
    sample.queueFault(fault);
    const given: unknown[] = [];
    const reading = async (): Promise<void> => {
      for await (const page of open().products(never())) given.push(...page);
    };
    await expect(reading()).rejects.toMatchObject({ category: 'transient' });
    expect(given).toEqual([]);
  });

  test('a change and a deletion are found by their time', async () => {
    const [changed, deleted] = [add(), add()];
    time.pass(60_000);
    const since = instantOf(time.now());
    sample.editProduct(changed, { title: 'Renamed' });
    sample.deleteProduct(deleted);
    const found = await gathered(open().productsChangedSince(since, never()));
    expect(found.map(({ id, title }) => [id, title])).toEqual([[changed, 'Renamed']]);
    expect(await open().deletedSince(since, never())).toEqual([deleted]);
    time.pass(60_000);
    expect(await open().deletedSince(instantOf(time.now()), never())).toEqual([]);
  });
});

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
    sample.deleteProduct(id);
    await expect(open().updateProduct(id, { title: 'x' }, never())).rejects.toMatchObject({
      category: 'rejected',
      code: 'product-gone',
    });
  });

  test('no price is not sent as a price of nothing', async () => {
    const before = await productOf(add());
    const { id, itemId } = variantOf(before);
    sample.clearRequests();
    await expect(
      open().updateVariants(before.id, [{ id, itemId, values: { price: null } }], never()),
    ).rejects.toMatchObject({ category: 'rejected', code: 'value-missing' });
    expect(sample.requests).toEqual([]);
  });
});

test('10,000 products are read within 1,000 points', { timeout: 120_000 }, async () => {
  const large = await startSampleShop({ seed: { variants: 10_000 }, now: () => time.now() });
  try {
    const shop = open(large);
    const all = await gathered(shop.products(never()));
    expect(all.reduce((sum, { variants }) => sum + variants.length, 0)).toBe(10_000);
    if (process.env['SHOW_MEASURES'] !== undefined) console.log(`${all.length} products:`, shop.spending);
    expect(shop.spending.requestedPoints).toBeLessThanOrEqual(1000);
  } finally {
    await large.close();
  }
});
