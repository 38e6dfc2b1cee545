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
type Spot = {
  readonly id: string;
  readonly name: string;
  readonly warehouse: string | undefined;
  readonly isActive: boolean;
  readonly isFirst: boolean;
};

/** Stock as it was last compared: for looking at, never for writing. It does not outlive the agent. */
export function createStockTable(settings: StockSettings, clock: Pick<Clock, 'now'>) {
  /** Rows alone, by level: what they were made of would be most of a big shop's memory. */
  const levels = new Map<string, { readonly locationId: string; readonly row: StockRow; readonly isLocked: boolean }>();
  const places = new Map<string, Spot>();
  let at: Instant | undefined;
  let rows: ReadonlyMap<string, readonly StockRow[]> | undefined;

  const byLocation = (): ReadonlyMap<string, readonly StockRow[]> => {
    if (rows !== undefined) return rows;
    const made = new Map<string, StockRow[]>();
    for (const { locationId, row } of levels.values()) {
      const mine = made.get(locationId);
      if (mine === undefined) made.set(locationId, [row]);
      else mine.push(row);
    }
    rows = made;
    return made;
  };

  function put(seen: Seen): void {
    const { ref, record } = seen.compared;
    const row = rowOf(seen, settings);
    if (record.kind === 'level' && row !== undefined) {
      const isLocked = seen.plan.kind === 'wait' && seen.plan.code === 'peak-lock';
      levels.set(ref.id, { locationId: record.level.locationId, row, isLocked });
    } else if (record.kind === 'location') {
      const { warehouse, location } = record;
      places.set(ref.id, { ...ref, warehouse, isActive: location.isActive, isFirst: seen.plan.kind === 'wait' });
    } else levels.delete(ref.id);
  }

  return {
    at: (): Instant | undefined => at,
    /** Takes in what a run or a preview has planned. */
    take(planned: Iterable<Seen>, scope: Scope): void {
      let isFirst = true;
      for (const one of planned) {
        // What could not be read at all leaves what was seen before.
        if (isFirst && scope.kind === 'all') {
          levels.clear();
          places.clear();
          at = instantOf(clock.now());
        }
        isFirst = false;
        put(one);
      }
      rows = undefined;
    },
    locations: (): readonly StockLocation[] =>
      [...places.values()].flatMap(({ id, name, warehouse, isFirst }) => {
        if (warehouse === undefined) return [];
        const counts: Record<StockFate, number> = { ...noLevels };
        for (const { fate } of byLocation().get(id) ?? []) counts[fate] += 1;
        return { id, name, warehouse, counts, isFirst };
      }),
    /** Levels that wait for a peak lock's end. */
    locked: (): number => [...levels.values()].filter(({ isLocked }) => isLocked).length,
    unmapped: (): readonly string[] =>
      [...places.values()].flatMap(({ name, warehouse, isActive }) =>
        warehouse === undefined && isActive ? [name] : [],
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
