import { describe, expect, test } from 'vitest';
import type { ShopProduct } from '../../../core/model/product.ts';
import { instantOf } from '../../../core/model/time.ts';
import { startSampleShop } from '../../../core/sample/shop/server.ts';
import { productShop, variantOf } from './product-shop.ts';
import { never } from './stub-shop.ts';

const fixture = productShop();
const { time, open, add, productOf } = fixture;

async function gathered(pages: AsyncIterable<readonly ShopProduct[]>): Promise<readonly ShopProduct[]> {
  const all: ShopProduct[] = [];
  for await (const page of pages) all.push(...page);
  return all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

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
    fixture.sample.deleteProduct(gone);
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
    expect(all).toHaveLength([...fixture.sample.store.products.values()].length);
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
    fixture.sample.queueFault(fault);
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
    fixture.sample.editProduct(changed, { title: 'Renamed' });
    fixture.sample.deleteProduct(deleted);
    const found = await gathered(open().productsChangedSince(since, never()));
    expect(found.map(({ id, title }) => [id, title])).toEqual([[changed, 'Renamed']]);
    expect(await open().deletedSince(since, never())).toEqual([deleted]);
    time.pass(60_000);
    expect(await open().deletedSince(instantOf(time.now()), never())).toEqual([]);
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
