import { join } from 'node:path';
import { traceOf } from '../../../core/agent/trace.ts';
import { awayOf } from '../../../core/agent/away.ts';
import { snapshotOf } from '../../../core/agent/status.ts';
import type { AgentSnapshot, Trace } from '../../../core/contract.ts';
import { SyncError } from '../../../core/errors.ts';
import { readJournal, type JournalReader } from '../../../core/journal/journal.ts';
import { verifyJournal } from '../../../core/journal/verify.ts';
import { findRecord } from '../../../core/journal/view.ts';
import { instantOf } from '../../../core/model/time.ts';
import { ownZone, systemClock } from '../../clock.ts';
import { sampleFolder } from '../../data-folder.ts';
import { version } from '../../version.ts';
import { askRunning } from '../../control.ts';
import { exists } from '../../exists.ts';
import { exitCodes, statusInWords, traceInWords, valueOf, type Output } from './output.ts';
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

const journaled = (folder: string): Promise<AgentSnapshot> =>
  withJournal(folder, ({ view }) => {
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
      onlyWatches: false,
      away: awayOf(view.lastRuns[0], view.lastRuns, undefined),
      silent: undefined,
      home: { erp: 'the ERP', currency: '' },
      peakLock: undefined,
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
  new SyncError('rejected', 'order-unknown', `The journal knows no order ${ref}.`, {
    nextStep: 'Check the order number. An order appears here once a sync has seen it.',
  });

const traceHere = (folder: string, ref: string): Promise<Trace | undefined> =>
  withJournal(folder, async journal => {
    const record = findRecord(journal.view, ref);
    return record && traceOf(record, await journal.trace(record.id));
  });

export async function trace(folder: string, ref: string, output: Output): Promise<number> {
  const found = await traceHere(folder, ref);
  if (found === undefined) throw unknown(ref);
  output.data(found);
  for (const line of traceInWords(found)) output.say(line);
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
