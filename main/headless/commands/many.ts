import { mostAtOnce, type OrderRow, type AgentSnapshot } from '../../../core/contract.ts';
import { exitCodes, rowInWords, type Output } from './output.ts';
import { withAgent } from './with-agent.ts';

type Rows = readonly OrderRow[];
type Work = (refs: readonly string[]) => Promise<Rows>;

/** As one run, unless there are more orders than one request may name. */
async function inBatches(refs: readonly string[], work: Work): Promise<Rows> {
  const rows: OrderRow[] = [];
  for (let at = 0; at < refs.length; at += mostAtOnce) rows.push(...(await work(refs.slice(at, at + mostAtOnce))));
  return rows;
}

/** Orders alone: what of goods waits is compared by every sync. What a person must decide is not tried: it would only wait again. */
const retriable = ({ problems }: AgentSnapshot): readonly string[] =>
  problems
    .filter(({ about, decisions }) => about === 'order' && decisions.length === 0)
    .map(({ recordId }) => recordId);

/** Tries again every order that waits, oldest first: after a right, a price list or a product was added in the ERP. */
export async function retryAll(folder: string, output: Output): Promise<number> {
  const rows = await withAgent(folder, async agent =>
    inBatches(retriable(await agent.snapshot()), refs => agent.ask('orders.retry', refs)),
  );
  output.data(rows);
  for (const row of rows) output.say(rowInWords(row));
  if (rows.length === 0) output.say('No order waits to be tried again.');
  return rows.every(({ state }) => state === 'posted' || state === 'skipped') ? exitCodes.ok : exitCodes.attention;
}

/** Leaves orders out with a reason. Exit code 3: one of them waits or differs all the same. */
export async function ignore(folder: string, refs: readonly string[], reason: string, output: Output): Promise<number> {
  const rows = await withAgent(folder, agent => agent.ask('orders.ignore', refs, reason));
  output.data(rows);
  for (const row of rows) output.say(rowInWords(row));
  output.say('An order that changes in Shopify is looked at again; "counterfoil retry" does so now.');
  return rows.every(({ ignored }) => ignored) ? exitCodes.ok : exitCodes.attention;
}
