import { afterAll, beforeAll } from 'vitest';
import type { ShopProduct, ProductVariant } from '../../../core/model/product.ts';
import { startSampleShop, type SampleShop } from '../../../core/sample/shop/server.ts';
import { gid } from '../../../core/sample/shop/views/view.ts';
import { openShop } from '../../../core/shopify/shop.ts';
import { manualClock } from './manual-clock.ts';
import { never, secretsOf } from './stub-shop.ts';

/** The adapter before one sample shop for all tests of the file that calls this, each with products of its own. */
export function productShop() {
  const time = manualClock();
  let sample: SampleShop;
  let made = 0;
  beforeAll(async () => {
    sample = await startSampleShop({ seed: 'empty', now: () => time.now(), plan: 'plus' });
  });
  afterAll(() => sample.close());

  function open(of = sample) {
    const settings = {
      domain: of.domain,
      endpoint: of.url,
      credentials: 'admin-token',
      apiVersion: '2026-10',
    } as const;
    return openShop({ settings, secrets: secretsOf({ 'shop-token': of.accessToken }), clock: time });
  }
  return {
    time,
    get sample() {
      return sample;
    },
    open,
    /** @returns its id */
    add(input: Partial<Parameters<SampleShop['addProduct']>[0]> = {}): string {
      made += 1;
      const product = sample.addProduct({
        title: `Stool ${made}`,
        variants: [{ sku: `ST-${made}`, price: '20.00' }],
        ...input,
      });
      return gid('Product', product.id);
    },
    async productOf(id: string): Promise<ShopProduct> {
      const [product] = await open().productsOf([id], never());
      if (product === undefined) throw new Error(`${id} is gone`);
      return product;
    },
  };
}

export function variantOf({ variants }: ShopProduct, at = 0): ProductVariant {
  const variant = variants[at];
  if (variant === undefined) throw new Error('no such variant');
  return variant;
}
