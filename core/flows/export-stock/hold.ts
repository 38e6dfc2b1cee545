import type { Hold, PlannedGoods } from '../../engine/comparison.ts';
import { grouped } from '../../model/grouped.ts';
import type { Problem } from '../../model/problem.ts';
import type { LevelPair, StockPair } from './pair.ts';
import { firstStock, isTold } from './plan-location.ts';
import type { StockPolicy } from './policy.ts';
import type { SetStock } from './set-stock.ts';

type Planned = PlannedGoods<StockPair, SetStock>;
type Level = { readonly pair: LevelPair; readonly write: SetStock | undefined };

/** One location's plan. `writes`: those that no person has let pass. */
type Part = {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly missing: number;
  readonly isFirst: boolean;
  readonly writes: readonly SetStock[];
};

const falls = ({ body }: SetStock): boolean => body.to < body.from;
const empties = (write: SetStock): boolean => falls(write) && write.body.to === 0;
const halves = (write: SetStock): boolean => falls(write) && write.body.to * 2 <= write.body.from;

/**
 * What must not be written without a person, location by location. One that exceeds a limit is held as a whole: where so much of an
 * answer is doubtful, the rest of it is too.
 * @param countAt how many levels of a location are known to be compared; a part of them may be all that was read
 */
export const holdsOf = (
  planned: readonly Planned[],
  approved: ReadonlySet<string>,
  countAt: (locationId: string) => number,
  policy: Pick<StockPolicy, 'settings' | 'erp'>,
): readonly Hold[] =>
  partsOf(planned, approved, countAt).flatMap(part => {
    const problem = whyHeld(part, policy);
    const ids = part.writes.map(({ record }) => record.id);
    return problem === undefined || ids.length === 0 ? [] : [{ key: `${problem.code} ${part.id}`, problem, ids }];
  });

function whyHeld(
  part: Part,
  { settings: { limits }, erp }: Pick<StockPolicy, 'settings' | 'erp'>,
): Problem | undefined {
  if (part.isFirst) return firstStockHeld(part, erp);
  const [zeros, zeroLimit] = [part.writes.filter(empties).length, limitOf(part.count, limits.zeroPercent)];
  if (zeros > zeroLimit) return massHeld('mass-zero', 'drop to 0', part, zeros, zeroLimit, erp);
  const [drops, dropLimit] = [part.writes.filter(halves).length, limitOf(part.count, limits.dropPercent)];
  return drops > dropLimit ? massHeld('mass-drop', 'drop by half or more', part, drops, dropLimit, erp) : undefined;
}

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
    id,
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

function massHeld(code: string, what: string, part: Part, count: number, limit: number, erp: string): Problem {
  const { name, count: of, missing } = part;
  const half =
    missing > limit
      ? ` ${erp} left out ${missing} of its products, so this looks like half an answer, not like sales.`
      : '';
  return {
    category: 'safety',
    code,
    title: 'Stock update held',
    explanation: `${count} of ${of} products at ${name} would ${what}; your limit is ${limit}.${half} Shopify keeps its stock.`,
    nextStep: `Look at the list. If ${erp} is right, write it anyway; else correct ${erp} and ask it again.`,
    missing: [],
    details: { count: String(count), of: String(of), limit: String(limit) },
  };
}

const firstStockHeld = ({ name, writes, count }: Part, erp: string): Problem => ({
  category: 'safety',
  code: firstStock,
  title: `${name} has other figures in Shopify than in ${erp}`,
  explanation: `They were never compared before, and ${writes.length} of ${count} products differ. Nothing is written there, and Shopify keeps its stock.`,
  nextStep: `Compare both figures, then choose whether ${name} starts with those of ${erp}.`,
  missing: [],
  details: {},
});
