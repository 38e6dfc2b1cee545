import { afterEach, beforeEach } from 'vitest';
import { startSampleShop, type SampleShop, type SampleShopOptions } from '../../../../core/sample/shop/server.ts';

/** The sample shop before its first order, on a clock that stands: anew for each test of the file that calls this. */
export function emptyShop() {
  let shop: SampleShop;
  let clock: number;
  const start = async (options: SampleShopOptions = {}): Promise<void> => {
    shop = await startSampleShop({ seed: 'empty', now: () => clock, ...options });
  };
  beforeEach(async () => {
    clock = Date.parse('2026-11-20T09:00:00Z');
    await start();
  });
  afterEach(() => shop.close());
  return {
    get shop() {
      return shop;
    },
    now: () => clock,
    /** Another one in its place. */
    async restart(options: SampleShopOptions): Promise<void> {
      await shop.close();
      await start(options);
    },
    pass(ms: number) {
      clock += ms;
    },
  };
}
