import { afterEach, expect, test } from 'vitest';
import type { MoneySide } from '../../core/model/order.ts';
import { compareOrders } from '../../core/reconcile/orders.ts';
import { faultsIn, readBooks } from './books.ts';
import { openOdooWorld, type OdooWorld } from './odoo-world.ts';

let at: OdooWorld;
afterEach(() => at.close());

const ever = ['2020-01-01', '2040-01-01'] as const;

test.each([
  ['shop', ['GBP']],
  ['presentment', ['EUR', 'GBP']],
] as const)(
  'all 300 orders are in Odoo, to the penny, per day, on the %s side of their money; again changes nothing',
  async (moneySide: MoneySide, currencies) => {
    at = await openOdooWorld();
    const agent = await at.openAgent({ moneySide });
    const start = performance.now();
    const result = await agent.run({ trigger: 'start' });
    const ms = performance.now() - start;
    const calls = at.proxy.take().length;
    console.log(`${moneySide}: ${(ms / 300).toFixed(0)} ms and ${(calls / 300).toFixed(1)} calls per order`);

    expect(agent.snapshot().problems.map(({ problem }) => `${problem.title}: ${problem.explanation}`)).toEqual([]);
    expect(result?.summary).toMatchObject({ end: 'ok', counts: { seen: 300, posted: 300 } });
    const orders = await at.orders();
    const documents = await at.world.erp.salesOrdersBetween(...ever, new AbortController().signal);
    const compared = compareOrders(orders, documents, 'Europe/London', moneySide);
    expect(compared.differences).toEqual([]);
    expect(compared.days.filter(day => !day.agrees)).toEqual([]);
    expect(compared.days.reduce((sum, day) => sum + day.erp.count, 0)).toBe(300);
    expect([...new Set(compared.days.map(day => day.currency))].toSorted()).toEqual(currencies);
    const books = await readBooks(at.odoo);
    expect(faultsIn(books, orders, moneySide)).toEqual([]);
    expect(new Set(orders.map(order => order.taxesIncluded))).toEqual(new Set([true, false]));

    at.proxy.take();
    const again = await agent.run({ trigger: 'sweep' });
    expect(again?.summary).toMatchObject({ end: 'ok', counts: { posted: 0, parked: 0 } });
    expect(at.proxy.take().filter(call => !/\/(read|search|search_read|context_get)$/.test(call.path))).toEqual([]);
    expect(await readBooks(at.odoo)).toEqual(books);
  },
  900_000,
);
