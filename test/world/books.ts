import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/** Somebody gives the sample ERP the item that `unknownItem` orders; it takes the place of another. */
export async function addUnknownItem({ erpFolder }: World): Promise<void> {
  const file = join(erpFolder, 'items.json');
  await writeFile(file, (await readFile(file, 'utf8')).replace('"MUG-SLT-350"', '"NEW-1"'));
}
