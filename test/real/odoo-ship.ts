import { z } from 'zod';
import type { OdooServer } from '../odoo/seed.ts';
import { ask } from './ask.ts';

const ids = z.array(z.number());

/** All goods of a confirmed order leave the house, as a person does it in the Inventory app. */
export async function shipOrder(odoo: OdooServer, orderId: number): Promise<void> {
  const domain = [['picking_id.sale_id', '=', orderId]];
  const shape = z.array(z.object({ id: z.number(), product_uom_qty: z.number() }));
  const moves = await ask(odoo, 'stock.move/search_read', { domain, fields: ['product_uom_qty'] }, shape);
  for (const { id, product_uom_qty: quantity } of moves)
    await ask(odoo, 'stock.move/write', { ids: [id], vals: { quantity, picked: true } }, z.literal(true));
  const pickings = await ask(odoo, 'stock.picking/search', { domain: [['sale_id', '=', orderId]] }, ids);
  const context = { skip_backorder: true, skip_sms: true };
  await ask(odoo, 'stock.picking/button_validate', { ids: pickings, context }, z.literal(true));
}
