import { Big } from 'big.js';
import { z } from 'zod';
import { assertNever } from '../../errors.ts';
import { mostChoices, type Choice, type ChoiceKind } from '../../ports.ts';
import { bestMatches } from '../best-match.ts';
import type { Client } from './client.ts';
import type { MasterData } from './master-data.ts';
import { text } from './parse.ts';

const items = z.array(z.object({ default_code: text, name: z.string() }));
const partners = z.array(z.object({ id: z.number(), name: text, email: text }));
const LIMIT = mostChoices;

/** 20 is 0.2. */
const fractionOf = (percent: number): string => new Big(percent).div(100).toFixed();

/** Short lists are searched here; products and customers, of which there may be many, in Odoo. */
export async function choicesIn(
  client: Client,
  masters: MasterData,
  kind: ChoiceKind,
  search: string,
  signal: AbortSignal,
): Promise<readonly Choice[]> {
  signal.throwIfAborted();
  const words = search.trim();
  const like = words.replaceAll(/[\\%_]/g, char => `\\${char}`);
  const named = ({ code, name }: { readonly code: string; readonly name: string }): Choice => ({ code, label: name });
  switch (kind) {
    case 'item': {
      const domain = [['default_code', '!=', false], '|', ['default_code', 'ilike', like], ['name', 'ilike', like]];
      const body = { domain, fields: ['default_code', 'name'], limit: LIMIT };
      const found = await client.call('products', 'product.product/search_read', body, items, signal);
      return bestMatches(
        found.flatMap(({ default_code: code, name }) => (code === undefined ? [] : [{ code, label: name }])),
        words,
      );
    }
    case 'customer': {
      const domain = [['type', '!=', 'delivery'], '|', ['name', 'ilike', like], ['email', 'ilike', like]];
      const body = { domain, fields: ['name', 'email'], limit: LIMIT };
      const found = await client.call('customers', 'res.partner/search_read', body, partners, signal);
      return found.map(({ id, name, email }) => ({ code: String(id), label: name ?? email ?? String(id) }));
    }
    case 'tax': {
      const taxes = await masters.taxes(signal);
      const label = (name: string, included: boolean) => `${name} (price ${included ? 'with' : 'without'} tax)`;
      return bestMatches(
        taxes.map(({ name, price_include: pricesIncludeTax, amount, amount_type }) => ({
          code: name,
          label: label(name, pricesIncludeTax),
          tax: { rate: amount_type === 'percent' ? fractionOf(amount) : undefined, pricesIncludeTax },
        })),
        words,
      );
    }
    case 'country':
      return bestMatches((await masters.countries(signal)).map(named), words);
    case 'payment-method':
      return bestMatches((await masters.journals(signal)).map(named), words);
    case 'warehouse':
      return bestMatches((await masters.warehouses(signal)).map(named), words);
    default:
      return assertNever(kind, 'kind of choice');
  }
}
