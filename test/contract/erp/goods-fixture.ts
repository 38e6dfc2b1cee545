import type { ErpGoods } from '../../../core/goods-ports.ts';
import type { Erp } from '../../../core/ports.ts';

/** What an answer may be that is not the whole one: nothing in it, the first half of it, or none at all. */
export const damages = ['empty', 'half', 'broken'] as const;
export type Damage = (typeof damages)[number];

/** What the promises on stock and items need beside the adapter: people who count, sell and change prices. */
export type GoodsFixture = {
  readonly warehouses: readonly [string, string];
  /** The code of a service. */
  readonly notCounted: string;
  /** Somebody counts. */
  readonly count: (code: string, warehouse: string, onHand: number) => Promise<void>;
  readonly reprice: (code: string, price: string) => Promise<void>;
  readonly archive: (code: string) => Promise<void>;
  /** Two lists of prices in the books' currency. */
  readonly priceLists: readonly [string, string];
  /** What a list fixes for an item, read past the adapter; undefined: nothing. */
  readonly listPrice: (list: string, code: string) => Promise<string | undefined>;
  /** Another connection to the same ERP, whose `nth` source (an answer, a file) is damaged. */
  readonly damaged: (
    nth: number,
    how: Damage,
  ) => Promise<{
    readonly erp: Erp & ErpGoods;
    /** Whether there was an `nth` at all. */
    readonly wasHit: () => boolean;
  }>;
};
