import { Big } from 'big.js';
import type { Compared, GoodsPlan } from '../../engine/comparison.ts';
import type { GoodsState } from '../../journal/goods.ts';
import { decide, type FieldDecision } from '../../ownership/decide.ts';
import { decidedRule } from '../../ownership/rule.ts';
import { agreedFrom, packAgreed, type Agreed } from './agreed.ts';
import { figuresOf, reckoning } from './figures.ts';
import { asKnown } from './known.ts';
import type { LevelPair } from './pair.ts';
import type { StockPolicy } from './policy.ts';
import * as problems from './problems.ts';
import { setStock, type SetStock } from './set-stock.ts';
import { locked, tooEarly, waitsForOrders } from './waits.ts';

type Plan = GoodsPlan<SetStock>;

const skip = (code: string, reason: string): Plan => ({ kind: 'skip', code, reason });

/** A level whose stock is not told, by name. Undefined: it is. */
function leftOut(pair: LevelPair, name: string, { erp, ownership }: StockPolicy): Plan | undefined {
  const { level, location, code, items, sharing, warehouse } = pair;
  const { owner } = ownership['stock.on-hand'];
  if (owner === 'nobody') return skip('not-synced', `Nobody owns the units on hand, so ${name} is left as it is.`);
  if (owner === 'shopify') return skip('shopify-owns', `Shopify owns the units on hand, so ${name} is left as it is.`);
  if (level.bundle) return skip('bundle', `${name} is a bundle, which Shopify counts from its parts.`);
  if (!level.tracked) return skip('untracked', `Shopify does not track the quantity of ${name}.`);
  if (!level.isActive)
    return skip('inactive-level', `${name} is not stocked any more: the level is inactive in Shopify.`);
  if (level.sku === undefined)
    return skip('blank-sku', `${level.title} at ${location} has no SKU. A title is never taken for a match.`);
  if (sharing.length > 0)
    return { kind: 'park', problem: problems.sharedItem(level.sku, level.title, sharing, code, erp) };
  const [item, ...others] = items;
  if (item === undefined) {
    const mapped = code === level.sku ? level.sku : `${code}, to which ${level.sku} is mapped`;
    return skip('not-in-erp', `${erp} sent no stock for ${mapped}. Shopify keeps what it has at ${location}.`);
  }
  if (others.length > 0) {
    const named = items.map(one => one.name);
    return { kind: 'park', problem: problems.doubledItem(code, named, erp) };
  }
  if (item.kind === 'kit') return skip('kit', `${name} is a kit in ${erp}, which has no stock of its own.`);
  if (item.kind === 'not-counted') return skip('not-counted', `${name} is not counted in ${erp}.`);
  if (item.levels.every(one => one.warehouse !== warehouse))
    return skip('no-warehouse', `${erp} sent no stock of ${level.sku} in ${warehouse}. Shopify keeps what it has.`);
  return undefined;
}

/** Pure: what should Shopify show at this level? */
export function planLevel(
  { ref, record: pair }: Compared<LevelPair>,
  state: GoodsState | undefined,
  policy: StockPolicy,
): Plan {
  const { name } = ref;
  const { settings, erp } = policy;
  const { level } = pair;
  const left = leftOut(pair, name, policy);
  const figures = figuresOf(pair, settings);
  if (left !== undefined || figures === undefined)
    return left ?? skip('not-in-erp', `${erp} sent no stock for ${name}. Shopify keeps what it has.`);
  const { target, from, facts } = figures;
  if (target.kind === 'fraction')
    return skip('fraction', `${name} would be ${target.exact}, and Shopify counts whole units only.`);
  const to = target.units;
  const below = new Big(facts.onHand).lt(0);
  const problem = below ? problems.negativeStock(level.sku ?? name, pair.warehouse, facts.onHand, erp) : undefined;
  const holding: Agreed = {
    quantity: settings.quantity,
    units: to,
    onHand: canonical(facts.onHand),
    promised: canonical(facts.promised),
    locationId: level.locationId,
  };
  const agreed = asKnown(packAgreed(holding), state?.agreed);
  if (from === to) return { kind: 'same', agreed, problem };
  const before = comparable(state, settings.quantity);
  const early = tooEarly(pair, figures, before, to, name, policy);
  if (early !== undefined) return early;
  const decided = decision(before, holding, from, state, policy);
  if (decided.kind !== 'write' || decided.to !== 'shopify') {
    const { updatedAt } = level;
    return { kind: 'conflict', problem: problems.changedByHand(name, from, to, before?.units, updatedAt, policy) };
  }
  const wait = locked(to > from, name, policy) ?? waitsForOrders(pair, to > from, name, policy);
  if (wait !== undefined) return wait;
  const rule = [decidedRule('stock.on-hand', decided, erp), reckoning(figures, pair, policy)].join(': ');
  return { kind: 'write', writes: [setStock(ref, pair, settings.quantity, { from, to }, rule)], agreed, problem };
}

/** Sales and deliveries move both sides by themselves: only what nothing in the ERP accounts for is a change of Shopify's side. */
function decision(
  before: Agreed | undefined,
  now: Agreed,
  from: number,
  state: GoodsState | undefined,
  { ownership }: StockPolicy,
): FieldDecision {
  const [shopify, erp] = [String(from), String(now.units)];
  const agreed = before === undefined ? undefined : isByHand(before, now, from) ? erp : shopify;
  const choice = state?.choice === problems.useErp ? 'erp' : undefined;
  return decide(ownership['stock.on-hand'], { agreed, shopify, erp }, {}, choice);
}

const canonical = (decimal: string): string => new Big(decimal).toFixed();

/** What was agreed on the figure that is written today. */
function comparable(state: GoodsState | undefined, quantity: Agreed['quantity']): Agreed | undefined {
  const agreed = agreedFrom(state?.agreed);
  return agreed?.quantity === quantity ? agreed : undefined;
}

/** Shopify has another figure than was agreed, and nothing in the ERP accounts for it. */
const isByHand = (before: Agreed, now: Agreed, from: number): boolean =>
  from !== before.units &&
  (now.units === before.units || (now.onHand === before.onHand && now.promised === before.promised));
