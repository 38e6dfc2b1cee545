import { z } from 'zod';
import { openOdooErp } from '../../core/erp/odoo/erp.ts';
import type { Damage, GoodsFixture } from '../contract/erp/goods-fixture.ts';
import { countStock } from '../odoo/stock.ts';
import type { OdooServer } from '../odoo/seed.ts';
import { ask } from './ask.ts';
import { secretsOf } from './odoo-secrets.ts';
import { openProxy, type Proxy } from './proxy.ts';

const ids = z.array(z.number());
const prices = z.array(z.object({ fixed_price: z.number() }));
const done = z.literal(true);

/** What people do to an Odoo, by JSON-2. `proxies`: closed by whoever asked. */
export async function odooGoods(odoo: OdooServer, proxies: Proxy[]): Promise<GoodsFixture> {
  const listOf = async (name: string): Promise<string> => {
    const [found] = await ask(odoo, 'product.pricelist/search', { domain: [['name', '=', name]] }, ids);
    const [made = found] =
      found === undefined ? await ask(odoo, 'product.pricelist/create', { vals_list: [{ name }] }, ids) : [];
    return String(made);
  };
  const idsOf = (code: string): Promise<readonly number[]> =>
    ask(odoo, 'product.product/search', { domain: [['default_code', '=', code]] }, ids);

  return {
    warehouses: ['WH', 'LEEDS'],
    notCounted: 'SHIPPING',
    count: (sku, warehouse, quantity) => countStock(odoo, [{ sku, warehouse, quantity }]),
    async reprice(code, price) {
      const vals = { list_price: Number(price) };
      await ask(odoo, 'product.product/write', { ids: await idsOf(code), vals }, done);
    },
    async archive(code) {
      await ask(odoo, 'product.product/write', { ids: await idsOf(code), vals: { active: false } }, done);
    },
    priceLists: [await listOf('List A'), await listOf('List B')],
    async listPrice(list, code) {
      const domain = [
        ['pricelist_id', '=', Number(list)],
        ['product_id.default_code', '=', code],
      ];
      const body = { domain, fields: ['fixed_price'] };
      const [found] = await ask(odoo, 'product.pricelist.item/search_read', body, prices);
      return found === undefined ? undefined : String(found.fixed_price);
    },
    async damaged(nth, how) {
      const proxy = await openProxy(odoo.url, {
        loses: count => how === 'broken' && count === nth,
        alters: (count, said) => (count === nth ? damage(said, how) : said),
      });
      proxies.push(proxy);
      const erp = openOdooErp({ url: proxy.url, database: odoo.database }, secretsOf(odoo));
      return { erp, wasHit: () => proxy.requests() >= nth };
    },
  };
}

function damage(said: string, how: Damage): string {
  const answer: unknown = JSON.parse(said);
  if (Array.isArray(answer)) return JSON.stringify(how === 'empty' ? [] : answer.slice(0, answer.length / 2));
  if (how === 'half') return said.slice(0, said.length / 2);
  return typeof answer === 'number' ? '0' : 'null';
}
