import { mostAtOnce, type OrderRow, type AgentSnapshot } from '../../../core/contract.ts';
import { SyncError } from '../../../core/errors.ts';
import { askRunning } from '../../control.ts';
import { exitCodes, rowInWords, valueOf, type Output } from './output.ts';
import { withApp } from './with-app.ts';

type Rows = readonly OrderRow[];
type Work = (refs: readonly string[]) => Rows | Promise<Rows>;

/** As one run, unless there are more orders than one request may name. */
async function inBatches(refs: readonly string[], work: Work): Promise<Rows> {
  const rows: OrderRow[] = [];
  for (let at = 0; at < refs.length; at += mostAtOnce) rows.push(...(await work(refs.slice(at, at + mostAtOnce))));
  return rows;
}

async function retryByAgent(folder: string, refs: readonly string[]): Promise<Rows> {
  const reply = await askRunning(folder, 'orders.retry', refs);
  if (reply !== undefined) return valueOf(reply);
  throw new SyncError('transient', 'agent-ended', 'The agent ended meanwhile.', {
    nextStep: 'Start it again, or run this command once more.',
  });
}

/** What a person must decide is not tried: it would only wait again. */
const retriable = ({ problems }: AgentSnapshot): readonly string[] =>
  problems.filter(({ decisions }) => decisions.length === 0).map(({ recordId }) => recordId);

/** Tries again every order that waits, oldest first: after a right, a price list or a product was added in the ERP. */
export async function retryAll(folder: string, output: Output): Promise<number> {
  const asked = await askRunning(folder, 'snapshot');
  const rows =
    asked === undefined
      ? await withApp(folder, ({ agent }) => inBatches(retriable(agent.snapshot()), agent.handlers['orders.retry']))
      : await inBatches(retriable(valueOf(asked)), refs => retryByAgent(folder, refs));
  output.data(rows);
  for (const row of rows) output.say(rowInWords(row));
  if (rows.length === 0) output.say('No order waits to be tried again.');
  return rows.every(({ state }) => state === 'posted' || state === 'skipped') ? exitCodes.ok : exitCodes.attention;
}

/** Leaves orders out with a reason. Exit code 3: one of them waits or differs all the same. */
export async function ignore(folder: string, refs: readonly string[], reason: string, output: Output): Promise<number> {
  const asked = await askRunning(folder, 'orders.ignore', refs, reason);
  const rows =
    asked === undefined
      ? await withApp(folder, async ({ agent }) => agent.handlers['orders.ignore'](refs, reason))
      : valueOf(asked);
  output.data(rows);
  for (const row of rows) output.say(rowInWords(row));
  output.say('An order that changes in Shopify is looked at again; "counterfoil retry" does so now.');
  return rows.every(({ ignored }) => ignored) ? exitCodes.ok : exitCodes.attention;
}
