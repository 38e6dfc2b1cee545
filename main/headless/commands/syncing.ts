import type { OrderRow, AgentSnapshot } from '../../../core/contract.ts';
import { connect } from '../../../core/agent/connect.ts';
import { previewOrders, type OrderPreview } from '../../../core/agent/preview.ts';
import { SyncError } from '../../../core/errors.ts';
import { readJournal } from '../../../core/journal/journal.ts';
import type { Decision, Problem } from '../../../core/model/problem.ts';
import type { RunSummary } from '../../../core/model/write.ts';
import { openSides } from '../../app.ts';
import { askRunning } from '../../control.ts';
import { userSecrets } from '../passphrase.ts';
import { bannersInWords, exitCodes, problemInWords, rowInWords, runInWords, valueOf, type Output } from './output.ts';
import { openBar, type Bar } from './progress.ts';
import { endsHere, nextStepHere, once } from './once.ts';
import { withApp } from './with-app.ts';

const codeFor = (run: RunSummary | undefined): number => {
  if (run === undefined) return exitCodes.standingBy;
  if (run.end === 'stopped' || run.end === 'cancelled') return exitCodes.failed;
  return run.end === 'attention' ? exitCodes.attention : exitCodes.ok;
};

/** The run, and under it what the whole agent needs a person for. */
function report(run: RunSummary | undefined, { banners }: AgentSnapshot, output: Output, stopped?: unknown): number {
  output.data(run ?? { end: 'standing-by' });
  output.say(run === undefined ? 'Another PC does the syncing. Nothing was done here.' : runInWords(run));
  for (const line of bannersInWords(banners)) output.say(line);
  const nextStep = stopped instanceof SyncError ? nextStepHere(stopped) : undefined;
  if (stopped instanceof SyncError && nextStep !== undefined && banners.every(one => one.code !== stopped.code))
    output.say(nextStep);
  return codeFor(run);
}

const follow =
  (bar: Bar) =>
  ({ running }: AgentSnapshot): void => {
    if (running !== undefined) bar.at(running.done, running.total ?? Math.max(running.done, 1), running.words);
  };

/** One run now: by the agent that is running on this folder, else by this process. */
export async function syncOnce(folder: string, json: boolean, output: Output): Promise<number> {
  const asked = await askRunning(folder, 'run.now');
  if (asked !== undefined) {
    valueOf(asked);
    const reply = await askRunning(folder, 'snapshot');
    if (reply === undefined) return exitCodes.failed;
    const snapshot = valueOf(reply);
    return report(snapshot.light === 'standing-by' ? undefined : snapshot.lastRun, snapshot, output);
  }
  return withApp(folder, async ({ agent }) => {
    const bar = openBar(!json, 'Reading orders from Shopify');
    const unsubscribe = agent.subscribe(follow(bar));
    const result = await agent.run({ trigger: 'manual' }).finally(unsubscribe);
    bar.end(result?.summary.words ?? 'Another PC does the syncing.');
    return report(result?.summary, agent.snapshot(), output, result?.stopped?.error);
  });
}

type Tried = { readonly row: OrderRow; readonly problem: Problem | undefined };

const withProblem = (row: OrderRow, { problems }: AgentSnapshot): Tried => ({
  row,
  problem: problems.find(card => card.recordId === row.id)?.problem,
});

const retryHere = (folder: string, ref: string, decision: Decision | undefined): Promise<Tried> =>
  withApp(folder, async ({ agent: { handlers, snapshot } }) => {
    const row = await (decision === undefined ? handlers['order.retry'](ref) : handlers['order.decide'](ref, decision));
    return withProblem(row, snapshot());
  });

async function asTried(folder: string, row: OrderRow): Promise<Tried> {
  const reply = await askRunning(folder, 'snapshot');
  return reply === undefined ? { row, problem: undefined } : withProblem(row, valueOf(reply));
}

/** Observes and plans one order again, and posts what is missing. */
export async function retryOrder(
  folder: string,
  ref: string,
  decision: Decision | undefined,
  output: Output,
): Promise<number> {
  const asked =
    decision === undefined
      ? await askRunning(folder, 'order.retry', ref)
      : await askRunning(folder, 'order.decide', ref, decision);
  const tried = asked === undefined ? await retryHere(folder, ref, decision) : await asTried(folder, valueOf(asked));
  const { row, problem } = tried;
  output.data(row);
  output.say(rowInWords(row));
  for (const line of problem === undefined ? [] : problemInWords(problem)) output.say(line);
  if (row.state === 'pending' && asked === undefined) output.say(endsHere);
  return row.state === 'posted' || row.state === 'skipped' ? exitCodes.ok : exitCodes.attention;
}

const previewInWords = ({ ref, plan }: OrderPreview): readonly string[] => {
  switch (plan.kind) {
    case 'skip':
      return [`${ref.name}: left out. ${plan.reason}`];
    case 'wait':
      return [`${ref.name}: not yet. ${plan.reason}`];
    case 'park':
    case 'conflict':
      return [`${ref.name}: waits for a person. ${plan.problem.explanation}`];
    case 'write':
      return plan.writes.flatMap(write => [
        `${ref.name}: ${write.action} (${write.rule})`,
        ...write.fields.map(
          ({ field, before, after }) =>
            `    ${field}: ${before === null ? '' : `${String(before)} -> `}${String(after)}`,
        ),
      ]);
  }
};

/** A body may name the customer; what it would change stands in the fields. */
const withoutBodies = (plan: OrderPreview['plan']): unknown =>
  plan.kind === 'write' ? { ...plan, writes: plan.writes.map(({ body: _body, ...write }) => write) } : plan;

/** The full list of intended Writes; nothing is sent to either side, and the journal is only read. */
export const preview = (folder: string, order: string | undefined, output: Output): Promise<number> =>
  once(() => previewHere(folder, order, output));

async function previewHere(folder: string, order: string | undefined, output: Output): Promise<number> {
  const sides = await openSides(folder, { keptSecrets: userSecrets(folder) });
  const journal = await readJournal(folder);
  const { signal } = new AbortController();
  try {
    const connection = await connect(sides.shop, sides.erp, sides.clock.now(), signal);
    const all: unknown[] = [];
    let waiting = 0;
    for await (const one of previewOrders(sides, connection, journal.view, order, signal)) {
      if (one.plan.kind === 'park' || one.plan.kind === 'conflict') waiting += 1;
      all.push({ ref: one.ref, plan: withoutBodies(one.plan) });
      for (const line of previewInWords(one)) output.say(line);
    }
    if (order !== undefined && all.length === 0) {
      throw new SyncError('rejected', 'order-unknown', `Shopify shows no order ${order}.`, {
        nextStep: 'Check the order number.',
      });
    }
    output.data(all);
    output.say(`${all.length} ${all.length === 1 ? 'order' : 'orders'} looked at. Nothing was written.`);
    return waiting === 0 ? exitCodes.ok : exitCodes.attention;
  } finally {
    await journal.close();
    await sides.log.close();
  }
}
