import type { Scope } from '../../engine/comparison.ts';
import type { PreviewedGoods } from '../../engine/preview-comparison.ts';
import { figuresOf } from '../../flows/export-stock/figures.ts';
import { shown, type LevelPair, type StockPair } from '../../flows/export-stock/pair.ts';
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
  /** Rows alone, by location and level: what they were made of would be most of a big shop's memory. */
  const levels = new Map<string, Map<string, StockRow>>();
  /** Levels that wait for a peak lock's end. */
  const locked = new Set<string>();
  const places = new Map<string, Spot>();
  let at: Instant | undefined;

  const rowsAt = (locationId: string): readonly StockRow[] => [...(levels.get(locationId)?.values() ?? [])];

  function put(seen: Seen): void {
    const { plan, compared } = seen;
    const { ref, record } = compared;
    locked.delete(ref.id);
    if (record.kind === 'level') {
      const { locationId } = record.level;
      const rows = levels.get(locationId) ?? new Map<string, StockRow>();
      levels.set(locationId, rows.set(ref.id, rowOf(seen, record, settings)));
      if (plan.kind === 'wait' && plan.code === 'peak-lock') locked.add(ref.id);
    } else if (record.kind === 'location') {
      const { warehouse, location } = record;
      places.set(ref.id, { ...ref, warehouse, isActive: location.isActive, isFirst: plan.kind === 'wait' });
    } else for (const rows of levels.values()) rows.delete(ref.id);
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
          locked.clear();
          places.clear();
          at = instantOf(clock.now());
        }
        isFirst = false;
        put(one);
      }
    },
    locations: (): readonly StockLocation[] =>
      [...places.values()].flatMap(({ id, name, warehouse, isFirst }) => {
        if (warehouse === undefined) return [];
        const counts: Record<StockFate, number> = { ...noLevels };
        for (const { fate } of rowsAt(id)) counts[fate] += 1;
        return { id, name, warehouse, counts, isFirst };
      }),
    locked: (): number => locked.size,
    unmapped: (): readonly string[] =>
      [...places.values()].flatMap(({ name, warehouse, isActive }) =>
        warehouse === undefined && isActive ? [name] : [],
      ),
    page({ location, fate, search, offset, limit }: StockQuery): StockPage {
      const wanted = search.trim().toLowerCase();
      const found = rowsAt(location).filter(
        row =>
          (fate === 'all' ? row.fate !== 'same' : row.fate === fate) &&
          (wanted === '' || `${row.sku ?? ''} ${row.title}`.toLowerCase().includes(wanted)),
      );
      return { total: found.length, rows: found.slice(offset, offset + limit) };
    },
  };
}

function rowOf({ compared: { ref }, plan, isHeld }: Seen, pair: LevelPair, settings: StockSettings): StockRow {
  const { level } = pair;
  const figures = figuresOf(pair, settings);
  const now = shown(level.figures, settings.quantity);
  const willBe = plan.kind !== 'skip' && figures?.target.kind === 'units' ? figures.target.units : undefined;
  const onHand = figures?.facts.onHand;
  const { fate, words } = fateOf(plan, isHeld, ref.name);
  return {
    id: ref.id,
    sku: level.sku,
    title: level.title,
    shopify: plan.kind === 'same' ? (willBe ?? now) : now,
    erp: onHand,
    keptBack: onHand === undefined || willBe === undefined ? undefined : Math.max(0, Number(onHand) - willBe),
    willBe,
    fate,
    words,
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
