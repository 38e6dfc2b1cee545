import { z } from 'zod';
import type { ErpItemStock } from '../../model/stock.ts';
import type { Instant } from '../../model/time.ts';
import type { Client } from './client.ts';
import type { MasterData } from './master-data.ts';
import { decimal, odooTime, text } from './parse.ts';
import type { ReadProductFields } from './product-fields.ts';
import { pagesOf, readWhole, searchWhole } from './whole.ts';

const row = z.object({
  id: z.number(),
  default_code: text,
  name: z.string(),
  is_storable: z.boolean().optional(),
  is_kits: z.boolean().optional(),
  qty_available: z.number(),
  free_qty: z.number(),
  outgoing_qty: z.number(),
});
type Row = z.output<typeof row>;
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
      const names = Object.keys(row.shape).filter(name => name !== 'id' && (has(name) || !name.startsWith('is_')));
      const domain = [HAS_CODE, ...(codes === undefined ? [] : [['default_code', 'in', codes]])];
      const told: ErpItemStock[] = [];
      for (const page of pagesOf(await searchWhole(client, { doing, model, context: {} }, domain, signal))) {
        const perPlace: { readonly warehouse: string; readonly rows: readonly Row[] }[] = [];
        for (const { warehouse, location } of places) {
          // The key `warehouse` of older versions is ignored without a word, and the total of all warehouses told.
          const context = { location, lang };
          const rows = await readWhole(client, { doing, model, context }, page, names, row, signal);
          perPlace.push({ warehouse, rows });
        }
        for (const [at, one] of perPlace[0]?.rows.entries() ?? [])
          told.push({
            code: one.default_code ?? '',
            name: one.name,
            kind: kindOf(one),
            levels: perPlace.flatMap(({ warehouse, rows }) => {
              const there = rows[at];
              return there === undefined ? [] : [levelOf(warehouse, there, digits('qty_available'))];
            }),
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

const kindOf = ({ is_kits, is_storable }: Row): ErpItemStock['kind'] => {
  if (is_kits === true) return 'kit';
  return is_storable === true ? 'stocked' : 'not-counted';
};

/** Promised is what is reserved on the shelf, or all that has still to go out where that is more. */
function levelOf(
  warehouse: string,
  { qty_available, free_qty, outgoing_qty }: Row,
  digits: number | undefined,
): ErpItemStock['levels'][number] {
  const onHand = decimal(qty_available, digits);
  const reserved = onHand.minus(decimal(free_qty, digits));
  const outgoing = decimal(outgoing_qty, digits);
  const promised = reserved.gt(outgoing) ? reserved : outgoing;
  return { warehouse, onHand: onHand.toFixed(), promised: promised.gt(0) ? promised.toFixed() : '0' };
}
