import { afterEach, beforeEach } from 'vitest';
import { startSampleShop, type SampleShop } from '../../../../core/sample/shop/server.ts';

/** The sample shop before its first order, on a clock that stands: anew for each test of the file that calls this. */
export function emptyShop() {
  let shop: SampleShop;
  let clock: number;
  beforeEach(async () => {
    clock = Date.parse('2026-11-20T09:00:00Z');
    shop = await startSampleShop({ seed: 'empty', now: () => clock });
  });
  afterEach(() => shop.close());
  return {
    get shop() {
      return shop;
    },
    now: () => clock,
    pass(ms: number) {
      clock += ms;
    },
  };
}
