import type { ErpGoods } from '../../goods-ports.ts';
import type { Erp } from '../../ports.ts';
import { openBilling } from './billing.ts';
import { readMasters } from './catalogue.ts';
import { inTurn, openStore, type Store } from './client.ts';
import { openCustomers } from './customers.ts';
import { openOrders } from './orders.ts';
import { itemOf } from './parse.ts';
import { openProducts } from './products.ts';
import { openReversals } from './reversals.ts';
import { searchIn } from './choices.ts';
import { openStock } from './stock.ts';

/** A small ERP in a folder of readable JSON files: for the demo, the tests, and anyone who wants to look inside. */
export function openSampleErp(
  folder: string,
  store: Store = openStore(folder),
  now: () => number = Date.now,
): Erp & ErpGoods {
  const masters = readMasters(store);
  const customers = openCustomers(store);
  const orders = openOrders(store, masters, customers);
  const billing = openBilling(store, masters, orders);
  const reversals = openReversals(store, orders);
  const stock = openStock(store, masters, now);
  const products = openProducts(store, masters, now);
  const change = <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> =>
    inTurn(folder, () => ask(signal, work));

  return {
    kind: 'sample',
    get features() {
      const acceptsTaxAmounts = masters.company().taxAmounts === 'as-given';
      return { nativeKey: true, acceptsTaxAmounts, invoices: true, payments: true, reversals: true };
    },
    info: signal => ask(signal, () => ({ name: 'Sample ERP', currency: masters.company().currency })),
    choices: (kind, search, signal) => ask(signal, () => searchIn(masters, customers, kind, search)),
    findItems: (codes, signal) =>
      ask(signal, () => {
        const wanted = new Set(codes);
        return masters
          .items()
          .filter(item => wanted.has(item.code))
          .map(itemOf);
      }),
    findCustomers: (by, signal) => ask(signal, () => customers.find(by)),
    createCustomer: (draft, signal) => change(signal, () => customers.create(draft)),
    findDeliveryAddress: (key, signal) => ask(signal, () => customers.findAddress(key)),
    createDeliveryAddress: (draft, signal) => change(signal, () => customers.createAddress(draft)),
    findSalesOrders: (keys, signal) => ask(signal, () => orders.find(keys)),
    draftSalesOrder: (draft, signal) => change(signal, () => orders.draft(draft)),
    discardSalesOrder: (key, signal) => change(signal, () => orders.discard(key)),
    postSalesOrder: (draft, rounding, signal) => change(signal, () => orders.post(draft, rounding)),
    createInvoice: (salesOrder, day, signal) => change(signal, () => billing.createInvoice(salesOrder, day)),
    findPayment: (key, signal) => ask(signal, () => billing.findPayment(key)),
    recordPayment: (draft, signal) => change(signal, () => billing.recordPayment(draft)),
    reversalOf: (wish, signal) => ask(signal, () => reversals.look(wish)),
    reverseSalesOrder: (wish, signal) => change(signal, () => reversals.reverse(wish)),
    salesOrdersBetween: (fromDay, toDay, signal) => ask(signal, () => orders.between(fromDay, toDay)),
    goodsFeatures: signal => ask(signal, () => products.features()),
    stock: (which, signal) => ask(signal, () => stock.levels(which)),
    stockChangedSince: (since, warehouses, signal) => ask(signal, () => stock.changedSince(since, warehouses)),
    async *items(which, priceList, signal) {
      yield* await ask(signal, () => [...products.pages(which, priceList)]);
    },
    updateItem: (id, wanted, signal) => change(signal, () => products.update(id, wanted)),
    createItem: (draft, signal) => change(signal, () => products.create(draft)),
  };
}

async function ask<T>(signal: AbortSignal, work: () => T | Promise<T>): Promise<T> {
  signal.throwIfAborted();
  return await work();
}
