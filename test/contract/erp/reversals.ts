import { expect, test } from 'vitest';
import { add, money } from '../../../core/model/money.ts';
import type { ReversalWish } from '../../../core/model/reversal.ts';
import type { SalesOrder } from '../../../core/model/sales-order.ts';
import type { Erp } from '../../../core/ports.ts';
import { freshNumber, orderKey, postExactly, simpleDraft } from './drafts.ts';
import { signal, type ErpFixture } from './fixture.ts';

const DAY = '2026-11-20';

export function reversalPromises(open: () => ErpFixture): void {
  const wishOf = ({ key, totals }: SalesOrder): ReversalWish => ({ key, totals, day: DAY });
  const posted = async (): Promise<SalesOrder> => postExactly(open(), await simpleDraft(open()));
  async function invoiced(paid = false) {
    const { erp, paymentMethod } = open();
    const order = await posted();
    const invoice = await erp.createInvoice(order, '2026-11-13', signal());
    const amount = invoice.totals.gross;
    const key = `shopify:transaction:${freshNumber()}`;
    const payment = { key, invoiceId: invoice.id, method: paymentMethod, amount, day: '2026-11-13' };
    if (paid) await erp.recordPayment(payment, signal());
    return { order, invoice, payment };
  }
  const stateOf = async ({ key }: SalesOrder) => (await open().erp.findSalesOrders([key], signal()))[0]?.state;
  const refOf = ({ id, name }: { readonly id: string; readonly name: string }) => ({ id, name });

  test('an order without an invoice is cancelled, and takes nothing from the warehouse any more', async () => {
    const { erp, count, promised, items } = open();
    expect(erp.features.reversals).toBe(true);
    const warehouse = open().warehouse;
    const draft = { ...(await simpleDraft(open())), warehouse };
    const before = await promised(items[0], warehouse);
    const order = await postExactly(open(), draft);
    expect(await promised(items[0], warehouse)).toBe(before + 2);
    const documents = { order: refOf(order), invoice: undefined, creditNote: undefined };
    expect(await erp.reversalOf(wishOf(order), signal())).toEqual({ kind: 'open', ...documents });
    expect(await stateOf(order)).toBe('posted');
    const counted = await count();
    expect(await erp.reverseSalesOrder(wishOf(order), signal())).toEqual(documents);
    expect(await stateOf(order)).toBe('cancelled');
    expect(await promised(items[0], warehouse)).toBe(before);
    expect(await erp.reversalOf(wishOf(order), signal())).toEqual({ kind: 'reversed', ...documents });
    expect(await erp.reverseSalesOrder(wishOf(order), signal())).toEqual(documents);
    expect(await count()).toEqual(counted);
  });

  test('an invoice gets one credit note over all of it, however often it is asked for', async () => {
    const { erp, count, invoiceFacts, creditNoteFacts } = open();
    const { order, invoice } = await invoiced();
    const asked = await erp.reversalOf(wishOf(order), signal());
    expect(asked).toEqual({ kind: 'open', order: refOf(order), invoice: refOf(invoice), creditNote: undefined });
    const before = await count();
    const done = await erp.reverseSalesOrder(wishOf(order), signal());
    expect(done.creditNote?.name).toMatch(/.+/);
    expect(await erp.reverseSalesOrder({ ...wishOf(order), day: '2026-11-21' }, signal())).toEqual(done);
    await Promise.allSettled([1, 2, 3].map(() => erp.reverseSalesOrder(wishOf(order), signal())));
    expect(await count()).toEqual({ ...before, creditNotes: before.creditNotes + 1 });
    expect(await erp.reversalOf(wishOf(order), signal())).toEqual({ kind: 'reversed', ...done });
    expect(await stateOf(order)).toBe('cancelled');
    expect((await invoiceFacts(invoice.id)).open).toBe('0.00');
    expect(await creditNoteFacts(done.creditNote?.id ?? '')).toEqual({
      day: DAY,
      customer: (await invoiceFacts(invoice.id)).customer,
      invoice: invoice.id,
      net: order.totals.net.amount,
      tax: order.totals.tax.amount,
      open: '0.00',
    });
  });

  test('at once, too', async () => {
    const { erp, count } = open();
    const { order } = await invoiced();
    const before = await count();
    await Promise.allSettled([1, 2, 3, 4].map(() => erp.reverseSalesOrder(wishOf(order), signal())));
    await erp.reverseSalesOrder(wishOf(order), signal());
    expect(await count()).toEqual({ ...before, creditNotes: before.creditNotes + 1 });
    expect(await stateOf(order)).toBe('cancelled');
  });

  test('what was paid stays, to the customer’s credit', async () => {
    const { erp, count, creditNoteFacts } = open();
    const { order, payment } = await invoiced(true);
    const before = await count();
    const { creditNote } = await erp.reverseSalesOrder(wishOf(order), signal());
    expect((await creditNoteFacts(creditNote?.id ?? '')).open).toBe(payment.amount.amount);
    expect(await erp.findPayment(payment.key, signal())).toBeDefined();
    expect((await count()).payments).toBe(before.payments);
  });

  test('an order that is another by now, went out, or is not posted stays as it is, and says why', async () => {
    const { erp, count, ship } = open();
    const unknown = { key: orderKey(), totals: (await posted()).totals, day: DAY };
    const { order } = await invoiced();
    const penny = money('0.01', order.totals.gross.currency);
    const dearer = { ...order.totals, net: add(order.totals.net, penny), gross: add(order.totals.gross, penny) };
    const { order: shipped } = await invoiced();
    await ship(shipped.id);
    const draft = await erp.draftSalesOrder(await simpleDraft(open()), signal());
    const before = await count();
    for (const [wish, why] of [
      [unknown, /not in .* any more/],
      [{ ...wishOf(order), totals: dearer }, /has other totals/],
      [wishOf(shipped), /left the shelf/],
      [wishOf(draft), /draft again/],
    ] as const) {
      expect(await erp.reversalOf(wish, signal())).toEqual({ kind: 'refused', why: expect.stringMatching(why) });
      const refusal = {
        category: 'rejected',
        code: 'not-reversed',
        system: 'erp',
        message: expect.stringMatching(why),
      };
      await expect(erp.reverseSalesOrder(wish, signal())).rejects.toMatchObject(refusal);
    }
    expect(await count()).toEqual(before);
    expect(await stateOf(order)).toBe('posted');
    expect(await stateOf(shipped)).toBe('posted');
  });

  test('it survives the loss of any answer', async () => {
    const { erp, count, losing } = open();
    for (let nth = 1; nth < 40; nth += 1) {
      const { order } = await invoiced(nth % 2 === 0);
      const before = await count();
      const half: Erp = await losing(nth);
      const lost = await half.reverseSalesOrder(wishOf(order), signal()).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (lost !== undefined) expect(lost).toMatchObject({ category: expect.stringMatching(/transient|busy/) });
      const done = await erp.reverseSalesOrder(wishOf(order), signal());
      expect(await erp.reversalOf(wishOf(order), signal())).toEqual({ kind: 'reversed', ...done });
      expect(await count()).toEqual({ ...before, creditNotes: before.creditNotes + 1 });
      if (lost === undefined) return;
    }
    throw new Error('The reversal never came to its end');
  });
}
