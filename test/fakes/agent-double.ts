import type {
  Handlers,
  OrderRow,
  OrderState,
  ProblemCard,
  Progress,
  Snapshot,
  Trace,
  TraceStep,
} from '../../core/contract.ts';
import { SyncError } from '../../core/errors.ts';
import type { Missing, Problem } from '../../core/model/problem.ts';
import { severityOf } from '../../core/model/severity.ts';
import type { RunCounts, RunSummary, RunTrigger } from '../../core/model/write.ts';

/** The agent as a window sees it, in memory, with a shop's Friday morning in it. For tests of the page only. */
export type AgentDouble = {
  readonly handlers: Handlers;
  readonly subscribe: (listen: (snapshot: Snapshot) => void) => () => void;
  /** Requests so far, with their arguments. */
  readonly asked: readonly (readonly [name: string, ...args: unknown[]])[];
  /** Changes what the next snapshots say and tells every window. */
  change(part: Partial<Snapshot>): void;
  /** The next request of that name throws this. */
  failNext(name: string, error: Error): void;
};

const now = '2026-11-27T10:42:00.000Z';
const ago = (minutes: number) => new Date(Date.parse(now) - minutes * 60_000).toISOString();
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
const problems: Readonly<Record<string, readonly [sinceMinutes: number, problem: Problem]>> = {
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
const choices: Readonly<Record<Missing['kind'], readonly (readonly [string, string])[]>> = {
  tax: [
    ['VAT20', '20% S (sales)'],
    ['VAT5', '5% S (sales)'],
    ['VAT0', '0% S (sales)'],
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

const counts = (seen: number, posted: number, parked: number, waiting: number, skipped: number): RunCounts => ({
  seen,
  posted,
  parked,
  waiting,
  skipped,
  unchanged: seen - posted - parked - waiting - skipped,
});
const run = (minutes: number, trigger: RunTrigger, seconds: number, of: RunCounts, words = ''): RunSummary => ({
  run: `run-${minutes}`,
  flow: 'import-orders',
  trigger,
  startedAt: ago(minutes),
  endedAt: new Date(Date.parse(ago(minutes)) + seconds * 1000).toISOString(),
  end: of.parked > 0 ? 'attention' : 'ok',
  counts: of,
  words,
});
const firstRuns: readonly RunSummary[] = [
  run(2, 'schedule', 4, counts(9, 3, 1, 2, 0), '#1053 waits for a VAT rate.'),
  run(7, 'schedule', 2, counts(6, 1, 0, 0, 0)),
  run(12, 'mapping', 1, counts(1, 1, 0, 0, 0)),
  run(17, 'schedule', 3, counts(7, 2, 1, 0, 0), '#1051 waits for CDL-FIG-220.'),
  { ...run(22, 'schedule', 31, counts(4, 0, 0, 4, 0), 'Odoo did not answer in time.'), end: 'stopped' },
  run(27, 'manual', 2, counts(5, 2, 0, 0, 1)),
  run(62, 'catch-up', 96, counts(58, 55, 1, 0, 2), 'The PC was asleep from 23:10 to 09:38.'),
];

export function agentDouble(orderCount = 256): AgentDouble {
  const rows = new Map(
    Array.from({ length: orderCount }, (_, index) => rowOf(1056 - index)).map(row => [row.name, row] as const),
  );
  const open = new Map(
    Object.entries(problems).map(([name, [since, its]]): [string, ProblemCard] => [
      name,
      {
        recordId: idOf(name),
        recordName: name,
        since: ago(since),
        problem: its,
        severity: severityOf(its.category, since * 60_000),
        decisions: its.code === 'high-risk' ? ['accept-risk'] : its.category === 'conflict' ? ['leave-as-is'] : [],
        ignorable: its.category !== 'conflict',
      },
    ]),
  );
  const mapped = new Set<string>();
  const left = new Map<string, ProblemCard>();
  const listeners = new Set<(snapshot: Snapshot) => void>();
  const failures = new Map<string, Error>();
  const asked: (readonly [string, ...unknown[]])[] = [];
  let runs = firstRuns;
  let running: Progress | undefined;
  let changed: Partial<Snapshot> = {};

  const countOf = (state: OrderState) => [...rows.values()].filter(row => row.state === state).length;
  const snapshot = (): Snapshot => ({
    version: '0.1.0',
    now,
    light: running ? 'syncing' : open.size > 0 ? 'attention' : 'ok',
    verdict:
      open.size > 0 ? `${open.size} orders need you. Everything else is in Odoo.` : 'All well: every order is in Odoo.',
    shop: { name: 'Larch & Loom', domain: 'larch-and-loom.myshopify.com', zone: 'Europe/London', currency: 'GBP' },
    erp: { name: 'Odoo' },
    running,
    paused: undefined,
    lastRun: runs[0],
    nextRunAt: '2026-11-27T10:45:00.000Z',
    counts: {
      pending: countOf('pending'),
      posted: countOf('posted'),
      parked: countOf('parked'),
      skipped: countOf('skipped'),
      conflict: countOf('conflict'),
    },
    problems: [...open.values()],
    banners: [],
    runs,
    ...changed,
  });
  const tell = () => listeners.forEach(listen => listen(snapshot()));
  const change = (part: Partial<Snapshot>): void => {
    changed = { ...changed, ...part };
    tell();
  };
  const rowNamed = (ref: string): OrderRow => {
    const row = rows.get(ref) ?? [...rows.values()].find(candidate => candidate.id === ref);
    if (!row) throw new SyncError('rejected', 'no-such-order', `Counterfoil knows no order ${ref}.`);
    return row;
  };
  const post = (ref: string): OrderRow => {
    const row = rowNamed(ref);
    const posted: OrderRow = {
      ...row,
      state: 'posted',
      at: now,
      ...documents(row.name),
      why: undefined,
      ignored: false,
    };
    rows.set(row.name, posted);
    open.delete(row.name);
    tell();
    return posted;
  };

  /** An ignored order waits again as before; one whose mapping is there is posted. */
  const retry = (ref: string): OrderRow => {
    const { name } = rowNamed(ref);
    const again = left.get(name);
    if (again !== undefined) {
      left.delete(name);
      open.set(name, again);
      rows.set(name, { ...rowNamed(name), state: 'parked', why: again.problem.title, ignored: false });
      tell();
    }
    const missing = open.get(name)?.problem.missing ?? [];
    return missing.length > 0 && missing.every(one => mapped.has(JSON.stringify(one))) ? post(ref) : rowNamed(ref);
  };

  const on =
    <A extends readonly unknown[], R>(name: string, handle: (...args: A) => R) =>
    (...args: A): R => {
      asked.push([name, ...args]);
      const failure = failures.get(name);
      failures.delete(name);
      if (failure) throw failure;
      return handle(...args);
    };
  const handlers: Handlers = {
    snapshot: on('snapshot', snapshot),
    'orders.list': on('orders.list', query => {
      const wanted = query.search.toLowerCase();
      const found = [...rows.values()].filter(
        row =>
          (query.state === 'all' || row.state === query.state) &&
          [row.name, row.salesOrder, row.invoice].some(name => name?.toLowerCase().includes(wanted)),
      );
      return { total: found.length, rows: found.slice(query.offset, query.offset + query.limit) };
    }),
    'order.trace': on('order.trace', ref => traceOf(rowNamed(ref), open.get(rowNamed(ref).name)?.problem)),
    'run.now': on('run.now', async () => {
      for (const done of [undefined, 4, 9]) {
        running = { flow: 'import-orders', trigger: 'manual', startedAt: now, ...progress(done) };
        tell();
        // Long enough to be seen by a browser that shares a busy machine.
        await new Promise(resolve => setTimeout(resolve, 1_500));
      }
      running = undefined;
      runs = [{ ...run(0, 'manual', 2, counts(9, 2, 0, 0, 0)), run: `run-now-${runs.length}` }, ...runs].slice(0, 20);
      tell();
    }),
    'pause.start': on('pause.start', length => {
      const [until, words] =
        length === 'hour'
          ? (['2026-11-27T11:42:00.000Z', '11:42'] as const)
          : (['2026-11-28T08:00:00.000Z', 'Saturday 08:00'] as const);
      const button = { words: 'Resume now', request: 'pause.end' } as const;
      const title = `Paused until ${words}`;
      change({
        light: 'paused',
        verdict: `Paused until ${words}. ${open.size} orders need you.`,
        paused: { until, words },
        nextRunAt: until,
        banners: [{ code: 'paused', severity: 'note', title, explanation: 'Orders wait safely in Shopify.', button }],
      });
    }),
    'pause.end': on('pause.end', () => {
      changed = {};
      tell();
    }),
    'order.retry': on('order.retry', retry),
    'orders.retry': on('orders.retry', async refs => {
      for (const done of refs.keys()) {
        running = { flow: 'import-orders', trigger: 'retry', startedAt: now, ...progress(done), total: refs.length };
        tell();
        await new Promise(resolve => setTimeout(resolve, 1_500));
      }
      running = undefined;
      tell();
      return refs.map(retry);
    }),
    'orders.ignore': on('orders.ignore', (refs, reason) => {
      for (const { name } of refs.map(rowNamed)) {
        const card = open.get(name);
        if (card?.ignorable !== true) continue;
        left.set(name, card);
        open.delete(name);
        rows.set(name, { ...rowNamed(name), state: 'skipped', at: now, why: `Ignored: ${reason}`, ignored: true });
      }
      tell();
      return refs.map(rowNamed);
    }),
    'order.decide': on('order.decide', ref => post(ref)),
    'mapping.choices': on('mapping.choices', (missing, search) =>
      choices[missing.kind]
        .map(([code, label]) => ({ code, label }))
        .filter(choice => `${choice.code} ${choice.label}`.toLowerCase().includes(search.toLowerCase())),
    ),
    'mapping.add': on('mapping.add', ({ missing }) => {
      mapped.add(JSON.stringify(missing));
      for (const card of open.values())
        if (card.problem.missing.some(one => JSON.stringify(one) === JSON.stringify(missing))) post(card.recordName);
    }),
    resume: on('resume', () => {
      changed = {};
      tell();
    }),
  };
  return {
    handlers,
    subscribe: listen => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    asked,
    change,
    failNext: (name, error) => failures.set(name, error),
  };
}

const progress = (done: number | undefined) =>
  done === undefined
    ? { done: 0, total: undefined, words: 'Reading orders' }
    : { done, total: 9, words: `Looking at #${1047 + done}` };
const idOf = (name: string) => `gid://shopify/Order/${5_000_000 + Number(name.slice(1))}`;
const documents = (name: string) => ({ salesOrder: `S0${name.slice(1)}`, invoice: `INV/2026/0${name.slice(1)}` });

function rowOf(number: number): OrderRow {
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
    ignored: false,
    ...(state === 'posted' || state === 'conflict' ? documents(name) : none),
  };
}

function traceOf(row: OrderRow, its: Problem | undefined): Trace {
  const step = (seq: number, kind: string, words: string, rest: Partial<TraceStep> = {}): TraceStep => ({
    seq: 4400 + seq,
    at: new Date(Date.parse(row.at) + seq * 700).toISOString(),
    kind,
    words,
    why: undefined,
    fields: [],
    details: { Run: 'run-2', Key: `${row.id}:${kind}` },
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
