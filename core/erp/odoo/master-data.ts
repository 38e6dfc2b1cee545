import { z } from 'zod';
import { isZone } from '../../model/time.ts';
import type { Client } from './client.ts';
import { refused } from './failures.ts';
import { kept, pick } from './kept.ts';
import { link, orNothing, text } from './parse.ts';

/** What people named in Odoo, to its database ids. */

const taxes = z.array(
  z.object({
    id: z.number(),
    name: z.string(),
    price_include: z.boolean(),
    amount: z.number(),
    amount_type: z.string(),
  }),
);
const warehouses = z.array(z.object({ id: z.number(), code: z.string(), name: z.string(), lot_stock_id: link }));
const coded = z.array(z.object({ id: z.number(), code: z.string(), name: z.string() }));
const pricelists = z.array(z.object({ id: z.number(), name: z.string(), currency_id: link }));
const company = z.array(
  z.object({
    id: z.number(),
    currency_id: link,
    fiscalyear_lock_date: text,
    tax_lock_date: text,
    sale_lock_date: text,
    hard_lock_date: text,
  }),
);
const states = z.array(z.object({ id: z.number() }));

export type Company = {
  readonly id: number;
  readonly currency: string;
  readonly currencyId: number;
  readonly zone: string;
  /** Of the API key's user: names are read and written in it. */
  readonly language: string | undefined;
  /** Sales entries up to this day are closed; empty: none. */
  readonly lockedTo: string;
  /** All entries up to this day are closed, those of bank and cash too. */
  readonly allLockedTo: string;
};
export type MasterData = ReturnType<typeof openMasterData>;

export function openMasterData(client: Client, now: () => number = Date.now) {
  const list =
    <T>(model: string, domain: readonly unknown[], fields: readonly string[], schema: z.ZodType<T>) =>
    (signal: AbortSignal): Promise<T> =>
      client.call('master data', `${model}/search_read`, { domain, fields }, schema, signal);

  const allTaxes = kept(
    now,
    list('account.tax', [['type_tax_use', '=', 'sale']], Object.keys(taxes.element.shape), taxes),
  );
  const allWarehouses = kept(now, list('stock.warehouse', [], ['code', 'name', 'lot_stock_id'], warehouses));
  const allJournals = kept(
    now,
    list('account.journal', [['type', 'in', ['bank', 'cash', 'credit']]], ['code', 'name'], coded),
  );
  const allCountries = kept(now, list('res.country', [['code', '!=', false]], ['code', 'name'], coded));
  const allPricelists = kept(now, list('product.pricelist', [], ['name', 'currency_id'], pricelists));

  const ownCompany = kept(now, async (signal): Promise<Company> => {
    const me = z.object({ uid: z.number(), tz: orNothing(z.string()), lang: text.optional() });
    const { uid, tz, lang } = await client.call('the user', 'res.users/context_get', {}, me, signal);
    const users = z.array(z.object({ company_id: link }));
    const read = { ids: [uid], fields: ['company_id'] };
    const [user] = await client.call('the user', 'res.users/read', read, users, signal);
    const fields = ['currency_id', 'fiscalyear_lock_date', 'tax_lock_date', 'sale_lock_date', 'hard_lock_date'];
    const body = { ids: [user?.company_id[0] ?? 1], fields };
    const [own] = await client.call('the company', 'res.company/read', body, company, signal);
    if (own === undefined) throw refused('erp-no-company', 'Odoo has no company.', 'Set up a company in Odoo.');
    const latest = (...days: readonly (string | undefined)[]): string =>
      days.reduce<string>((last, day) => (day !== undefined && day > last ? day : last), '');
    const allLockedTo = latest(own.fiscalyear_lock_date, own.hard_lock_date);
    return {
      id: own.id,
      currency: own.currency_id[1],
      currencyId: own.currency_id[0],
      zone: tz !== undefined && isZone(tz) ? tz : 'UTC',
      language: lang,
      lockedTo: latest(allLockedTo, own.tax_lock_date, own.sale_lock_date),
      allLockedTo,
    };
  });

  async function warehouse(code: string, signal: AbortSignal): Promise<z.output<typeof warehouses>[number]> {
    const found = await pick(allWarehouses, one => one.code === code, signal);
    if (found !== undefined) return found;
    throw refused('unknown-warehouse', `Odoo has no warehouse "${code}".`, 'Map the location to another warehouse.');
  }

  return {
    taxes: allTaxes.read,
    warehouses: allWarehouses.read,
    journals: allJournals.read,
    countries: allCountries.read,
    company: ownCompany.read,

    async taxId(name: string, included: boolean, signal: AbortSignal): Promise<number> {
      const tax = await pick(allTaxes, one => one.name === name, signal);
      if (tax === undefined)
        throw refused('unknown-tax', `Odoo has no sales tax "${name}".`, 'Create the tax or map another one.');
      if (tax.price_include !== included)
        throw refused(
          'tax-of-the-other-kind',
          `The tax "${name}" is for prices ${included ? 'without' : 'with'} tax; this order's are the other kind.`,
          'Map this rate to the tax of the right kind.',
        );
      return tax.id;
    },

    warehouseId: async (code: string, signal: AbortSignal): Promise<number> => (await warehouse(code, signal)).id,
    /** Where its goods lie. */
    stockLocationId: async (code: string, signal: AbortSignal): Promise<number> =>
      (await warehouse(code, signal)).lot_stock_id[0],
    pricelists: allPricelists.read,
    async pricelistOf(code: string, signal: AbortSignal): Promise<{ readonly id: number; readonly currency: string }> {
      const found = await pick(allPricelists, one => String(one.id) === code, signal);
      if (found !== undefined) return { id: found.id, currency: found.currency_id[1] };
      throw refused(
        'unknown-price-list',
        'The price list that was chosen is no longer in Odoo.',
        'Choose another price list.',
      );
    },

    async journalId(code: string, signal: AbortSignal): Promise<number> {
      const journal = await pick(allJournals, one => one.code === code, signal);
      if (journal !== undefined) return journal.id;
      throw refused(
        'unknown-payment-method',
        `Odoo has no bank or cash journal "${code}".`,
        'Map the gateway to another journal.',
      );
    },

    async countryId(code: string, signal: AbortSignal): Promise<number> {
      const country = await pick(allCountries, one => one.code === code, signal);
      if (country !== undefined) return country.id;
      throw refused('unknown-country', `Odoo has no country "${code}".`, 'Map the country to another one.');
    },

    async stateId(countryId: number, nameOrCode: string, signal: AbortSignal): Promise<number | undefined> {
      const domain = [['country_id', '=', countryId], '|', ['code', '=', nameOrCode], ['name', '=', nameOrCode]];
      const body = { domain, fields: ['id'], limit: 1 };
      return (await client.call('a state', 'res.country.state/search_read', body, states, signal))[0]?.id;
    },

    /**
     * The price list that makes an order one in `currency`, and that currency's id. An Odoo that does not use price lists has
     * none: its orders are in the company's currency.
     */
    async pricelist(
      currency: string,
      signal: AbortSignal,
    ): Promise<{ readonly id: number | undefined; readonly currencyId: number }> {
      const found = await pick(allPricelists, one => one.currency_id[1] === currency, signal);
      if (found !== undefined) return { id: found.id, currencyId: found.currency_id[0] };
      const own = await ownCompany.read(signal);
      if (own.currency === currency && (await allPricelists.read(signal)).length === 0)
        return { id: undefined, currencyId: own.currencyId };
      throw refused(
        'unknown-currency',
        `Odoo has no price list in ${currency}.`,
        `Activate ${currency} in Odoo and give it a price list.`,
      );
    },
  };
}
