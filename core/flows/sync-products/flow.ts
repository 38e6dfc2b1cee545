import type { Comparison } from '../../engine/comparison.ts';
import { mostStockChanges } from '../../goods-ports.ts';
import { holdProducts } from './hold.ts';
import { inverseOf } from './inverse.ts';
import { knownFrom } from './known.ts';
import type { ProductPair } from './pair.ts';
import { planPair } from './plan.ts';
import { contended } from './problems.ts';
import { readPairs } from './read.ts';
import { lotOf, sendLot } from './send.ts';
import type { ProductSides } from './sides.ts';
import type { ProductWrite } from './writes.ts';

export type SyncProducts = Comparison<ProductPair, ProductWrite>;

/** What both sides know of products, each field in the direction of its owner. */
export function syncProducts(sides: ProductSides): SyncProducts {
  // As it was before this run: what has landed meanwhile is no second change of the same record.
  let before: ReturnType<typeof knownFrom> | undefined;
  return {
    name: 'sync-products',
    read: (scope, signal) => readPairs(scope, sides, signal),
    plan: (compared, state) => planPair(compared, state, sides.policy),
    hold: (planned, _scope, approved) => {
      before ??= knownFrom(sides.goods);
      return holdProducts(planned, approved, before, sides.policy);
    },
    lot: lotOf,
    lotSize: mostStockChanges,
    send: (writes, _key, signal) => sendLot(writes, sides, signal),
    inverse: (compared, landed) => inverseOf(compared, landed, sides.policy),
    contended,
  };
}
