import type { Handlers, ProblemCard, RequestName, Snapshot } from '../../core/contract.ts';
import { SyncError } from '../../core/errors.ts';
import type {
  GoodsRow,
  PlanCard,
  PreviewRow,
  PreviewState,
  StockLocation,
  StockRow,
  StockView,
} from '../../core/model/goods-view.ts';
import {
  countsOf,
  goodsCards,
  goodsRows,
  goodsRuns,
  goodsTraceOf,
  heldPlan,
  heldRows,
  previewRows,
  shopFloor,
  startPlan,
  undoLooks,
  warehouse,
  warehouseRows,
} from './friday-goods.ts';
import { now } from './friday-morning.ts';

export type GoodsStory = {
  /** What `stock.view` tells besides its locations and plans. */
  readonly stock: Pick<StockView, 'off' | 'unmapped' | 'lock' | 'isLooking' | 'at'>;
  readonly locations: readonly StockLocation[];
  readonly levels: Readonly<Record<string, readonly StockRow[]>>;
  readonly plans: readonly PlanCard[];
  readonly cards: readonly ProblemCard[];
  readonly rows: readonly GoodsRow[];
  readonly preview: PreviewState;
  readonly previewRows: readonly PreviewRow[];
};

const nothingCounted: PreviewState['counts'] = { write: 0, wait: 0, held: 0, asks: 0, 'left-out': 0, same: 0 };
const place = (id: string, name: string, code: string, rows: readonly StockRow[]): StockLocation => ({
  id,
  name,
  warehouse: code,
  counts: countsOf(rows, 412),
  isFirst: false,
});
const calm: GoodsStory = {
  stock: { at: now, off: undefined, unmapped: ['Pop-up Harrogate'], lock: undefined, isLooking: false },
  locations: [place(warehouse, 'Warehouse', 'WH', warehouseRows), place(shopFloor, 'Shop floor', 'LEEDS', [])],
  levels: { [warehouse]: warehouseRows, [shopFloor]: [] },
  plans: [],
  cards: [],
  rows: goodsRows,
  preview: { at: undefined, isLooking: false, failure: undefined, counts: nothingCounted },
  previewRows: [],
};
/** A held plan, a peak lock, and two products that ask. */
export const troubled: Partial<GoodsStory> = {
  stock: { ...calm.stock, lock: { until: '21:00', holds: 'increases', waiting: 1 } },
  locations: [place(warehouse, 'Warehouse', 'WH', warehouseRows), place(shopFloor, 'Shop floor', 'LEEDS', heldRows)],
  levels: { [warehouse]: warehouseRows, [shopFloor]: heldRows },
  plans: [heldPlan],
  cards: goodsCards,
};
/** Never compared before: 214 of the Shop floor's levels differ, and a person chooses. */
export const firstTime: Partial<GoodsStory> = {
  locations: [
    {
      ...place(shopFloor, 'Shop floor', 'LEEDS', heldRows),
      isFirst: true,
      counts: countsOf(heldRows, 412),
    },
  ],
  levels: { [shopFloor]: heldRows },
  plans: [startPlan],
};

type GoodsRequestName = Extract<RequestName, `${'stock' | 'plan' | 'goods' | 'preview' | 'undo'}.${string}`>;
export type GoodsDouble = {
  readonly handlers: Handlers<GoodsRequestName>;
  readonly part: () => Pick<Snapshot, 'plans' | 'goods' | 'peakLock' | 'goodsRevision'>;
  readonly cards: () => readonly ProblemCard[];
  /** Tells another story from now on. */
  tell(story: Partial<GoodsStory>): void;
};

/** Products and stock in an agent double. What the flows do is tested on the real ones. */
export function goodsDouble(
  on: <A extends readonly unknown[], R>(name: string, handle: (...args: A) => R) => (...args: A) => R,
  changed: () => void,
): GoodsDouble {
  let story = calm;
  let goodsRevision = 0;
  const tell = (part: Partial<GoodsStory>): void => {
    story = { ...story, ...part };
    goodsRevision += 1;
    changed();
  };
  const has = (text: string | undefined, wanted: string): boolean =>
    (text ?? '').toLowerCase().includes(wanted.toLowerCase());
  /** What was written agrees from then on. */
  const written = (ids: readonly string[]): void => {
    const levels = Object.fromEntries(
      Object.entries(story.levels).map(([id, rows]) => [id, rows.filter(row => !ids.includes(row.id))]),
    );
    const locations = story.locations.map(one => ({
      ...one,
      isFirst: false,
      counts: countsOf(levels[one.id] ?? [], 412),
    }));
    tell({ levels, locations });
  };
  const handlers: Handlers<GoodsRequestName> = {
    'stock.view': on('stock.view', () => ({
      ...story.stock,
      locations: story.locations,
      plans: story.plans.filter(({ flow }) => flow === 'export-stock'),
      quantity: 'on_hand' as const,
    })),
    'stock.rows': on('stock.rows', ({ location, fate, search, offset, limit }) => {
      const found = (story.levels[location] ?? []).filter(
        row =>
          (fate === 'all' ? row.fate !== 'same' : row.fate === fate) &&
          (has(row.sku, search) || has(row.title, search)),
      );
      return { total: found.length, rows: found.slice(offset, offset + limit) };
    }),
    'stock.look': on('stock.look', () => tell({})),
    'stock.write': on('stock.write', ids => written(ids)),
    'plan.approve': on('plan.approve', () => {
      written(heldRows.map(({ id }) => id));
      tell({ plans: [] });
    }),
    'plan.again': on('plan.again', () => tell({})),
    'goods.list': on('goods.list', ({ flow, search, state, offset, limit }) => {
      const found = story.rows.filter(
        row =>
          (flow === 'all' || row.flow === flow) && (state === 'all' || row.state === state) && has(row.name, search),
      );
      return { total: found.length, rows: found.slice(offset, offset + limit) };
    }),
    'goods.trace': on('goods.trace', id => {
      const row = story.rows.find(one => one.id === id);
      return (
        row &&
        goodsTraceOf(
          row,
          story.cards.find(({ recordId }) => recordId === id),
        )
      );
    }),
    'goods.choose': on('goods.choose', id => {
      if (story.locations.some(one => one.id === id)) {
        written((story.levels[id] ?? []).map(row => row.id));
        return tell({ plans: [] });
      }
      tell({ cards: story.cards.filter(({ recordId }) => recordId !== id) });
    }),
    'goods.retry': on('goods.retry', () => tell({})),
    'preview.start': on('preview.start', (flow, record) => {
      const rows = previewRows.filter(row => (flow === 'all' || row.flow === flow) && has(row.record, record));
      const many = (outcome: PreviewRow['outcome']) => rows.filter(row => row.outcome === outcome).length;
      const counts = {
        write: many('write'),
        wait: many('wait'),
        held: many('held'),
        asks: many('asks'),
        'left-out': many('left-out'),
        same: record === '' ? 806 : 0,
      };
      tell({ previewRows: rows, preview: { at: now, isLooking: false, failure: undefined, counts } });
    }),
    'preview.stop': on('preview.stop', () => tell({ preview: calm.preview })),
    'preview.state': on('preview.state', () => story.preview),
    'preview.rows': on('preview.rows', (offset, limit) => ({
      total: story.previewRows.length,
      rows: story.previewRows.slice(offset, offset + limit),
    })),
    'undo.look': on('undo.look', seq => {
      const look = undoLooks[seq];
      if (!look) throw new SyncError('rejected', 'no-such-entry', `There is no entry ${seq}.`);
      return look;
    }),
    'undo.do': on('undo.do', () => tell({})),
  };
  return {
    handlers,
    part: () => ({ plans: story.plans, goods: goodsRuns, peakLock: story.stock.lock?.until, goodsRevision }),
    cards: () => story.cards,
    tell,
  };
}
