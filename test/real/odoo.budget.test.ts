import { expect, inject, test } from 'vitest';
import { openOdooErp } from '../../core/erp/odoo/erp.ts';
import { customerDraft, draftOf, freshNumber } from '../contract/erp/drafts.ts';
import { signal } from '../contract/erp/fixture.ts';
import { newItem } from '../contract/erp/goods.ts';
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

/** Requests of one change of an item: to read it, to write it, to read it again. */
const GOODS_BUDGET: Readonly<Record<string, number>> = { create: 4, update: 7, tagged: 10, list: 14 };

test('a change of an item takes no more requests than it needs', async () => {
  const odoo = inject('odoo');
  const fixture = await openOdooFixture(odoo);
  const proxy = await openLosingProxy(odoo.url, Number.MAX_SAFE_INTEGER);
  const erp = openOdooErp({ url: proxy.url, database: odoo.database }, secretsOf(odoo));
  const [list] = fixture.goods.priceLists;
  const used = async (work: () => Promise<unknown>): Promise<number> => {
    const before = proxy.requests();
    await work();
    return proxy.requests() - before;
  };
  const other = { ...fixture, erp };
  const item = await newItem(other);
  await erp.updateItem(item.id, { before: {}, values: { cost: '1' }, priceList: list }, signal());
  const set = (values: object, priceList?: string) => () =>
    erp.updateItem(item.id, { before: {}, values, priceList }, signal());
  const requests = {
    create: await used(() => newItem(other)),
    update: await used(set({ title: 'Another', price: '3' })),
    tagged: await used(set({ tags: `tag-${freshNumber()}` })),
    list: await used(set({ price: '4' }, list)),
  };
  console.log(requests);
  const over = Object.entries(requests).filter(([name, count]) => count > (GOODS_BUDGET[name] ?? 0));
  expect(over).toEqual([]);
  await proxy.close();
  await fixture.close();
});
