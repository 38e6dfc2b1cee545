import type { OrderRow, AgentSnapshot } from '../../../core/contract.ts';
import { SyncError } from '../../../core/errors.ts';
import type { Decision, Problem } from '../../../core/model/problem.ts';
import type { RunSummary } from '../../../core/model/write.ts';
import { askRunning } from '../../control.ts';
import { goodsRunsInWords, planInWords } from './goods-lines.ts';
import { bannersInWords, exitCodes, problemInWords, rowInWords, runInWords, valueOf, type Output } from './output.ts';
import { openBar, type Bar } from './progress.ts';
import { endsHere, nextStepHere } from './once.ts';
import { withApp } from './with-app.ts';

const codeFor = (run: RunSummary): number => {
  if (run.end === 'stopped' || run.end === 'cancelled') return exitCodes.failed;
  return run.end === 'attention' ? exitCodes.attention : exitCodes.ok;
};

/** The worst end of all flows decides: orders that went well hide no stock that did not. */
function codeOf(run: RunSummary, goods: AgentSnapshot['goods'], plans: AgentSnapshot['plans']): number {
  const ends = goods.map(({ end }) => end);
  if (ends.includes('stopped') || ends.includes('cancelled')) return exitCodes.failed;
  const code = codeFor(run);
  return code === exitCodes.ok && (ends.includes('attention') || plans.length > 0) ? exitCodes.attention : code;
}

/** The run of orders, what became of each other flow, and under it what the whole agent needs a person for. */
function report(
  run: RunSummary | undefined,
  snapshot: AgentSnapshot,
  output: Output,
  { ordersAlone, stopped }: { readonly ordersAlone: boolean; readonly stopped?: unknown },
): number {
  const { banners } = snapshot;
  const [goods, plans] = ordersAlone ? [[], []] : [snapshot.goods, snapshot.plans];
  output.data(run === undefined ? { end: 'standing-by' } : { ...run, goods, plans });
  output.say(run === undefined ? 'Another PC does the syncing. Nothing was done here.' : runInWords(run));
  if (run !== undefined) for (const line of goodsRunsInWords(goods)) output.say(line);
  for (const line of bannersInWords(banners)) output.say(line);
  for (const line of plans.flatMap(planInWords)) output.say(line);
  const nextStep = stopped instanceof SyncError ? nextStepHere(stopped) : undefined;
  if (stopped instanceof SyncError && nextStep !== undefined && banners.every(one => one.code !== stopped.code))
    output.say(nextStep);
  return run === undefined ? exitCodes.standingBy : codeOf(run, goods, plans);
}

const follow =
  (bar: Bar) =>
  ({ running }: AgentSnapshot): void => {
    if (running !== undefined) bar.at(running.done, running.total ?? Math.max(running.done, 1), running.words);
  };

/** One run now, of all flows or of orders alone: by the agent that is running on this folder, else by this process. */
export async function syncOnce(folder: string, ordersAlone: boolean, json: boolean, output: Output): Promise<number> {
  const asked = await (ordersAlone ? askRunning(folder, 'plan.again', 'import-orders') : askRunning(folder, 'run.now'));
  if (asked !== undefined) {
    valueOf(asked);
    const reply = await askRunning(folder, 'snapshot');
    if (reply === undefined) return exitCodes.failed;
    const snapshot = valueOf(reply);
    const run = snapshot.light === 'standing-by' ? undefined : snapshot.lastRun;
    return report(run, snapshot, output, { ordersAlone });
  }
  return withApp(folder, async ({ agent }) => {
    const bar = openBar(!json, 'Reading both sides');
    const unsubscribe = agent.subscribe(follow(bar));
    const wish = ordersAlone
      ? ({ trigger: 'manual', flow: 'import-orders' } as const)
      : ({ trigger: 'manual' } as const);
    const result = await agent.run(wish).finally(unsubscribe);
    bar.end(result?.summary.words ?? 'Another PC does the syncing.');
    return report(result?.summary, agent.snapshot(), output, { ordersAlone, stopped: result?.stopped?.error });
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
