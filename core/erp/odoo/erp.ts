import type { Item } from '../../model/sales-order.ts';
import type { ErpGoods } from '../../goods-ports.ts';
import type { Erp, Secrets } from '../../ports.ts';
import { choicesIn } from './choices.ts';
import { createClient, type OdooServer } from './client.ts';
import { openCustomers } from './customers.ts';
import { openInvoices } from './invoices.ts';
import { openItems, type OdooItem } from './items.ts';
import { openKeys } from './keys.ts';
import { openMasterData } from './master-data.ts';
import { openMoveDrafts } from './move-drafts.ts';
import { openMoves } from './moves.ts';
import { openOrders } from './orders.ts';
import { openPayments } from './payments.ts';
import { openPriceLists } from './price-lists.ts';
import { openProductFields } from './product-fields.ts';
import { openProducts } from './products.ts';
import { openProductWrites } from './product-writes.ts';
import { openReversals } from './reversals.ts';
import { openStock } from './stock.ts';

/** Odoo 19 through its JSON-2 interface, as docs/odoo.md describes it. @throws auth when the address cannot be used. */
export function openOdooErp(server: OdooServer, secrets: Secrets): Erp & ErpGoods {
  const client = createClient(server, secrets);
  const keys = openKeys(client);
  const masters = openMasterData(client);
  const items = openItems(client);
  const customers = openCustomers(client, keys, masters);
  const moves = openMoves(client);
  const drafts = openMoveDrafts(client, masters, moves);
  const invoices = openInvoices(client, keys, drafts, moves);
  const orders = openOrders(client, keys, items, masters, moves.readInvoices);
  const reversals = openReversals(client, keys, drafts, masters, moves);
  const payments = openPayments(client, keys, masters, moves);
  const fields = openProductFields(client);
  const lists = openPriceLists(client, masters);
  const products = openProducts(client, masters, fields, lists);
  const writes = openProductWrites(client, keys, masters, fields, lists, products);
  const stock = openStock(client, masters, fields);

  return {
    kind: 'odoo',
    features: { nativeKey: true, acceptsTaxAmounts: true, invoices: true, payments: true, reversals: true },
    async info(signal) {
      const version = await client.version(signal);
      return { name: `Odoo ${version}`.trim(), currency: (await masters.company(signal)).currency };
    },
    choices: (kind, search, signal) => choicesIn(client, masters, kind, search, signal),
    findItems: async (codes, signal) => (await items.find(codes, signal)).map(itemOf),
    findCustomers: (by, signal) => customers.find(by, signal),
    createCustomer: (draft, signal) => customers.create(draft, signal),
    findDeliveryAddress: (key, signal) => customers.findAddress(key, signal),
    createDeliveryAddress: (draft, signal) => customers.createAddress(draft, signal),
    findSalesOrders: (wanted, signal) => orders.find(wanted, signal),
    draftSalesOrder: (draft, signal) => orders.draft(draft, signal),
    discardSalesOrder: (key, signal) => orders.discard(key, signal),
    postSalesOrder: (draft, rounding, signal) => orders.post(draft, rounding, signal),
    createInvoice: (salesOrder, day, signal) => invoices.create(salesOrder, day, signal),
    findPayment: (key, signal) => payments.find(key, signal),
    recordPayment: (draft, signal) => payments.record(draft, signal),
    reversalOf: (wish, signal) => reversals.look(wish, signal),
    reverseSalesOrder: (wish, signal) => reversals.reverse(wish, signal),
    salesOrdersBetween: (fromDay, toDay, signal) => orders.between(fromDay, toDay, signal),
    async goodsFeatures(signal) {
      const { features } = await fields(signal);
      return { ...features, priceLists: await lists.choices(signal) };
    },
    stock: (which, signal) => stock.levels(which, signal),
    stockChangedSince: (since, _warehouses, signal) => stock.changedSince(since, signal),
    items: (which, priceList, signal) => products.items(which, priceList, signal),
    updateItem: (id, change, signal) => writes.update(id, change, signal),
    createItem: (draft, signal) => writes.create(draft, signal),
  };
}

const itemOf = ({ id, default_code: code, name, active }: OdooItem): Item => ({ id: String(id), code, name, active });
