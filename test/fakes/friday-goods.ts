import type { GoodsTrace, ProblemCard, TraceStep } from '../../core/contract.ts';
import type {
  GoodsRow,
  GoodsRunView,
  PlanCard,
  PreviewRow,
  StockFate,
  StockLocation,
  StockRow,
  UndoLook,
} from '../../core/model/goods-view.ts';
import { ago } from './friday-morning.ts';

/** Products and stock on a shop's Friday morning, for tests of the page only. */

export const warehouse = 'gid://shopify/Location/1001';
export const shopFloor = 'gid://shopify/Location/1002';
const levelOf = (location: string, item: number): string =>
  `gid://shopify/InventoryLevel/${location.split('/').at(-1)}?inventory_item_id=${item}`;

const row = (
  item: number,
  names: readonly [sku: string, title: string],
  figures: readonly [shopify: number, erp: string, keptBack: number | undefined, willBe: number],
  happens: readonly [fate: StockFate, words: string],
): StockRow => ({
  id: levelOf(warehouse, item),
  sku: names[0],
  title: names[1],
  shopify: figures[0],
  erp: figures[1],
  keptBack: figures[2],
  willBe: figures[3],
  fate: happens[0],
  words: happens[1],
});
export const warehouseRows: readonly StockRow[] = [
  row(1, ['APR-LIN-NVY', 'Linen apron, navy'], [31, '29.000', undefined, 29], ['write', 'Write']),
  row(2, ['BWL-STN-18', 'Stone bowl 18 cm'], [19, '20.000', undefined, 19], ['wait', 'Waits for #1039']),
  row(3, ['CUP-ESP-90', 'Espresso cup 90 ml'], [8, '20.000', undefined, 20], ['wait', 'Waits for 21:00']),
  row(4, ['JUG-CRM-1L', 'Cream jug, 1 litre'], [12, '9.000', 2, 7], ['write', 'Write']),
  row(5, ['LIN-TWL-OAT', 'Linen towel, oat'], [48, '50.000', undefined, 48], ['wait', 'Waits for #1039']),
  row(6, ['MUG-SLT-350', 'Slate mug 350 ml'], [37, '34.000', undefined, 34], ['write', 'Write']),
  row(7, ['PLT-SLT-27', 'Slate plate 27 cm'], [64, '58.000', 4, 54], ['write', 'Write']),
  {
    ...row(8, ['SET-BRK-4', 'Breakfast set for 4'], [6, '0', undefined, 6], ['left-out', 'Left out: a bundle']),
    willBe: undefined,
  },
  row(9, ['TRY-OAK-40', 'Oak tray 40 cm'], [3, '-1.000', undefined, 0], ['asks', 'Write 0; Odoo says −1']),
];
/** Left out of Odoo's answer, each of them. */
export const heldRows: readonly StockRow[] = Array.from({ length: 61 }, (_, index) => ({
  ...row(
    100 + index,
    [`CDL-${String(200 + index)}`, `Candle no. ${index + 1}`],
    [4 + (index % 9), '0', undefined, 0],
    ['held', 'Held with its plan'],
  ),
  id: levelOf(shopFloor, 100 + index),
}));

export const countsOf = (rows: readonly StockRow[], of: number): StockLocation['counts'] => {
  const many = (fate: StockFate) => rows.filter(one => one.fate === fate).length;
  const [write, wait, held, asks, leftOut] = [
    many('write'),
    many('wait'),
    many('held'),
    many('asks'),
    many('left-out'),
  ];
  return { write, wait, held, asks, 'left-out': leftOut, same: of - rows.length };
};

const problem = (
  category: 'safety' | 'conflict' | 'rejected',
  code: string,
  words: readonly [string, string, string],
) => ({
  category,
  code,
  title: words[0],
  explanation: words[1],
  nextStep: words[2],
  missing: [],
  details: { Reference: `export-stock / ${code}` },
});
export const heldPlan: PlanCard = {
  flow: 'export-stock',
  key: `mass-zero ${shopFloor}`,
  since: ago(12),
  problem: problem('safety', 'mass-zero', [
    '61 of 412 products on the Shop floor would drop to 0',
    'Your limit is 10% (41). Odoo answered for 351 products and left out 61, so this looks like a half answer, not a sale. Shopify keeps its present stock.',
    'Ask Odoo again. If the shelves really are empty, write them.',
  ]),
  records: 61,
  share: { count: 61, of: 412, limit: 41 },
};

export const startPlan: PlanCard = {
  flow: 'export-stock',
  key: `first-stock ${shopFloor}`,
  since: ago(12),
  problem: problem('safety', 'first-stock', [
    'Shop floor has other figures in Shopify than in Odoo',
    'They were never compared before, and 61 of 412 products differ. Nothing is written there, and Shopify keeps its stock.',
    'Compare both figures, then choose whether Shop floor starts with those of Odoo.',
  ]),
  records: 61,
  share: undefined,
};

export const mug = 'gid://shopify/ProductVariant/7006';
const plate = levelOf(warehouse, 7);
export const towels = 'gid://shopify/Product/605';
export const goodsCards: readonly ProblemCard[] = [
  {
    recordId: mug,
    recordName: 'MUG-SLT-350',
    since: ago(90),
    total: undefined,
    severity: 'warning',
    problem: problem('conflict', 'both-changed', [
      'MUG-SLT-350 has two prices',
      '£15.50 on Shopify (today 09:12), £14.95 in Odoo (yesterday 17:40). Odoo owns prices.',
      'Say which price counts. It is then the same on both sides.',
    ]),
    decisions: [],
    ignorable: false,
    about: 'goods',
    choices: [
      { choice: 'use-erp', words: 'Use £14.95 on both', isFirst: true, isGrave: false },
      { choice: 'use-shop', words: 'Use £15.50 on both', isFirst: false, isGrave: false },
    ],
    sides: {
      field: 'Price',
      rule: 'Odoo owns the price of a variant; hold and ask',
      owner: 'erp',
      agreed: { value: '£14.00', at: '2026-11-12T17:02:00.000Z' },
      shopify: { value: '£15.50', at: '2026-11-27T09:12:00.000Z' },
      erp: { value: '£14.95', at: '2026-11-26T17:40:00.000Z' },
    },
  },
  {
    recordId: towels,
    recordName: 'Linen towel, oat',
    since: ago(45),
    total: undefined,
    severity: 'warning',
    problem: problem('rejected', 'gone-in-shopify', [
      'Linen towel, oat was deleted in Shopify',
      'Odoo still has LIN-TWL-OAT, 50 on hand. Counterfoil has put the link aside and deletes nothing.',
      'Say whether Odoo keeps it for itself, or Shopify gets it back.',
    ]),
    decisions: [],
    ignorable: false,
    about: 'goods',
    choices: [
      { choice: 'archive', words: 'Keep it in Odoo only', isFirst: true, isGrave: false },
      { choice: 'create', words: 'Make 1 product anew in Shopify', isFirst: false, isGrave: true },
    ],
    sides: undefined,
  },
];

export const goodsRuns: readonly GoodsRunView[] = [
  {
    flow: 'sync-products',
    endedAt: ago(2),
    end: 'ok',
    words: '2 prices written to Shopify. 410 products agree.',
  },
  { flow: 'export-stock', endedAt: ago(2), end: 'ok', words: '9 levels written, 8 wait, 1 left out. 806 agree.' },
];

export const goodsRows: readonly GoodsRow[] = [
  { id: plate, name: 'PLT-SLT-27, Warehouse', flow: 'export-stock', state: 'agreed', at: ago(2), why: undefined },
  {
    id: levelOf(warehouse, 6),
    name: 'MUG-SLT-350, Warehouse',
    flow: 'export-stock',
    state: 'agreed',
    at: ago(2),
    why: undefined,
  },
  {
    id: levelOf(warehouse, 2),
    name: 'BWL-STN-18, Warehouse',
    flow: 'export-stock',
    state: 'pending',
    at: ago(7),
    why: 'Waits for #1039',
  },
  {
    id: levelOf(warehouse, 8),
    name: 'SET-BRK-4, Warehouse',
    flow: 'export-stock',
    state: 'skipped',
    at: ago(62),
    why: 'A bundle: its stock follows that of its parts',
  },
  {
    id: mug,
    name: 'MUG-SLT-350',
    flow: 'sync-products',
    state: 'conflict',
    at: ago(90),
    why: 'MUG-SLT-350 has two prices',
  },
];

const step = (seq: number, minutes: number, kind: string, words: string, rest: Partial<TraceStep>): TraceStep => ({
  seq,
  at: ago(minutes),
  kind,
  words,
  why: undefined,
  fields: [],
  details: { Run: 'run-2' },
  undoable: false,
  ...rest,
});
/** Written this morning, lowered again since, and raised last week. */
export const undoSeq = { stands: 4521, changedSince: 4388 } as const;
export function goodsTraceOf(its: GoodsRow, problemOf: ProblemCard | undefined): GoodsTrace {
  if (its.state !== 'agreed')
    return {
      row: its,
      problem: problemOf?.problem,
      steps: [step(4410, 90, its.state === 'conflict' ? 'conflicted' : 'skipped', its.why ?? 'Compared', {})],
    };
  const why = 'Odoo owns the units on hand at a location';
  return {
    row: its,
    problem: undefined,
    steps: [
      step(undoSeq.changedSince, 1450, 'landed', 'Stock set in Shopify', {
        why,
        fields: [{ field: 'On hand', before: 70, after: 64 }],
        undoable: true,
      }),
      step(undoSeq.stands, 2, 'landed', 'Stock set in Shopify', {
        why,
        fields: [{ field: 'On hand', before: 64, after: 54 }],
        undoable: true,
      }),
    ],
  };
}
export const undoLooks: Readonly<Record<number, UndoLook>> = {
  [undoSeq.stands]: {
    words: 'The stock of PLT-SLT-27 in the Warehouse goes back to 64 in Shopify. It still shows 54.',
    fields: [{ field: 'On hand', before: 54, after: 64 }],
    stays: [
      'Odoo keeps its 58: with the next comparison the stock would be lowered again, unless it is corrected there.',
      'Orders that were sold in between stay as they are.',
    ],
    refusal: undefined,
  },
  [undoSeq.changedSince]: {
    words: 'The stock of PLT-SLT-27 in the Warehouse would go back to 70.',
    fields: [],
    stays: [],
    refusal: 'Shopify shows 54 by now, not the 64 that was written: somebody has changed it since.',
  },
};

const stockRule = 'Odoo owns the units on hand at a location';
export const previewRows: readonly PreviewRow[] = [
  {
    flow: 'import-orders',
    record: '#1056',
    outcome: 'write',
    words: 'Post the sales order',
    rule: 'Shopify owns lines and totals of an order',
    fields: [
      { field: 'currency', before: null, after: 'GBP' },
      { field: 'total', before: null, after: '61.95' },
    ],
  },
  {
    flow: 'sync-products',
    record: 'MUG-SLT-350',
    outcome: 'asks',
    words: 'MUG-SLT-350 has two prices',
    rule: 'Odoo owns the price of a variant; hold and ask',
    fields: [],
  },
  ...warehouseRows.map(({ sku, fate, words, shopify, willBe }): PreviewRow => ({
    flow: 'export-stock',
    record: `${sku ?? ''}, Warehouse`,
    outcome: fate === 'same' ? 'wait' : fate,
    words: fate === 'write' ? 'Set the stock in Shopify' : words,
    rule: stockRule,
    fields: willBe === undefined || willBe === shopify ? [] : [{ field: 'On hand', before: shopify, after: willBe }],
  })),
];
