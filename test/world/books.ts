import { orderKey } from '../../core/flows/import-orders/keys.ts';
import type { Order } from '../../core/model/order.ts';
import type { SalesOrder } from '../../core/model/sales-order.ts';
import { shopOf, type World } from './world.ts';

const live = () => new AbortController().signal;

/** Every sales order in the ERP's books; drafts are not. */
export const inBooks = ({ erp }: World): Promise<readonly SalesOrder[]> =>
  erp.salesOrdersBetween('2020-01-01', '2030-01-01', live());

/** What the ERP holds for an order of the sample shop, drafts included. */
export const heldFor = async ({ erp }: World, order: { readonly id: number }): Promise<SalesOrder | undefined> =>
  (await erp.findSalesOrders([orderKey(String(order.id))], live()))[0];

/** The order as Shopify gives it. */
export async function readOrder(world: World, name: string): Promise<Order> {
  const order = await shopOf(world).order(name, live());
  if (order === undefined || 'unreadable' in order) throw new Error(`${name} cannot be read.`);
  return order;
}
