import type { Comparison, GoodsPlan } from '../../engine/comparison.ts';
import { assertNever } from '../../errors.ts';
import { mostStockChanges } from '../../goods-ports.ts';
import { holdsOf } from './hold.ts';
import { knownFrom } from './known.ts';
import type { StockPair } from './pair.ts';
import { planLevel } from './plan-level.ts';
import { planLocation } from './plan-location.ts';
import * as problems from './problems.ts';
import { readStock } from './read.ts';
import { sendStock } from './send.ts';
import type { SetStock } from './set-stock.ts';
import type { StockSides } from './sides.ts';
import { notThere, takeBack } from './take-back.ts';

export type ExportStock = Comparison<StockPair, SetStock>;

const gone = (name: string): GoodsPlan<SetStock> => ({
  kind: 'skip',
  code: 'level-gone',
  reason: `Shopify does not have ${name} any more.`,
});

/** The ERP's stock into Shopify, location by location. */
export function exportStock(sides: StockSides): ExportStock {
  const { shop, policy } = sides;
  const { quantity } = policy.settings;
  return {
    name: 'export-stock',
    read: (scope, signal) => readStock(sides, scope, signal),
    plan: ({ ref, updatedAt, record }, state) => {
      switch (record.kind) {
        case 'level':
          return planLevel({ ref, updatedAt, record }, state, policy);
        case 'location':
          return planLocation(record, state, policy);
        case 'gone':
          return gone(ref.name);
        default:
          return assertNever(record, 'stock record');
      }
    },
    hold: (planned, scope, approved) => {
      const countAt = scope.kind === 'all' ? () => 0 : knownFrom(policy.states()).countAt;
      return holdsOf(planned, approved, countAt, policy);
    },
    lot: () => quantity,
    lotSize: mostStockChanges,
    send: (writes, key, signal) => sendStock(shop, quantity, writes, key, signal),
    inverse: ({ ref, record }, landed) =>
      record.kind === 'level' ? takeBack(ref, record, quantity, landed.fields) : notThere(ref.name),
    noun: ({ kind }) => (kind === 'location' ? ['location', 'locations'] : undefined),
    contended: problems.contended,
  };
}
