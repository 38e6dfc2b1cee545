import { expect, test } from 'vitest';
import { money, subtract } from '../../../core/model/money.ts';
import type { Invoice, PaymentDraft } from '../../../core/model/sales-order.ts';
import { draftOf, freshNumber, postExactly, simpleDraft, type Basket } from './drafts.ts';
import { signal, type ErpFixture } from './fixture.ts';

const DAY = '2026-11-13';

export function billingPromises(open: () => ErpFixture): void {
  const invoiced = async (basket: Partial<Basket> = {}): Promise<Invoice> => {
    const fixture = open();
    return fixture.erp.createInvoice(await postExactly(fixture, await simpleDraft(fixture, basket)), DAY, signal());
  };
  const paymentOf = (invoice: Invoice, changes: Partial<PaymentDraft> = {}): PaymentDraft => ({
    key: `shopify:transaction:${freshNumber()}`,
    invoiceId: invoice.id,
    method: open().paymentMethod,
    amount: invoice.totals.gross,
    day: DAY,
    ...changes,
  });

  test('invoices a posted order once, for exactly its totals', async () => {
    const fixture = open();
    const { erp, count } = fixture;
    const draft = await simpleDraft(fixture, {
      discount: '5.00',
      lines: [
        { price: '14.99', quantity: 3 },
        { price: '21.00', rate: '0.05' },
      ],
    });
    const order = await postExactly(fixture, draft);
    const before = await count();
    const invoice = await erp.createInvoice(order, DAY, signal());
    expect(invoice).toMatchObject({ state: 'posted', totals: order.totals });
    expect(invoice.name).not.toBe('');
    expect(await erp.createInvoice(order, '2026-11-20', signal())).toEqual(invoice);
    expect((await count()).invoices).toBe(before.invoices + 1);
    const [found] = await erp.findSalesOrders([order.key], signal());
    expect(found).toEqual({ ...order, invoice });
    expect(await fixture.invoiceFacts(invoice.id)).toEqual({
      day: DAY,
      customer: draft.customerId,
      reference: draft.reference,
      open: order.totals.gross.amount,
    });
  });

  test('keeps every penny of an order that was drafted twice', async () => {
    const fixture = open();
    const lines = [
      { price: '0.07', quantity: 999 },
      { price: '14.99', quantity: 7 },
      { price: '5.55', rate: '0.05' },
    ];
    const first = await simpleDraft(fixture, { discount: '10.00', lines });
    await fixture.erp.draftSalesOrder(first, signal());
    const again = draftOf(fixture, first.customerId, {
      discount: '3.33',
      lines: [...lines, { price: '7.77', rate: '0' }],
    });
    const order = await postExactly(fixture, { ...again, key: first.key });
    expect(order.totals.gross).toEqual(again.totals.gross);
    expect((await fixture.erp.createInvoice(order, DAY, signal())).totals).toEqual(order.totals);
  });

  test('carries the rounding line into the invoice', async () => {
    const fixture = open();
    const draft = await simpleDraft(fixture, { lines: [{ price: '12.00' }] });
    const rounding = { item: fixture.roundingItem, amount: money('0.01', fixture.currency) };
    const order = await fixture.erp.postSalesOrder(draft, rounding, signal());
    const invoice = await fixture.erp.createInvoice(order, DAY, signal());
    expect(invoice.totals).toEqual(order.totals);
  });

  test('makes one invoice when asked several times at once', async () => {
    const fixture = open();
    const order = await postExactly(fixture, await simpleDraft(fixture));
    const before = await fixture.count();
    await Promise.allSettled([1, 2, 3].map(() => fixture.erp.createInvoice(order, DAY, signal())));
    expect((await fixture.erp.createInvoice(order, DAY, signal())).state).toBe('posted');
    expect((await fixture.count()).invoices).toBe(before.invoices + 1);
  });

  test('refuses to invoice a draft or an order it does not have', async () => {
    const fixture = open();
    const draft = await fixture.erp.draftSalesOrder(await simpleDraft(fixture), signal());
    const before = await fixture.count();
    const refused = { category: 'rejected', system: 'erp' };
    await expect(fixture.erp.createInvoice(draft, DAY, signal())).rejects.toMatchObject(refused);
    const unknown = { id: '999999999', key: `shopify:order:${freshNumber()}`, reference: '#0' };
    await expect(fixture.erp.createInvoice(unknown, DAY, signal())).rejects.toMatchObject(refused);
    expect(await fixture.count()).toEqual(before);
  });

  test('invoices in another currency', async () => {
    const { foreignCurrency } = open();
    const invoice = await invoiced({ currency: foreignCurrency, lines: [{ price: '10.00', rate: '0' }] });
    expect(invoice.totals.gross).toEqual(money('10', foreignCurrency));
  });

  test('records a payment once by its key', async () => {
    const { erp, count } = open();
    const payment = paymentOf(await invoiced());
    expect(await erp.findPayment(payment.key, signal())).toBeUndefined();
    const before = await count();
    const recorded = await erp.recordPayment(payment, signal());
    expect(await erp.recordPayment({ ...payment, amount: money('1', payment.amount.currency) }, signal())).toEqual(
      recorded,
    );
    expect(await erp.findPayment(payment.key, signal())).toEqual(recorded);
    expect((await count()).payments).toBe(before.payments + 1);
    expect((await open().invoiceFacts(payment.invoiceId)).open).toBe('0.00');
  });

  test('records two part payments of one invoice', async () => {
    const { erp, count } = open();
    const invoice = await invoiced();
    const part = money('10.00', invoice.totals.gross.currency);
    const before = await count();
    const first = await erp.recordPayment(paymentOf(invoice, { amount: part }), signal());
    const rest = subtract(invoice.totals.gross, part);
    expect((await open().invoiceFacts(invoice.id)).open).toBe(rest.amount);
    const second = await erp.recordPayment(paymentOf(invoice, { amount: rest, day: '2026-11-14' }), signal());
    expect(first.id).not.toBe(second.id);
    expect((await count()).payments).toBe(before.payments + 2);
    expect((await open().invoiceFacts(invoice.id)).open).toBe('0.00');
  });

  test('refuses an unknown payment method and an unknown invoice, leaving nothing', async () => {
    const { erp, count } = open();
    const invoice = await invoiced();
    const before = await count();
    const refused = { category: 'rejected', system: 'erp' };
    const wrongMethod = paymentOf(invoice, { method: 'NO-SUCH' });
    await expect(erp.recordPayment(wrongMethod, signal())).rejects.toMatchObject(refused);
    await expect(erp.recordPayment(paymentOf(invoice, { invoiceId: '999999999' }), signal())).rejects.toMatchObject(
      refused,
    );
    expect(await erp.findPayment(wrongMethod.key, signal())).toBeUndefined();
    expect(await count()).toEqual(before);
  });
}
