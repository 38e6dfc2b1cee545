import type { Hold, PlannedGoods } from '../../engine/comparison.ts';
import { grouped } from '../../model/grouped.ts';
import type { Problem } from '../../model/problem.ts';
import type { LevelPair, StockPair } from './pair.ts';
import { firstStock, isTold } from './plan-location.ts';
import type { StockPolicy } from './policy.ts';
import { listed } from './problems.ts';
import type { SetStock } from './set-stock.ts';

type Planned = PlannedGoods<StockPair, SetStock>;
type Level = { readonly pair: LevelPair; readonly write: SetStock | undefined };

/** One location's plan. `writes`: those that no person has let pass. */
type Part = {
  readonly name: string;
  readonly count: number;
  readonly missing: number;
  readonly isFirst: boolean;
  readonly writes: readonly SetStock[];
};

/** What a plan would do to so many of a location's levels, and how many may be. */
type Excess = { readonly part: Part; readonly count: number; readonly limit: number };

const falls = ({ body }: SetStock): boolean => body.to < body.from;
const empties = (write: SetStock): boolean => falls(write) && write.body.to === 0;
const halves = (write: SetStock): boolean => falls(write) && write.body.to * 2 <= write.body.from;

/**
 * What must not be written without a person, at most one hold for each cause. A location that exceeds a limit is held as a whole: where
 * so much of an answer is doubtful, the rest of it is too.
 * @param countAt how many levels of a location are known to be compared; a part of them may be all that was read
 */
export function holdsOf(
  planned: readonly Planned[],
  approved: ReadonlySet<string>,
  countAt: (locationId: string) => number,
  { settings: { limits }, erp }: Pick<StockPolicy, 'settings' | 'erp'>,
): readonly Hold[] {
  const parts = partsOf(planned, approved, countAt);
  const [first, started] = [parts.filter(({ isFirst }) => isFirst), parts.filter(({ isFirst }) => !isFirst)];
  const zero = excesses(started, empties, limits.zeroPercent);
  const drop = excesses(
    started.filter(part => !zero.some(one => one.part === part)),
    halves,
    limits.dropPercent,
  );
  return [
    ...hold(first, firstStockHeld(first, erp)),
    ...hold(
      zero.map(({ part }) => part),
      massHeld('mass-zero', 'drop to 0', zero, erp),
    ),
    ...hold(
      drop.map(({ part }) => part),
      massHeld('mass-drop', 'drop by half or more', drop, erp),
    ),
  ];
}

const hold = (parts: readonly Part[], problem: Problem): readonly Hold[] => {
  const ids = parts.flatMap(({ writes }) => writes.map(({ record }) => record.id));
  return ids.length === 0 ? [] : [{ problem, ids }];
};

function partsOf(
  planned: readonly Planned[],
  approved: ReadonlySet<string>,
  countAt: (locationId: string) => number,
): readonly Part[] {
  const levels: Level[] = [];
  const first = new Set<string>();
  for (const { compared, plan } of planned) {
    const { record } = compared;
    if (record.kind === 'location' && plan.kind === 'wait' && plan.code === firstStock) first.add(compared.ref.id);
    if (record.kind !== 'level' || !isTold(record)) continue;
    levels.push({ pair: record, write: plan.kind === 'write' ? plan.writes[0] : undefined });
  }
  return [...grouped(levels, ({ pair }) => pair.level.locationId)].map(([id, own]) => ({
    name: own[0]?.pair.location ?? id,
    count: Math.max(own.length, countAt(id)),
    missing: own.filter(({ pair }) => pair.items.length === 0).length,
    isFirst: first.has(id),
    writes: own.flatMap(({ write }) => (write === undefined || approved.has(write.record.id) ? [] : [write])),
  }));
}

/** One product alone is never a mass, unless none may be. */
const limitOf = (count: number, percent: number): number =>
  percent === 0 ? 0 : Math.max(1, Math.floor((count * percent) / 100));

const excesses = (parts: readonly Part[], is: (write: SetStock) => boolean, percent: number): readonly Excess[] =>
  parts
    .map(part => ({ part, count: part.writes.filter(is).length, limit: limitOf(part.count, percent) }))
    .filter(({ count, limit }) => count > limit);

function massHeld(code: string, what: string, all: readonly Excess[], erp: string): Problem {
  const told = all.map(({ part, count, limit }) => {
    const half =
      part.missing > limit
        ? ` ${erp} left out ${part.missing} of its products, so this looks like half an answer, not like sales.`
        : '';
    return `${count} of ${part.count} products at ${part.name} would ${what}; your limit is ${limit}.${half}`;
  });
  const [worst] = all.toSorted((a, b) => b.count / b.part.count - a.count / a.part.count);
  return {
    category: 'safety',
    code,
    title: 'Stock update held',
    explanation: `${told.join(' ')} Shopify keeps its stock.`,
    nextStep: `Look at the list. If ${erp} is right, write it anyway; else correct ${erp} and ask it again.`,
    missing: [],
    details:
      worst === undefined
        ? {}
        : { [`would ${what}`]: String(worst.count), products: String(worst.part.count), limit: String(worst.limit) },
  };
}

function firstStockHeld(parts: readonly Part[], erp: string): Problem {
  const told = parts
    .filter(({ writes }) => writes.length > 0)
    .map(({ name, writes, count }) => `${writes.length} of ${count} at ${name}`);
  return {
    category: 'safety',
    code: firstStock,
    title: `Shopify and ${erp} count differently to begin with`,
    explanation: `They were never compared before, and they differ: ${listed(told)}. Nothing is written there, and Shopify keeps its stock.`,
    nextStep: `Compare both figures and choose, for each location, whether it starts with those of ${erp}.`,
    missing: [],
    details: {},
  };
}
