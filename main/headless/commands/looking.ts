import { join } from 'node:path';
import { goodsRow, goodsTrace } from '../../../core/agent/goods/list.ts';
import { lockNow } from '../../../core/agent/goods/lock.ts';
import { isNamed } from '../../../core/agent/goods/named.ts';
import { rowOf, traceOf } from '../../../core/agent/trace.ts';
import { awayOf } from '../../../core/agent/away.ts';
import { snapshotOf } from '../../../core/agent/status.ts';
import type { AgentSnapshot, GoodsTrace, OrderRow, Trace } from '../../../core/contract.ts';
import { SyncError } from '../../../core/errors.ts';
import { readJournal, type JournalReader } from '../../../core/journal/journal.ts';
import { verifyJournal } from '../../../core/journal/verify.ts';
import { findRecord } from '../../../core/journal/view.ts';
import type { StockSettings } from '../../../core/model/settings.ts';
import type { GoodsRow } from '../../../core/model/goods-view.ts';
import { instantOf } from '../../../core/model/time.ts';
import { ownZone, systemClock } from '../../clock.ts';
import { sampleFolder } from '../../data-folder.ts';
import { readSettings } from '../../config/config.ts';
import { version } from '../../version.ts';
import { askRunning } from '../../control.ts';
import { exists } from '../../exists.ts';
import { typed } from './goods-lines.ts';
import { goodsRowInWords, goodsTraceInWords, statusInWords, traceInWords } from './looking-lines.ts';
import { exitCodes, rowInWords, valueOf, type Output } from './output.ts';
import { openBar } from './progress.ts';

/** A mistyped folder must not look like a shop where all is well. @throws nothing-here */
async function checkFolder(folder: string): Promise<void> {
  if ((await exists(join(folder, 'settings.json'))) || (await exists(join(folder, 'journal')))) return;
  const sample = sampleFolder(folder);
  throw new SyncError('rejected', 'nothing-here', `There is no data of Counterfoil in ${folder}.`, {
    system: 'agent',
    nextStep: (await exists(sample))
      ? `The made-up shop's is in ${sample}: name it with --data.`
      : 'Name the right folder with --data or COUNTERFOIL_DATA. The agent prints it when it starts.',
  });
}

async function withJournal<T>(folder: string, use: (journal: JournalReader) => Promise<T> | T): Promise<T> {
  await checkFolder(folder);
  const journal = await readJournal(folder);
  try {
    return await use(journal);
  } finally {
    await journal.close();
  }
}

/** As settings.json has them; one that cannot be read is told by the commands that need it. */
const peakLocks = async (folder: string): Promise<StockSettings['peakLocks']> => {
  const settings = await readSettings(folder, process.env).catch(() => undefined);
  return settings?.stock.peakLocks ?? [];
};

const journaled = (folder: string): Promise<AgentSnapshot> =>
  withJournal(folder, async ({ view }) => {
    const locks = await peakLocks(folder);
    const now = instantOf(systemClock.now());
    return snapshotOf(view, {
      version,
      now,
      awakeSince: now,
      shop: undefined,
      zone: ownZone(),
      erp: undefined,
      running: undefined,
      lastRun: undefined,
      nextRunAt: undefined,
      standingBy: view.lease?.state === 'standing-by' ? view.lease.holder : undefined,
      slip: undefined,
      ownershipSlip: undefined,
      watched: undefined,
      watchedGoods: [],
      onlyWatches: false,
      away: awayOf(view.lastRuns[0], view.lastRuns, undefined),
      silent: undefined,
      isOff: () => false,
      home: { erp: 'the ERP', currency: '' },
      peakLock: lockNow(locks, systemClock.now(), ownZone())?.until,
      goodsRevision: 0,
      mappingsRevision: 0,
    });
  });

/** The running agent's word, else the journal's. */
export async function status(folder: string, output: Output): Promise<number> {
  const reply = await askRunning(folder, 'snapshot');
  const snapshot = reply === undefined ? await journaled(folder) : valueOf(reply);
  output.data({ ...snapshot, agentRunning: reply !== undefined });
  for (const line of statusInWords(snapshot, reply !== undefined)) output.say(line);
  const { light, problems } = snapshot;
  if (light === 'failed') return exitCodes.failed;
  return light === 'attention' || (light === 'paused' && problems.length > 0) ? exitCodes.attention : exitCodes.ok;
}

const unknown = (ref: string): SyncError =>
  new SyncError('rejected', 'order-unknown', `The journal knows no order, product or stock level ${ref}.`, {
    nextStep:
      'Check the order number, or the SKU as it is written. What is asked for appears here once a sync has seen it.',
  });

type Found =
  | { readonly kind: 'order'; readonly trace: Trace }
  | { readonly kind: 'goods'; readonly trace: GoodsTrace }
  | { readonly kind: 'several'; readonly orders: readonly OrderRow[]; readonly goods: readonly GoodsRow[] };

/** An order by number or id; a product, a variant, a location or a stock level by name, SKU or id. */
const findHere = (folder: string, ref: string): Promise<Found | undefined> =>
  withJournal(folder, async (journal): Promise<Found | undefined> => {
    const { view } = journal;
    const order = findRecord(view, ref);
    const goods = view.goods.has(ref)
      ? [...view.goods.values()].filter(({ id }) => id === ref)
      : [...view.goods.values()].filter(one => isNamed(one, ref));
    if (goods.length + (order === undefined ? 0 : 1) > 1)
      return { kind: 'several', orders: order === undefined ? [] : [rowOf(order)], goods: goods.map(goodsRow) };
    if (order !== undefined) return { kind: 'order', trace: traceOf(order, await journal.trace(order.id)) };
    const [one] = goods;
    return one && { kind: 'goods', trace: goodsTrace(one, await journal.trace(one.id)) };
  });

/** The story of one record; where several are called so, which there are. */
export async function trace(folder: string, ref: string, output: Output): Promise<number> {
  const found = await findHere(folder, ref.trim());
  if (found === undefined) throw unknown(ref);
  switch (found.kind) {
    case 'order':
      output.data(found.trace);
      for (const line of traceInWords(found.trace)) output.say(line);
      break;
    case 'goods':
      output.data(found.trace);
      for (const line of goodsTraceInWords(found.trace)) output.say(line);
      break;
    case 'several':
      output.data({ matches: [...found.orders, ...found.goods] });
      output.say(`Several are called ${ref}. Ask for one of them:`);
      for (const row of found.orders) output.say(`  counterfoil trace ${row.id}   ${rowInWords(row)}`);
      for (const row of found.goods) output.say(`  counterfoil trace ${typed(row.id)}   ${goodsRowInWords(row)}`);
  }
  return exitCodes.ok;
}

/** Walks the whole chain. @throws journal-damaged naming file and line. */
export async function verify(folder: string, json: boolean, output: Output): Promise<number> {
  await checkFolder(folder);
  const total = await withJournal(folder, journal => journal.head.seq).catch(() => 1);
  const bar = openBar(!json, 'Checking every stub');
  const result = await verifyJournal(folder, ({ entries, segment }) => bar.at(entries, total, segment));
  bar.end('Checked');
  output.data({ ok: true, ...result });
  const files = `${result.segments} ${result.segments === 1 ? 'file' : 'files'}`;
  output.say(`All ${result.entries} stubs in ${files} follow one another unbroken.`);
  if (result.torn > 0)
    output.say('The last stub was cut short by a power loss; it is dropped when Counterfoil starts.');
  return exitCodes.ok;
}
