import type { Handlers, OrderRow, OrderState, ProblemCard, Progress, Snapshot } from '../../core/contract.ts';
import { SyncError } from '../../core/errors.ts';
import { severityOf } from '../../core/model/severity.ts';
import {
  ago,
  counts,
  days,
  documents,
  firstRuns,
  idOf,
  now,
  problems,
  rowOf,
  run,
  today,
  totalOf,
  traceOf,
} from './friday-morning.ts';
import { goodsDouble, type GoodsDouble, type GoodsStory } from './goods-double.ts';
import { mappingsDouble, type MappingsDouble } from './mappings-double.ts';
import { ownershipDouble } from './ownership-double.ts';
import { setupDouble } from './setup-double.ts';

/** The agent as a window sees it, in memory, with a shop's Friday morning in it. For tests of the page only. */
export type AgentDouble = {
  readonly handlers: Handlers;
  readonly subscribe: (listen: (snapshot: Snapshot) => void) => () => void;
  /** Requests so far, with their arguments. */
  readonly asked: readonly (readonly [name: string, ...args: unknown[]])[];
  /** Changes what the next snapshots say and tells every window. */
  change(part: Partial<Snapshot>): void;
  /** Another story of products and stock from now on. */
  tellOfGoods(story: Partial<GoodsStory>): void;
  /** As where ownership.json was edited and cannot be read. */
  slipInOwnership(words: string): void;
  /** The next request of that name throws this. */
  failNext(name: string, error: Error): void;
};

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
        total: totalOf(name),
        problem: its,
        severity: severityOf(its.category, since * 60_000),
        decisions: its.code === 'high-risk' ? ['accept-risk'] : its.category === 'conflict' ? ['leave-as-is'] : [],
        ignorable: its.category !== 'conflict',
        about: 'order',
        choices: [],
        sides: undefined,
      },
    ]),
  );
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
    stage: 'own',
    pc: { face: 'browser', dataFolder: '/home/office/.local/share/counterfoil', startsAtLogin: undefined },
    setup: undefined,
    watched: undefined,
    now,
    awakeSince: ago(60),
    light: running ? 'syncing' : open.size > 0 ? 'attention' : 'ok',
    verdict:
      open.size === 0
        ? 'All well: every order is in Odoo.'
        : goods.cards().length > 0
          ? `${open.size} orders and ${goods.cards().length} products need you, and a stock update is held.`
          : `${open.size} orders need you. Everything else is in Odoo.`,
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
    today,
    days,
    problems: [...open.values(), ...goods.cards()],
    ...goods.part(),
    banners: [],
    updates: undefined,
    runs,
    ...mappings.part(),
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
    return missing.length > 0 && missing.every(mappings.isMapped) ? post(ref) : rowNamed(ref);
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
  const goods: GoodsDouble = goodsDouble(on, tell);
  const ownership = ownershipDouble(on);
  const mappings: MappingsDouble = mappingsDouble(
    on,
    () => [...open.values()],
    // An agent that only watches writes nothing for a mapping either.
    name => (snapshot().watched === undefined ? post(name) : rowNamed(name)),
    tell,
  );
  const handlers: Handlers = {
    snapshot: on('snapshot', snapshot),
    ...setupDouble(on, change),
    ...goods.handlers,
    ...ownership.handlers,
    ...mappings.handlers,
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
    resume: on('resume', () => {
      changed = {};
      tell();
    }),
    'update.install': on('update.install', () => {}),
  };
  return {
    handlers,
    tellOfGoods: goods.tell,
    slipInOwnership: ownership.slip,
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
