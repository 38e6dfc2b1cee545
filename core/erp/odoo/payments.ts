import { z } from 'zod';
import { SyncError } from '../../errors.ts';
import type { ErpRef, PaymentDraft } from '../../model/sales-order.ts';
import type { Client } from './client.ts';
import { periodLocked, refused } from './failures.ts';
import { externalId, type Keys } from './keys.ts';
import type { MasterData } from './master-data.ts';
import type { Moves } from './moves.ts';
import { ids, link, recordId, text } from './parse.ts';

const payments = z.array(
  z.object({
    id: z.number(),
    name: text,
    state: z.string(),
    move_id: z.union([link, z.literal(false)]),
    reconciled_invoice_ids: ids,
  }),
);
type PaymentRecord = z.output<typeof payments>[number];
const FIELDS = Object.keys(payments.element.shape);
const openLines = z.array(z.object({ id: z.number(), payment_id: z.union([link, z.literal(false)]) }));
const nothing = z.union([z.literal(false), z.literal(true), z.null()]);

export function openPayments(client: Client, keys: Keys, masters: MasterData, moves: Moves) {
  const read = async (id: number, signal: AbortSignal): Promise<PaymentRecord | undefined> =>
    (await client.call('the payment', 'account.payment/read', { ids: [id], fields: FIELDS }, payments, signal))[0];

  /** What is still open of the invoice and of the payment, matched against each other. @returns the payment's name, if told. */
  async function match(invoiceId: number, paymentId: number, signal: AbortSignal): Promise<string | undefined> {
    const domain = [
      '|',
      ['move_id', '=', invoiceId],
      ['payment_id', '=', paymentId],
      ['account_id.account_type', '=', 'asset_receivable'],
      ['reconciled', '=', false],
    ];
    const body = { domain, fields: ['payment_id'] };
    const lines = await client.call('open items', 'account.move.line/search_read', body, openLines, signal);
    const ofPayment = lines.flatMap(line => (line.payment_id === false ? [] : [line.payment_id[1]]));
    const [name] = ofPayment;
    // Paid otherwise meanwhile: the payment stays as the customer's credit.
    if (ofPayment.length === 0 || ofPayment.length === lines.length) return name;
    const open = lines.map(line => line.id);
    try {
      await client.call('the payment', 'account.move.line/reconcile', { ids: open }, nothing, signal);
    } catch (error) {
      if (!(error instanceof SyncError) || error.category !== 'rejected') throw error;
      if ((await read(paymentId, signal))?.reconciled_invoice_ids.includes(invoiceId) !== true) throw error;
    }
    return name;
  }

  return {
    async find(key: string, signal: AbortSignal): Promise<ErpRef | undefined> {
      const [id] = (await keys.find('account.payment', [key], signal)).values();
      const payment = id === undefined ? undefined : await read(id, signal);
      return payment === undefined || isHalfMade(payment) ? undefined : refOf(payment, key);
    },

    async record(draft: PaymentDraft, signal: AbortSignal): Promise<ErpRef> {
      signal.throwIfAborted();
      const { key, amount, day } = draft;
      const invoiceId = recordId(draft.invoiceId);
      const [invoice] = invoiceId === undefined ? [] : await moves.read([invoiceId], signal);
      if (invoice === undefined || invoice.partner_id === false)
        throw refused('unknown-invoice', `Odoo has no invoice "${draft.invoiceId}".`, 'Create the invoice first.');
      const named = invoice.name ?? 'The invoice';
      if (invoice.state !== 'posted')
        throw refused('invoice-not-posted', `${named} is not posted and takes no payment.`, 'Look at it in Odoo.');
      const [currencyId, currency] = invoice.currency_id;
      if (currency !== amount.currency)
        throw refused(
          'other-currency',
          `${named} is in ${currency}, the payment in ${amount.currency}.`,
          'Record the payment by hand.',
        );
      const { allLockedTo } = await masters.company(signal);
      // Odoo would quietly book it today instead.
      if (day <= allLockedTo) throw periodLocked('payment', allLockedTo, day);
      const cells = {
        id: externalId(key),
        payment_type: 'inbound',
        partner_type: 'customer',
        'partner_id/.id': String(invoice.partner_id[0]),
        amount: amount.amount,
        'currency_id/.id': String(currencyId),
        'journal_id/.id': String(await masters.journalId(draft.method, signal)),
        date: day,
        memo: invoice.ref ?? '',
        payment_reference: key,
        'invoice_ids/.id': String(invoice.id),
      };
      const row = Object.values(cells);
      const id = await client.load('the payment', 'account.payment', Object.keys(cells), [row], signal);
      await client.call('the payment', 'account.payment/action_post', { ids: [id] }, nothing, signal);
      const name = await match(invoice.id, id, signal);
      if (name !== undefined) return { id: String(id), name };
      const payment = await read(id, signal);
      return payment === undefined ? { id: String(id), name: key } : refOf(payment, key);
    },
  };
}

/** Not posted, or posted into the books and matched with nothing. */
const isHalfMade = ({ state, move_id, reconciled_invoice_ids }: PaymentRecord): boolean =>
  state === 'draft' || (state === 'in_process' && move_id !== false && reconciled_invoice_ids.length === 0);

const refOf = ({ id, name }: PaymentRecord, key: string): ErpRef => ({ id: String(id), name: name ?? key });
