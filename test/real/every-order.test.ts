import { afterEach, expect, test } from 'vitest';
import { dayOf, days } from '../../core/model/time.ts';
import { compareOrders } from '../../core/reconcile/orders.ts';
import { faultsIn, readBooks } from './books.ts';
import { openOdooWorld, type OdooWorld } from './odoo-world.ts';

let at: OdooWorld;
afterEach(() => at.close());

const ever = ['2020-01-01', '2040-01-01'] as const;

/** The shop's last days are enough for the other currency: every order takes its time. */
const latest = new Date(Date.now() - days(20)).toISOString().slice(0, 10);

test.each([
  ['shop', null, ['GBP'], 300, 'ok'],
  ['presentment', latest, ['EUR', 'GBP'], 80, 'left-out'],
] as const)(
  'on the %s side of their money, the orders from %s are in Odoo, to the penny, per day; again changes nothing',
  async (moneySide, from, currencies, atLeast, end) => {
    at = await openOdooWorld();
    const orders = (await at.orders()).filter(
      order => from === null || dayOf(order.processedAt, 'Europe/London') >= from,
    );
    expect(orders.length).toBeGreaterThanOrEqual(atLeast);
    const agent = await at.openAgent({ moneySide, from });
    const start = performance.now();
    const result = await agent.run({ trigger: 'start' });
    const ms = performance.now() - start;
    const calls = at.proxy.take().length;
    const each = (all: number): number => all / orders.length;
    console.log(
      `${orders.length} orders, ${moneySide} side: ${each(ms).toFixed(0)} ms and ${each(calls).toFixed(1)} calls each`,
    );

    expect(agent.snapshot().problems.map(({ problem }) => `${problem.title}: ${problem.explanation}`)).toEqual([]);
    expect(result?.summary).toMatchObject({ end, counts: { posted: orders.length, parked: 0 } });
    const documents = await at.world.erp.salesOrdersBetween(...ever, new AbortController().signal);
    const compared = compareOrders(orders, documents, 'Europe/London', moneySide);
    expect(compared.differences).toEqual([]);
    expect(compared.days.filter(day => !day.agrees)).toEqual([]);
    expect(compared.days.reduce((sum, day) => sum + day.erp.count, 0)).toBe(orders.length);
    expect([...new Set(compared.days.map(day => day.currency))].toSorted()).toEqual(currencies);
    const books = await readBooks(at.odoo);
    expect(faultsIn(books, orders, moneySide)).toEqual([]);
    const priceModes = new Set(orders.map(order => order.taxesIncluded));
    if (from === null) expect(priceModes).toEqual(new Set([true, false]));

    at.proxy.take();
    const again = await agent.run({ trigger: 'sweep' });
    expect(again?.stopped).toBeUndefined();
    expect(again?.summary).toMatchObject({ counts: { posted: 0, parked: 0 } });
    expect(at.proxy.take().filter(call => !/\/(read|search|search_read|context_get)$/.test(call.path))).toEqual([]);
    expect(await readBooks(at.odoo)).toEqual(books);
  },
  900_000,
);
