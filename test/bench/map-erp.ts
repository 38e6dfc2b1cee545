import type { Customer, Invoice, SalesOrder, SalesOrderDraft } from '../../core/model/sales-order.ts';
import type { WholeErp } from '../world/wrap.ts';

/** Goods are nobody's where it is used. */
const notAsked = (): never => {
  throw new Error('This ERP knows orders alone.');
};

/** An ERP that costs next to nothing: it knows every item, and keeps what it is given in maps. */
export function mapErp(): WholeErp {
  const orders = new Map<string, SalesOrder>();
  const customers = new Map<string, Customer>();
  const known = <T>(from: ReadonlyMap<string, T>, keys: readonly string[]): readonly T[] =>
    keys.flatMap(key => from.get(key) ?? []);
  const hold = (draft: SalesOrderDraft, state: SalesOrder['state']): SalesOrder => {
    const { key, reference, orderDay, totals } = draft;
    const held = { id: key, name: key, key, reference, state, orderDay, totals, delivered: false, invoice: undefined };
    orders.set(key, held);
    return held;
  };
  return {
    kind: 'map',
    features: { nativeKey: true, acceptsTaxAmounts: true, invoices: true, payments: true, reversals: false },
    info: async () => ({ name: 'a map', currency: 'GBP' }),
    choices: async () => [],
    findItems: async codes => codes.map(code => ({ id: code, name: code, code, active: true })),
    findCustomers: async ({ keys, emails }) => {
      const byEmail = [...customers.values()].filter(({ email }) => email !== undefined && emails.includes(email));
      return [...new Set([...known(customers, keys), ...byEmail])];
    },
    createCustomer: async ({ key, email }) => {
      const customer = { id: key, name: key, key, email };
      customers.set(key, customer);
      return customer;
    },
    findDeliveryAddress: async () => undefined,
    createDeliveryAddress: async ({ key }) => ({ id: key, name: key }),
    findSalesOrders: async keys => known(orders, keys),
    draftSalesOrder: async draft => hold(draft, 'draft'),
    discardSalesOrder: async key => void orders.delete(key),
    postSalesOrder: async draft => hold(draft, 'posted'),
    createInvoice: async ({ id, key }) => {
      const order = orders.get(key);
      if (order === undefined) throw new Error(`No order ${key}.`);
      const invoice: Invoice = { id, name: id, state: 'posted', totals: order.totals };
      orders.set(key, { ...order, invoice });
      return invoice;
    },
    findPayment: async () => undefined,
    recordPayment: async ({ key }) => ({ id: key, name: key }),
    reversalOf: async () => ({ kind: 'refused', why: 'A map takes nothing back.' }),
    reverseSalesOrder: async () => Promise.reject(new Error('A map takes nothing back.')),
    salesOrdersBetween: async () => [...orders.values()],
    goodsFeatures: notAsked,
    stock: notAsked,
    stockChangedSince: notAsked,
    items: notAsked,
    updateItem: notAsked,
    createItem: notAsked,
  };
}
