import { z } from 'zod';
import type { ErpItemStock } from '../../model/stock.ts';
import type { Instant } from '../../model/time.ts';
import type { Client } from './client.ts';
import type { MasterData } from './master-data.ts';
import { decimal, odooTime, text } from './parse.ts';
import type { ReadProductFields } from './product-fields.ts';
import { pagesOf, readWhole, searchWhole } from './whole.ts';

const quantities = z.object({
  id: z.number(),
  qty_available: z.number(),
  free_qty: z.number(),
  outgoing_qty: z.number(),
});
const about = z.object({
  id: z.number(),
  default_code: text,
  name: z.string(),
  is_storable: z.boolean().optional(),
  is_kits: z.boolean().optional(),
});
type Quantities = z.output<typeof quantities>;
/** Names are read along with the first warehouse's quantities. */
const both = z.object({ ...about.shape, ...quantities.shape });
const coded = z.object({ id: z.number(), default_code: text });

const doing = 'the stock';
const model = 'product.product';
const HAS_CODE = ['default_code', '!=', false];

export function openStock(client: Client, masters: MasterData, fields: ReadProductFields) {
  return {
    async levels(
      { codes, warehouses }: { readonly codes?: readonly string[]; readonly warehouses: readonly string[] },
      signal: AbortSignal,
    ): Promise<readonly ErpItemStock[]> {
      signal.throwIfAborted();
      const places: { readonly warehouse: string; readonly location: number }[] = [];
      for (const warehouse of warehouses)
        places.push({ warehouse, location: await masters.stockLocationId(warehouse, signal) });
      const { has, digits } = await fields(signal);
      const { language: lang } = await masters.company(signal);
      const counted = Object.keys(quantities.shape).filter(name => name !== 'id');
      const names = Object.keys(both.shape).filter(name => name !== 'id' && has(name));
      const domain = [HAS_CODE, ...(codes === undefined ? [] : [['default_code', 'in', codes]])];
      const told: ErpItemStock[] = [];
      for (const page of pagesOf(await searchWhole(client, { doing, model, context: {} }, domain, signal))) {
        const [first, ...others] = places;
        if (first === undefined) continue;
        // The key `warehouse` of older versions is ignored without a word, and the total of all warehouses told.
        const at = (location: number) => ({ doing, model, context: { location, lang } });
        const rows = await readWhole(client, at(first.location), page, names, both, signal);
        const elsewhere: { readonly warehouse: string; readonly rows: readonly Quantities[] }[] = [];
        for (const { warehouse, location } of others)
          elsewhere.push({
            warehouse,
            rows: await readWhole(client, at(location), page, counted, quantities, signal),
          });
        const kept = digits('qty_available');
        for (const [index, row] of rows.entries())
          told.push({
            code: row.default_code ?? '',
            name: row.name,
            kind: kindOf(row),
            levels: [
              levelOf(first.warehouse, row, kept),
              ...elsewhere.flatMap(place => {
                const there = place.rows[index];
                return there === undefined ? [] : [levelOf(place.warehouse, there, kept)];
              }),
            ],
          });
      }
      return told;
    },

    /**
     * A count and a sale change quants or moves, a move to another warehouse only the move: so every move counts, wherever it
     * goes. What Odoo deletes leaves no trace here.
     */
    async changedSince(since: Instant, signal: AbortSignal): Promise<readonly string[]> {
      signal.throwIfAborted();
      const context = { active_test: false };
      const times = ['stock_quant_ids', 'stock_move_ids', 'product_tmpl_id'].map(name => `${name}.write_date`);
      const either = [...times, 'write_date'].map(name => [name, '>=', odooTime(since)]);
      const domain = [HAS_CODE, ...times.map(() => '|'), ...either];
      const found = await searchWhole(client, { doing, model, context }, domain, signal);
      const rows = await readWhole(client, { doing, model, context }, found, ['default_code'], coded, signal);
      return [...new Set(rows.flatMap(one => one.default_code ?? []))];
    },
  };
}

const kindOf = ({ is_kits, is_storable }: z.output<typeof about>): ErpItemStock['kind'] => {
  if (is_kits === true) return 'kit';
  return is_storable === true ? 'stocked' : 'not-counted';
};

/** Promised is what is reserved on the shelf, or all that has still to go out where that is more. */
function levelOf(
  warehouse: string,
  { qty_available, free_qty, outgoing_qty }: Quantities,
  digits: number | undefined,
): ErpItemStock['levels'][number] {
  const onHand = decimal(qty_available, digits);
  const reserved = onHand.minus(decimal(free_qty, digits));
  const outgoing = decimal(outgoing_qty, digits);
  const promised = reserved.gt(outgoing) ? reserved : outgoing;
  return { warehouse, onHand: onHand.toFixed(), promised: promised.gt(0) ? promised.toFixed() : '0' };
}
