import { z } from 'zod';
import { inWords, type ErpFixture } from '../contract/erp/fixture.ts';
import type { OdooServer } from '../odoo/seed.ts';
import { ask } from './ask.ts';

type Facts = Pick<ErpFixture, 'orderFacts' | 'customerFacts' | 'invoiceFacts' | 'creditNoteFacts' | 'paymentFacts'>;

const ids = z.array(z.number());
const text = z.union([z.string(), z.literal(false)]);
const link = z.tuple([z.number(), z.string()]);
const maybe = z.union([link, z.literal(false)]);

const partner = {
  name: z.string(),
  parent_id: maybe,
  email: text,
  phone: text,
  company_name: text,
  street: text,
  street2: text,
  city: text,
  zip: text,
  state_id: maybe,
  country_id: maybe,
};
const order = { partner_id: link, partner_shipping_id: link, order_line: ids };
const line = { product_id: link, name: z.string(), product_uom_qty: z.number(), tax_ids: ids };
const invoice = {
  date: z.string(),
  invoice_date: z.string(),
  partner_id: link,
  ref: text,
  amount_residual: z.number(),
};
const note = {
  ...invoice,
  amount_untaxed: z.number(),
  amount_tax: z.number(),
  reversed_entry_id: link,
};
const payment = { date: z.string(), amount: z.number(), journal_id: link, reconciled_invoice_ids: ids, move_id: link };
const entry = { account_id: link, debit: z.number(), credit: z.number() };

/** What an Odoo itself says, asked by JSON-2. */
export function odooFacts(odoo: OdooServer): Facts {
  const all = <S extends z.ZodRawShape>(model: string, wanted: readonly number[], shape: S) =>
    ask(odoo, `${model}/read`, { ids: wanted, fields: Object.keys(shape) }, z.array(z.object(shape)));

  async function one<S extends z.ZodRawShape>(model: string, id: number, shape: S) {
    const [row] = await all(model, [id], shape);
    if (row === undefined) throw new Error(`Odoo has no ${model} ${id}`);
    return row;
  }

  async function person(id: number) {
    const found = await one('res.partner', id, partner);
    const { country_id: country, state_id: state } = found;
    const address = inWords([
      found.company_name,
      found.street,
      found.street2,
      found.city,
      state && (await one('res.country.state', state[0], { name: z.string() })).name,
      found.zip,
      country && (await one('res.country', country[0], { code: z.string() })).code,
    ]);
    return { ...found, address };
  }

  async function lineFacts(id: number) {
    const { product_id, name, product_uom_qty, tax_ids } = await one('sale.order.line', id, line);
    const taxes = await all('account.tax', tax_ids, { name: z.string(), amount: z.number() });
    return {
      item: (await one('product.product', product_id[0], { default_code: z.string() })).default_code,
      description: name,
      quantity: product_uom_qty,
      taxes: taxes
        .map(tax => ({ code: tax.name, rate: String(tax.amount / 100) }))
        .toSorted((a, b) => a.code.localeCompare(b.code)),
    };
  }

  return {
    async orderFacts(id) {
      const found = await one('sale.order', Number(id), order);
      const to = await person(found.partner_shipping_id[0]);
      const [owner] = to.parent_id === false ? found.partner_shipping_id : to.parent_id;
      return {
        customer: String(found.partner_id[0]),
        deliverTo: { customer: String(owner), label: inWords([to.name, to.address, to.phone]) },
        lines: await Promise.all(found.order_line.map(lineFacts)),
      };
    },

    async customerFacts(id) {
      const { name, email, phone, address } = await person(Number(id));
      return { name, email: email || '', phone: phone || '', address };
    },

    async invoiceFacts(id) {
      const found = await one('account.move', Number(id), invoice);
      return {
        day: inWords([...new Set([found.date, found.invoice_date])]),
        customer: String(found.partner_id[0]),
        reference: found.ref || '',
        open: found.amount_residual.toFixed(2),
      };
    },

    async creditNoteFacts(id) {
      const found = await one('account.move', Number(id), note);
      return {
        day: inWords([...new Set([found.date, found.invoice_date])]),
        customer: String(found.partner_id[0]),
        invoice: String(found.reversed_entry_id[0]),
        net: found.amount_untaxed.toFixed(2),
        tax: found.amount_tax.toFixed(2),
        open: found.amount_residual.toFixed(2),
      };
    },

    async paymentFacts(id) {
      const found = await one('account.payment', Number(id), payment);
      const move = await one('account.move', found.move_id[0], { date: z.string(), line_ids: ids });
      const entries = await all('account.move.line', move.line_ids, entry);
      const moved = (side: 'debit' | 'credit'): string =>
        inWords(entries.flatMap(row => (row[side] === found.amount ? [row.account_id[1]] : [])));
      return {
        day: inWords([...new Set([found.date, move.date])]),
        method: (await one('account.journal', found.journal_id[0], { code: z.string() })).code,
        amount: found.amount.toFixed(2),
        invoice: inWords(found.reconciled_invoice_ids.map(String)),
        debit: moved('debit'),
        credit: moved('credit'),
      };
    },
  };
}
