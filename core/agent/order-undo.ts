import { withRetry, retryPolicies } from '../engine/retry.ts';
import { notUndone, type Undone } from '../engine/undo.ts';
import { orderKey } from '../flows/import-orders/keys.ts';
import { reversalFields } from '../flows/import-orders/writes.ts';
import type { Entry } from '../journal/entry.ts';
import type { UndoLook } from '../model/goods-view.ts';
import { money } from '../model/money.ts';
import type { Reversal, Reversed } from '../model/reversal.ts';
import type { Totals } from '../model/sales-order.ts';
import { dayOf, instantOf } from '../model/time.ts';
import type { Connection } from './connect.ts';
import type { AgentDeps } from './ports.ts';
import { staysBehind } from './stays-behind.ts';

type Found =
  | { readonly refusal: string }
  | { readonly documents: Reversed; readonly story: readonly Entry[]; readonly connection: Connection };

/** What the ERP made of an order when it was posted. Undefined: an entry of an older version does not say. */
function postedTotals(story: readonly Entry[], seq: number): Totals | undefined {
  const landed = story.find(entry => entry.seq === seq);
  if (landed?.kind !== 'landed') return undefined;
  const sent = story.findLast(entry => entry.kind === 'intended' && entry.write.key === landed.key && entry.seq < seq);
  if (sent?.kind !== 'intended') return undefined;
  const told = new Map([...sent.write.fields, ...landed.landed.fields].map(({ field, after }) => [field, after]));
  const { currency, net, tax, gross } = {
    currency: told.get('currency'),
    net: told.get('net'),
    tax: told.get('tax'),
    gross: told.get('gross') ?? told.get('total'),
  };
  if (typeof currency !== 'string' || typeof net !== 'string' || typeof tax !== 'string' || typeof gross !== 'string')
    return undefined;
  return { net: money(net, currency), tax: money(tax, currency), gross: money(gross, currency) };
}

/** Taking posted orders back. What is asked for is done by a run, as every other Write of an order. */
export function createOrderUndo(
  { journal, clock, erp, policies = retryPolicies }: AgentDeps,
  connected: (signal: AbortSignal) => Promise<Connection>,
) {
  async function find({ recordId, seq, action }: Undone, signal: AbortSignal): Promise<Found> {
    const record = journal.view.records.get(recordId);
    const refused = (refusal: string): Found => ({ refusal });
    const connection = await connected(signal);
    const { name } = connection.erp;
    if (action !== 'post-sales-order') return refused(`Take the order back: this goes with it, or stays in ${name}.`);
    if (!erp.features.reversals) return refused(`${name} does not let us take an order back: cancel it there.`);
    if (record?.undoing !== undefined) return refused('It is being taken back already.');
    const story = await journal.trace(recordId);
    const totals = postedTotals(story, seq);
    if (totals === undefined) return refused(`What was posted is not told exactly enough: take it back in ${name}.`);
    const day = dayOf(instantOf(clock.now()), connection.shop.zone);
    const wish = { key: orderKey(recordId), totals, day };
    const now: Reversal = await withRetry({ policies, clock, signal }, () => erp.reversalOf(wish, signal));
    if (now.kind === 'refused') return refused(now.why);
    if (now.kind === 'reversed') return refused(`${now.order.name} is cancelled in ${name} already.`);
    return { documents: now, story, connection };
  }

  return {
    async look(undone: Undone & { readonly name: string }, signal: AbortSignal): Promise<UndoLook> {
      const words = `Take the sales order of ${undone.name} back`;
      const found = await find(undone, signal);
      if ('refusal' in found) return { words, fields: [], stays: [], refusal: found.refusal };
      const { documents, story, connection } = found;
      const { order, invoice, creditNote } = documents;
      const fields = reversalFields(order.name, creditNote === undefined ? invoice?.name : undefined);
      const stays = await staysBehind(journal, { ...undone, documents, story }, connection);
      return { words, fields, stays, refusal: undefined };
    },
    /** Journals that a person wants it. @throws SyncError 'not-undone' with the reason, and nothing is journaled */
    async ask(undone: Undone & { readonly name: string }, by: string, signal: AbortSignal): Promise<void> {
      const found = await find(undone, signal);
      if ('refusal' in found) throw notUndone(found.refusal);
      const { recordId: id, name, seq } = undone;
      await journal.append({ kind: 'unwanted', record: { id, name }, undoes: seq, by });
    },
    /** @throws what kept it from being done */
    demandBack(id: string): void {
      const record = journal.view.records.get(id);
      if (record?.state === 'skipped') return;
      throw notUndone(record?.problem?.explanation ?? 'It is tried again by itself.');
    },
  };
}
export type OrderUndo = ReturnType<typeof createOrderUndo>;
