import type { Order } from '../../../core/model/order.ts';
import type { ShopOrder } from '../../../core/ports.ts';

export async function readAll(pages: AsyncIterable<readonly ShopOrder[]>): Promise<readonly Order[]> {
  const all: Order[] = [];
  for await (const page of pages)
    for (const order of page)
      if ('unreadable' in order) throw order.unreadable;
      else all.push(order);
  return all;
}
