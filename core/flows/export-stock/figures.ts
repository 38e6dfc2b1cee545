import type { StockSettings } from '../../model/settings.ts';
import { bufferOf } from './buffer.ts';
import { shown, type LevelPair } from './pair.ts';
import { listed } from '../../model/listed.ts';
import { isCapped, targetOf, type Target, type TargetFacts } from './target.ts';

/** How a level's figure comes about. */
export type Figures = {
  readonly facts: TargetFacts;
  /** What Shopify shows now, of the figure that is written. */
  readonly from: number;
  readonly target: Target;
  /** The ERP's promises keep it lower than the ERP's count. */
  readonly capped: boolean;
};

/** Undefined: the ERP does not count exactly one item for it in that warehouse. */
export function figuresOf(pair: LevelPair, settings: StockSettings): Figures | undefined {
  const { level, items, onTheWay, warehouse } = pair;
  const [item, ...others] = items;
  const held = item?.levels.find(one => one.warehouse === warehouse);
  if (held === undefined || others.length > 0) return undefined;
  const { open, fulfilled, leftOut } = onTheWay;
  const facts: TargetFacts = {
    onHand: held.onHand,
    promised: held.promised,
    open,
    fulfilled,
    leftOut,
    buffer: bufferOf(level, settings.buffers),
    unavailable: level.figures.onHand - level.figures.available,
  };
  const { quantity, fractions } = settings;
  return {
    facts,
    from: shown(level.figures, quantity),
    target: targetOf(quantity, facts, fractions),
    capped: quantity === 'on_hand' && isCapped(facts),
  };
}

/** "12 on hand in Tryton, less 2 promised, less 1 of #1042, less 3 kept back". */
export function reckoning(
  { facts, capped }: Figures,
  { onTheWay }: Pick<LevelPair, 'onTheWay'>,
  { settings: { quantity }, erp }: { readonly settings: Pick<StockSettings, 'quantity'>; readonly erp: string },
): string {
  const { onHand, promised, open, fulfilled, leftOut, buffer, unavailable } = facts;
  const isWhole = quantity === 'available' || capped;
  const orders = onTheWay.orders.length === 0 ? 'orders on the way' : listed(onTheWay.orders);
  const parts: readonly (readonly [units: string | number, words: string])[] = [
    [isWhole ? promised : 0, 'promised'],
    [isWhole ? open + fulfilled : fulfilled, `of ${orders}, not in ${erp} yet`],
    [isWhole ? leftOut : 0, `of orders left out of ${erp}`],
    [buffer, 'kept back'],
  ];
  const less = parts.flatMap(([units, words]) => (Number(units) === 0 ? [] : [`, less ${units} ${words}`]));
  const more = capped && unavailable !== 0 ? `, and ${unavailable} that Shopify does not offer` : '';
  return `${onHand} on hand in ${erp}${less.join('')}${more}`;
}
