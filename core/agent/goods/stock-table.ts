import type { Scope } from '../../engine/comparison.ts';
import type { PreviewedGoods } from '../../engine/preview-comparison.ts';
import { figuresOf } from '../../flows/export-stock/figures.ts';
import { shown, type StockPair } from '../../flows/export-stock/pair.ts';
import type { SetStock } from '../../flows/export-stock/set-stock.ts';
import { assertNever } from '../../errors.ts';
import type { StockFate, StockLocation, StockPage, StockQuery, StockRow } from '../../model/goods-view.ts';
import type { StockSettings } from '../../model/settings.ts';
import { instantOf, type Instant } from '../../model/time.ts';
import type { Clock } from '../../ports.ts';

const noLevels: StockLocation['counts'] = { write: 0, wait: 0, held: 0, asks: 0, 'left-out': 0, same: 0 };

type Seen = PreviewedGoods<StockPair, SetStock>;

/** Stock as it was last compared: for looking at, never for writing. It does not outlive the agent. */
export function createStockTable(settings: StockSettings, clock: Pick<Clock, 'now'>) {
  const levels = new Map<string, Seen>();
  const places = new Map<string, Seen>();
  let at: Instant | undefined;
  let rows: ReadonlyMap<string, readonly StockRow[]> | undefined;

  const byLocation = (): ReadonlyMap<string, readonly StockRow[]> => {
    if (rows !== undefined) return rows;
    const made = new Map<string, StockRow[]>();
    for (const one of levels.values()) {
      const { record } = one.compared;
      if (record.kind !== 'level') continue;
      const { locationId } = record.level;
      const mine = made.get(locationId);
      const row = rowOf(one, settings);
      if (row === undefined) continue;
      if (mine === undefined) made.set(locationId, [row]);
      else mine.push(row);
    }
    rows = made;
    return made;
  };

  return {
    at: (): Instant | undefined => at,
    /** Takes in what a run or a preview has planned. */
    take(planned: readonly Seen[], scope: Scope): void {
      if (planned.length === 0) return;
      if (scope.kind === 'all') {
        levels.clear();
        places.clear();
        at = instantOf(clock.now());
      }
      for (const one of planned)
        (one.compared.record.kind === 'location' ? places : levels).set(one.compared.ref.id, one);
      rows = undefined;
    },
    locations: (): readonly StockLocation[] =>
      [...places.values()].flatMap(({ compared: { ref, record }, plan }) => {
        if (record.kind !== 'location' || record.warehouse === undefined) return [];
        const counts: Record<StockFate, number> = { ...noLevels };
        for (const { fate } of byLocation().get(ref.id) ?? []) counts[fate] += 1;
        return { id: ref.id, name: ref.name, warehouse: record.warehouse, counts, isFirst: plan.kind === 'wait' };
      }),
    /** Levels that wait for a peak lock's end. */
    locked: (): number =>
      [...levels.values()].filter(({ plan }) => plan.kind === 'wait' && plan.code === 'peak-lock').length,
    unmapped: (): readonly string[] =>
      [...places.values()].flatMap(({ compared: { ref, record } }) =>
        record.kind === 'location' && record.warehouse === undefined && record.location.isActive ? [ref.name] : [],
      ),
    page({ location, fate, search, offset, limit }: StockQuery): StockPage {
      const wanted = search.trim().toLowerCase();
      const found = (byLocation().get(location) ?? []).filter(
        row =>
          (fate === 'all' ? row.fate !== 'same' : row.fate === fate) &&
          (wanted === '' || `${row.sku ?? ''} ${row.title}`.toLowerCase().includes(wanted)),
      );
      return { total: found.length, rows: found.slice(offset, offset + limit) };
    },
  };
}

function rowOf({ compared, plan, isHeld }: Seen, settings: StockSettings): StockRow | undefined {
  const { record, ref } = compared;
  if (record.kind !== 'level') return undefined;
  const { level } = record;
  const figures = figuresOf(record, settings);
  const now = shown(level.figures, settings.quantity);
  const willBe = plan.kind !== 'skip' && figures?.target.kind === 'units' ? figures.target.units : undefined;
  const onHand = figures?.facts.onHand;
  return {
    id: ref.id,
    sku: level.sku,
    title: level.title,
    shopify: plan.kind === 'same' ? (willBe ?? now) : now,
    erp: onHand,
    keptBack: onHand === undefined || willBe === undefined ? undefined : Math.max(0, Number(onHand) - willBe),
    willBe,
    ...fateOf(plan, isHeld, ref.name),
  };
}

function fateOf(plan: Seen['plan'], isHeld: boolean, name: string): Pick<StockRow, 'fate' | 'words'> {
  switch (plan.kind) {
    case 'same':
      return plan.problem === undefined
        ? { fate: 'same', words: 'Agrees' }
        : { fate: 'asks', words: about('It', plan.problem.title, name) };
    case 'write':
      return isHeld ? { fate: 'held', words: 'Held' } : { fate: 'write', words: 'Write' };
    case 'wait':
      return { fate: 'wait', words: about('It', plan.reason, name) };
    case 'skip':
      return { fate: 'left-out', words: `Left out: ${about('it', plan.reason, name)}` };
    case 'park':
    case 'conflict':
      return { fate: 'asks', words: about('It', plan.problem.title, name) };
    default:
      return assertNever(plan, 'plan');
  }
}

/** The row has the name already, and its words are short of room. */
const about = (it: 'It' | 'it', words: string, name: string): string =>
  words.startsWith(`${name} `) ? `${it}${words.slice(name.length)}` : words;
