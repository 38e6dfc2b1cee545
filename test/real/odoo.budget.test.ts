import { expect, inject, test } from 'vitest';
import { openOdooErp } from '../../core/erp/odoo/erp.ts';
import { customerDraft, draftOf, freshNumber } from '../contract/erp/drafts.ts';
import { signal } from '../contract/erp/fixture.ts';
import { openLosingProxy } from './losing-proxy.ts';
import { openOdooFixture } from './odoo-fixture.ts';
import { secretsOf } from './odoo-secrets.ts';

/** Requests a step may take once the short lists are known; each costs about 10 ms of its own. */
const BUDGET = { customer: 2, find: 2, draft: 2, post: 3, invoice: 6, payment: 5 };
const ROUNDS = 15;

test('an order takes no more requests than it needs', async () => {
  const odoo = inject('odoo');
  const fixture = await openOdooFixture(odoo);
  const proxy = await openLosingProxy(odoo.url, Number.MAX_SAFE_INTEGER);
  const erp = openOdooErp({ url: proxy.url, database: odoo.database }, secretsOf(odoo));
  const times = new Map<string, number[]>();
  const requests = new Map<string, number>();
  async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
    const [before, start] = [proxy.requests(), performance.now()];
    const result = await work();
    times.set(name, [...(times.get(name) ?? []), performance.now() - start]);
    requests.set(name, proxy.requests() - before);
    return result;
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const customer = await step('customer', () => erp.createCustomer(customerDraft(), signal()));
    const lines = [
      { price: '14.90', quantity: 2 },
      { price: '7.80', rate: '0' },
      { price: '21.00', rate: '0.05' },
    ];
    const draft = draftOf(fixture, customer.id, { discount: '5.00', lines });
    await step('find', () => erp.findSalesOrders([draft.key, `shopify:order:${round}`], signal()));
    await step('draft', () => erp.draftSalesOrder(draft, signal()));
    const order = await step('post', () => erp.postSalesOrder(draft, undefined, signal()));
    const invoice = await step('invoice', () => erp.createInvoice(order, '2026-11-13', signal()));
    const amount = invoice.totals.gross;
    const payment = { key: `shopify:transaction:${freshNumber()}`, invoiceId: invoice.id, method: 'SHOPP', amount };
    await step('payment', () => erp.recordPayment({ ...payment, day: '2026-11-13' }, signal()));
  }
  const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
  const report = [...times].map(([name, all]) => `${name} ${requests.get(name)} requests ${median(all).toFixed(0)} ms`);
  console.log(report.join('\n'));
  for (const [name, most] of Object.entries(BUDGET)) expect(requests.get(name)).toBeLessThanOrEqual(most);
  await proxy.close();
  await fixture.close();
});
