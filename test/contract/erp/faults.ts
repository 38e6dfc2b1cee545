import { expect, test } from 'vitest';
import { SyncError } from '../../../core/errors.ts';
import type { Erp } from '../../../core/ports.ts';
import { customerDraft, freshNumber, postExactly, simpleDraft } from './drafts.ts';
import { signal, type DocumentCounts, type ErpFixture } from './fixture.ts';

export function faultPromises(open: () => ErpFixture): void {
  /**
   * Loses the answer of the first request, then of the second, and so on until the step needs no more of them. After each
   * loss the step is repeated as a new process would, and must end with one document as if nothing had happened.
   */
  async function survives<T>(
    make: () => Promise<(erp: Erp) => Promise<T>>,
    grown: (before: DocumentCounts, after: DocumentCounts) => void,
    check: (result: T) => void,
  ): Promise<void> {
    const fixture = open();
    for (let nth = 1; nth < 40; nth += 1) {
      const step = await make();
      const before = await fixture.count();
      const lost = await step(await fixture.losing(nth)).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (lost !== undefined) {
        expect(lost).toBeInstanceOf(SyncError);
        expect(lost).toMatchObject({ system: 'erp', category: expect.stringMatching(/transient|busy/) });
      }
      check(await step(fixture.erp));
      grown(before, await fixture.count());
      if (lost === undefined) return;
    }
    throw new Error('The step never came to its end');
  }

  test('a customer survives the loss of any answer', async () => {
    await survives(
      () => {
        const draft = customerDraft();
        return Promise.resolve((erp: Erp) => erp.createCustomer(draft, signal()));
      },
      (before, after) => expect(after.customers).toBe(before.customers + 1),
      customer => expect(customer.id).not.toBe(''),
    );
  });

  test('a sales order survives the loss of any answer', async () => {
    const fixture = open();
    await survives(
      async () => {
        const draft = await simpleDraft(fixture, { lines: [{ price: '12.00', quantity: 2 }] });
        return async (erp: Erp) => {
          await erp.findSalesOrders([draft.key], signal());
          await erp.draftSalesOrder(draft, signal());
          const posted = await erp.postSalesOrder(draft, undefined, signal());
          expect(posted).toMatchObject({ totals: draft.totals, orderDay: draft.orderDay });
          return posted;
        };
      },
      (before, after) => expect(after.salesOrders).toBe(before.salesOrders + 1),
      order => expect(order.state).toBe('posted'),
    );
  });

  test('what find calls posted is finished: day and totals are the order’s own', async () => {
    const fixture = open();
    for (let nth = 1; nth < 40; nth += 1) {
      const draft = await simpleDraft(fixture, { lines: [{ price: '12.00', quantity: 2 }] });
      const lost = await (await fixture.losing(nth)).postSalesOrder(draft, undefined, signal()).then(
        () => false,
        () => true,
      );
      const [found] = await fixture.erp.findSalesOrders([draft.key], signal());
      if (found?.state === 'posted') expect(found).toMatchObject({ orderDay: draft.orderDay, totals: draft.totals });
      if (!lost) return;
    }
  });

  test('an invoice survives the loss of any answer', async () => {
    const fixture = open();
    await survives(
      async () => {
        const order = await postExactly(fixture, await simpleDraft(fixture));
        return async (erp: Erp) => {
          const [found] = await erp.findSalesOrders([order.key], signal());
          return found?.invoice?.state === 'posted' ? found.invoice : erp.createInvoice(order, '2026-11-13', signal());
        };
      },
      (before, after) => expect(after.invoices).toBe(before.invoices + 1),
      invoice => expect(invoice.state).toBe('posted'),
    );
  });

  test('a payment survives the loss of any answer', async () => {
    const fixture = open();
    await survives(
      async () => {
        const order = await postExactly(fixture, await simpleDraft(fixture));
        const invoice = await fixture.erp.createInvoice(order, '2026-11-13', signal());
        const payment = {
          key: `shopify:transaction:${freshNumber()}`,
          invoiceId: invoice.id,
          method: fixture.paymentMethod,
          amount: invoice.totals.gross,
          day: '2026-11-13',
        };
        return async (erp: Erp) =>
          (await erp.findPayment(payment.key, signal())) ?? (await erp.recordPayment(payment, signal()));
      },
      (before, after) => expect(after.payments).toBe(before.payments + 1),
      payment => expect(payment.name).not.toBe(''),
    );
  });

  test('stops when it is told to, with the reason it was given, and does nothing', async () => {
    const fixture = open();
    const { erp, count } = fixture;
    const draft = await simpleDraft(fixture);
    const before = await count();
    const reason = new Error('enough');
    const aborted = AbortSignal.abort(reason);
    await expect(erp.findSalesOrders([draft.key], aborted)).rejects.toBe(reason);
    await expect(erp.draftSalesOrder(draft, aborted)).rejects.toBe(reason);
    await expect(erp.postSalesOrder(draft, undefined, aborted)).rejects.toBe(reason);
    await expect(erp.createCustomer(customerDraft(), aborted)).rejects.toBe(reason);
    expect(await count()).toEqual(before);
  });
}
