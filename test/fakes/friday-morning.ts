import type { OrderRow, OrderState, Trace, TraceStep } from '../../core/contract.ts';
import type { DayPicture, TodayFigures } from '../../core/model/days.ts';
import type { MappingChange } from '../../core/model/mapping-list.ts';
import { money, type Money } from '../../core/model/money.ts';
import type { Missing, Problem } from '../../core/model/problem.ts';
import type { Mappings } from '../../core/model/mappings.ts';
import type { RunCounts, RunSummary, RunTrigger } from '../../core/model/write.ts';

/** What the agent double shows: a shop's Friday morning. */

export const now = '2026-11-27T10:42:00.000Z';
export const ago = (minutes: number) => new Date(Date.parse(now) - minutes * 60_000).toISOString();
const vat5: Missing = { kind: 'tax', country: 'GB', rate: '0.05', pricesIncludeTax: true, title: 'VAT' };
const fig: Missing = { kind: 'item', sku: 'CDL-FIG-220', title: 'Fig candle, 220 g' };

const problem = (category: Problem['category'], code: string, words: readonly [string, string, string]): Problem => ({
  category,
  code,
  title: words[0],
  explanation: words[1],
  nextStep: words[2],
  missing: [],
  details: { Kind: `${category}, parked`, Reference: `import-orders / ${code}` },
});
export const problems: Readonly<Record<string, readonly [sinceMinutes: number, problem: Problem]>> = {
  '#1031': [
    1180,
    problem('conflict', 'changed-after-posting', [
      '#1031 was changed after invoicing',
      'One mug was removed, −£14.00; the invoice in Odoo is final.',
      'Compare both orders, then correct the invoice in Odoo.',
    ]),
  ],
  '#1044': [
    95,
    problem('safety', 'high-risk', [
      '#1044 is held: Shopify sees a high risk of fraud',
      'The card’s country and the delivery’s country differ. Nothing was written to Odoo.',
      'Look at the order in Shopify. If you trust it, import it anyway.',
    ]),
  ],
  '#1048': [38, { ...problem('mapping', 'unknown-item', unknownItem('#1048')), missing: [fig] }],
  '#1051': [20, { ...problem('mapping', 'unknown-item', unknownItem('#1051')), missing: [fig] }],
  '#1053': [
    12,
    {
      ...problem('mapping', 'unknown-tax', [
        'VAT rate 5% is not mapped',
        '#1053 (GB) uses it on 1 line.',
        'Choose Odoo’s tax for it. The order then goes through by itself.',
      ]),
      missing: [vat5],
    },
  ],
};
function unknownItem(name: string): readonly [string, string, string] {
  return ['Odoo does not know CDL-FIG-220', `${name} contains it and waits, £74.95.`, 'Say which item of Odoo it is.'];
}

const special: Readonly<Record<string, readonly [OrderState, string | undefined]>> = {
  '#1055': ['pending', 'Odoo is busy; tried again at 10:45.'],
  '#1056': ['pending', 'Read from Shopify, next in line.'],
  '#1012': ['skipped', 'Cancelled in Shopify before it was posted.'],
  '#1020': ['skipped', 'A test order.'],
  '#1031': ['conflict', problems['#1031']?.[1].explanation],
};
const pounds = (amount: string): Money => money(amount, 'GBP');
const totals: Readonly<Record<string, string>> = {
  '#1031': '46.50',
  '#1044': '212.00',
  '#1048': '74.95',
  '#1051': '68.90',
  '#1053': '31.50',
};
export const totalOf = (name: string): Money => pounds(totals[name] ?? '61.95');

const figures = (orders: number, amount: string) => ({ orders, money: [pounds(amount)] });
export const today: TodayFigures = {
  day: '2026-11-27',
  cameIn: figures(23, '1486.20'),
  written: figures(18, '1036.90'),
  waiting: figures(4, '387.35'),
  underWay: figures(1, '61.95'),
  leftOut: figures(0, '0.00'),
  unaccounted: figures(0, '0.00'),
  unknown: 0,
};
const fortnight = [22, 19, 17, 14, 18, 21, 24, 28, 23, 24, 29, 33, 40, 18];
const waited: Readonly<Record<number, number>> = { 3: 1, 9: 2, 12: 1, 13: 4 };
export const days: readonly DayPicture[] = fortnight.map((written, at) => ({
  day: `2026-11-${14 + at}`,
  written,
  waited: waited[at] ?? 0,
  verdict: at === fortnight.length - 1 ? 'open' : 'unknown',
}));

export const choices: Readonly<Record<Missing['kind'], readonly (readonly [string, string, rate?: string])[]>> = {
  tax: [
    ['VAT20', '20% S (sales)', '0.2'],
    ['VAT5', '5% S (sales)', '0.05'],
    ['VAT0', '0% S (sales)', '0'],
  ],
  item: [
    ['CANDLE-FIG-220', 'Fig candle, 220 g'],
    ['CANDLE-CED-220', 'Cedar candle, 220 g'],
    ['MUG-SLT-350', 'Slate mug, 350 ml'],
  ],
  'special-item': [['DELIVERY', 'Delivery charge']],
  country: [['GB', 'United Kingdom']],
  'payment-method': [['CARD', 'Card, Barclays current account']],
  location: [['WH', 'Main warehouse']],
  'walk-in-customer': [['POS', 'Counter sales']],
  customer: [['17', 'Rowan Hale']],
};

/** What the shop's own people have mapped so far. */
export const firstMappings: Mappings = {
  items: { 'GFT-WRP': 'SERVICE-WRAP', 'Mug-slt-350': 'MUG-SLT-350', 'BWL-STN-18': 'BOWL-STONE-18' },
  specialItems: { shipping: 'DELIVERY', tip: 'TIP', rounding: 'ROUNDING' },
  taxes: [
    { country: 'GB', rate: '0.2', pricesIncludeTax: true, code: 'VAT20' },
    { country: '*', rate: '0', pricesIncludeTax: true, code: 'VAT0' },
  ],
  countries: { GB: 'GB', IE: 'IE' },
  paymentMethods: { shopify_payments: 'CARD', cash: 'CASH' },
  warehouses: { 'gid://shopify/Location/1001': 'WH', 'gid://shopify/Location/1002': 'LEEDS' },
  customers: { 'shopify:customer:99': '17' },
  walkInCustomer: 'POS',
};
const wrap: Missing = { kind: 'item', sku: 'GFT-WRP', title: 'Gift wrap' };
const leeds: Missing = { kind: 'location', id: 'gid://shopify/Location/1002', name: 'Leeds shop' };
export const firstChanges: readonly MappingChange[] = [
  { what: wrap, at: '2026-11-12T09:14:00.000Z', by: 'Office PC', before: 'SERVICE', after: 'SERVICE-WRAP' },
  { what: leeds, at: '2026-11-03T15:20:00.000Z', by: 'Office PC', before: null, after: 'LEEDS' },
  { what: wrap, at: '2026-11-03T15:02:00.000Z', by: 'Stock room', before: null, after: 'SERVICE' },
];

export const counts = (seen: number, posted: number, parked: number, waiting: number, skipped: number): RunCounts => ({
  seen,
  posted,
  parked,
  waiting,
  skipped,
  unchanged: seen - posted - parked - waiting - skipped,
});
export const run = (minutes: number, trigger: RunTrigger, seconds: number, of: RunCounts, words = ''): RunSummary => ({
  run: `run-${minutes}`,
  flow: 'import-orders',
  trigger,
  startedAt: ago(minutes),
  endedAt: new Date(Date.parse(ago(minutes)) + seconds * 1000).toISOString(),
  end: of.parked > 0 ? 'attention' : 'ok',
  counts: of,
  words,
});
export const firstRuns: readonly RunSummary[] = [
  run(2, 'schedule', 4, counts(9, 3, 1, 2, 0), '#1053 waits for a VAT rate.'),
  run(7, 'schedule', 2, counts(6, 1, 0, 0, 0)),
  run(12, 'mapping', 1, counts(1, 1, 0, 0, 0)),
  run(17, 'schedule', 3, counts(7, 2, 1, 0, 0), '#1051 waits for CDL-FIG-220.'),
  { ...run(22, 'schedule', 31, counts(4, 0, 0, 4, 0), 'Odoo did not answer in time.'), end: 'stopped' },
  run(27, 'manual', 2, counts(5, 2, 0, 0, 1)),
  run(62, 'catch-up', 96, counts(58, 55, 1, 0, 2), 'The PC was asleep from 23:10 to 09:38.'),
];

export const idOf = (name: string) => `gid://shopify/Order/${5_000_000 + Number(name.slice(1))}`;
export const documents = (name: string) => ({
  salesOrder: `S0${name.slice(1)}`,
  invoice: `INV/2026/0${name.slice(1)}`,
});

export function rowOf(number: number): OrderRow {
  const name = `#${number}`;
  const [state, why] = special[name] ?? (problems[name] ? ['parked', problems[name][1].title] : ['posted', undefined]);
  const at = ago(problems[name]?.[0] ?? (1057 - number) * 11);
  const none = { salesOrder: undefined, invoice: undefined };
  return {
    id: idOf(name),
    name,
    state,
    at,
    why,
    total: totalOf(name),
    ignored: false,
    ...(state === 'posted' || state === 'conflict' ? documents(name) : none),
  };
}

export function traceOf(row: OrderRow, its: Problem | undefined): Trace {
  const step = (seq: number, kind: string, words: string, rest: Partial<TraceStep> = {}): TraceStep => ({
    seq: 4400 + seq,
    at: new Date(Date.parse(row.at) + seq * 700).toISOString(),
    kind,
    words,
    why: undefined,
    fields: [],
    details: { Run: 'run-2', Key: `${row.id}:${kind}`, 'Shopify request': '8f2c1b7e-4d11' },
    undoable: false,
    ...rest,
  });
  if (its)
    return {
      row,
      problem: its,
      steps: [
        step(1, its.category === 'conflict' ? 'conflicted' : 'parked', its.title, {
          why: its.explanation,
          details: its.details,
        }),
      ],
    };
  if (row.salesOrder === undefined)
    return {
      row,
      problem: undefined,
      steps: [step(1, row.ignored ? 'ignored' : row.state, row.why ?? 'Seen in Shopify')],
    };
  const fields = [
    { field: 'currency', before: null, after: 'GBP' },
    { field: 'day', before: null, after: '2026-11-27' },
    { field: 'total', before: null, after: '61.95' },
    { field: 'VAT 20%', before: null, after: '10.33' },
    { field: 'Customer', before: null, after: '~9f3a41c2' },
    { field: 'Lines', before: null, after: '2 × MUG-SLT-350, 1 × LIN-TWL-OAT' },
  ];
  const why = 'Shopify owns orders: what it charged is what is posted.';
  const paid = [{ field: 'Paid', before: '0.00', after: '61.95' }];
  return {
    row,
    problem: undefined,
    steps: [
      step(1, 'landed', `Sales order ${row.salesOrder} posted to Odoo`, { fields, why }),
      step(2, 'landed', `Invoice ${row.invoice} made in Odoo`, {
        fields: [{ field: 'Invoice', before: null, after: row.invoice ?? null }],
      }),
      step(3, 'landed', 'Payment by card recorded', { fields: paid }),
      step(4, 'posted', `All of ${row.name} is in Odoo`),
    ],
  };
}
