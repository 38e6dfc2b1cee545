import {
  reversalFrom,
  type Reversal,
  type ReversalFacts,
  type ReversalWish,
  type Reversed,
} from '../../model/reversal.ts';
import type { ErpRef } from '../../model/sales-order.ts';
import { openOf, reversed } from './books.ts';
import type { Store } from './client.ts';
import { creditNote, invoice } from './documents.ts';
import { idOf, pathOf } from './names.ts';
import type { Orders } from './orders.ts';
import { refOf } from './parse.ts';
import { refuse } from './refuse.ts';

/** Taking posted orders back. The order's own file comes last: it says that all of it is done. */
export function openReversals(store: Store, orders: Orders) {
  async function factsOf(key: string): Promise<ReversalFacts | undefined> {
    const [order] = await orders.find([key]);
    if (order === undefined) return undefined;
    const note = await store.read(pathOf('credit-notes', order.id), creditNote);
    const billed = await store.read(pathOf('invoices', order.id), invoice);
    const isWhole = note !== undefined && billed?.creditNote === note.number;
    return {
      order,
      isOut: order.delivered,
      invoices: order.invoice?.state === 'posted' ? [order.invoice] : [],
      creditNote: isWhole ? refOf(order.id, note) : undefined,
      otherCreditNotes: [],
      bars: [],
    };
  }

  const look = async (wish: ReversalWish): Promise<Reversal> =>
    reversalFrom(await factsOf(wish.key), wish, 'the sample ERP');

  /** The note first, then the invoice says that it is credited. */
  async function credit(id: string, day: string): Promise<ErpRef> {
    const billed = await store.read(pathOf('invoices', id), invoice);
    if (billed === undefined)
      throw refuse('unknown-invoice', 'The invoice is not there any more.', 'Look into the ERP.');
    const there = await store.read(pathOf('credit-notes', id), creditNote);
    const { key, reference, salesOrder, customer, currency, totals } = billed;
    const entries = [...reversed(billed.entries)];
    const head = { key, reference, salesOrder, customer, currency, totals, entries };
    const note = there ?? { number: await store.claimNumber('CN'), invoice: billed.number, day, ...head };
    if (there === undefined && !(await store.create(pathOf('credit-notes', id), note))) return credit(id, day);
    const credited = { ...billed, creditNote: note.number };
    await store.replace(pathOf('invoices', id), { ...credited, open: openOf(credited) });
    return refOf(id, note);
  }

  return {
    look,

    async reverse(wish: ReversalWish): Promise<Reversed> {
      const found = await look(wish);
      if (found.kind === 'refused') throw refuse('not-reversed', found.why, 'Look at it in the ERP.');
      const { order, invoice: billed } = found;
      const note = found.creditNote ?? (billed === undefined ? undefined : await credit(idOf(wish.key), wish.day));
      if (found.kind === 'open') await orders.cancel(idOf(wish.key));
      return { order, invoice: billed, creditNote: note };
    },
  };
}
