import { sameTotals, type ErpRef, type Invoice, type Totals } from './sales-order.ts';
import type { Day } from './time.ts';

/** A posted order that is to be taken back, as it was posted: one that is another by now stays as it is. */
export type ReversalWish = {
  /** The order's. */
  readonly key: string;
  readonly totals: Totals;
  /** Of the credit note. */
  readonly day: Day;
};

/** The documents of an order that is taken back; `creditNote` undefined: there was no invoice. */
export type Reversed = {
  readonly order: ErpRef;
  readonly invoice: ErpRef | undefined;
  readonly creditNote: ErpRef | undefined;
};

/** What the proper reversal of a sales order would do now. */
export type Reversal =
  /** First `invoice` gets its credit note, unless `creditNote` is there already, then the order is cancelled. */
  | ({ readonly kind: 'open' } & Reversed)
  /** The order is cancelled, and its invoice credited. */
  | ({ readonly kind: 'reversed' } & Reversed)
  /** `why`: a sentence. */
  | { readonly kind: 'refused'; readonly why: string };

/** What an ERP holds of an order that may be taken back. */
export type ReversalFacts = {
  readonly order: ErpRef & { readonly state: 'draft' | 'posted' | 'cancelled'; readonly totals: Totals };
  /** Goods have left their shelf. */
  readonly isOut: boolean;
  /** Posted ones. */
  readonly invoices: readonly Invoice[];
  /** Posted, and made by an earlier try. */
  readonly creditNote: ErpRef | undefined;
  /** Made by other hands, posted or not. */
  readonly otherCreditNotes: readonly ErpRef[];
  /** The ERP's own bar: a lock, a closed period. `creditNote`: to that document only. */
  readonly bars: readonly { readonly why: string; readonly creditNote: boolean }[];
};

/** Pure: what may become of these documents. `erp`: as people call it. */
export function reversalFrom(facts: ReversalFacts | undefined, { totals }: ReversalWish, erp: string): Reversal {
  if (facts === undefined) return refused(`The sales order is not in ${erp} any more.`);
  const { order, invoices, creditNote, otherCreditNotes, isOut, bars } = facts;
  const [invoice] = invoices;
  const documents: Reversed = {
    order: refOf(order),
    invoice: invoice && refOf(invoice),
    creditNote: creditNote && refOf(creditNote),
  };
  if (order.state === 'draft') return refused(`${order.name} was made a draft again in ${erp}.`);
  const [other] = otherCreditNotes;
  if (other !== undefined)
    return refused(`${order.name} has a credit note in ${erp} that was made by hand (${other.name}): finish it there.`);
  if (invoices.length > 1)
    return refused(`${order.name} has ${invoices.length} invoices in ${erp}: take them back there.`);
  if (order.state === 'cancelled')
    return invoice === undefined || creditNote !== undefined
      ? { kind: 'reversed', ...documents }
      : refused(
          `${order.name} was cancelled in ${erp}, but its invoice ${invoice.name} stands: make a credit note for it there.`,
        );
  if (isOut)
    return refused(
      `Goods of ${order.name} have left the shelf. Take them back with a return in ${erp}, and make the credit note there.`,
    );
  if (!sameTotals(order.totals, totals))
    return refused(`${order.name} has other totals in ${erp} than it was posted with.`);
  if (invoice !== undefined && !sameTotals(invoice.totals, totals))
    return refused(`The invoice ${invoice.name} has other totals than ${order.name}: take it back in ${erp}.`);
  const needsNote = invoice !== undefined && creditNote === undefined;
  const bar = bars.find(one => needsNote || !one.creditNote);
  return bar === undefined ? { kind: 'open', ...documents } : refused(bar.why);
}

const refused = (why: string): Reversal => ({ kind: 'refused', why });

const refOf = ({ id, name }: ErpRef): ErpRef => ({ id, name });
