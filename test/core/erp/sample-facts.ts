import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { inWords, type ErpFixture } from '../../contract/erp/fixture.ts';

type Facts = Pick<ErpFixture, 'orderFacts' | 'customerFacts' | 'invoiceFacts' | 'creditNoteFacts' | 'paymentFacts'>;

const text = z.string();
const some = text.optional();
const address = z.object({
  name: some,
  company: some,
  address1: some,
  address2: some,
  city: some,
  province: some,
  zip: some,
  countryCode: some,
  phone: some,
});
const customer = z.object({ name: text, email: some, phone: some, address: address.optional() });
const place = z.object({ customer: text, address });
const tax = z.object({ code: text, rate: text });
const line = z.object({ item: text, description: text, quantity: z.number(), taxes: z.array(tax) });
const order = z.object({ customer: text, deliveryAddress: some, lines: z.array(line) });
const invoice = z.object({ day: text, customer: text, reference: text, open: text });
const note = z.object({ day: text, customer: text, invoice: text, totals: z.object({ net: text, tax: text }) });
const entry = z.object({ account: text, debit: text, credit: text });
const payment = z.object({ day: text, method: text, amount: text, invoice: text, entries: z.array(entry) });

/** What the files of a sample ERP say, with nothing of the adapter in between. */
export function sampleFacts(folder: string): Facts {
  const read = async <T>(path: string, id: string, schema: z.ZodType<T>): Promise<T> =>
    schema.parse(JSON.parse(await readFile(join(folder, path, `${id}.json`), 'utf8')));

  async function destination(customerId: string, placeId: string | undefined) {
    if (placeId === undefined) {
      const own = await read('customers', customerId, customer);
      return { customer: customerId, label: inWords([own.name, addressOf(own.address), own.phone]) };
    }
    const other = await read('delivery-addresses', placeId, place);
    const { name, phone } = other.address;
    return { customer: other.customer, label: inWords([name, addressOf(other.address), phone]) };
  }

  return {
    async orderFacts(id) {
      const found = await read('sales-orders', id, order);
      return {
        customer: found.customer,
        deliverTo: await destination(found.customer, found.deliveryAddress),
        lines: found.lines.map(one => ({ ...one, taxes: one.taxes.toSorted((a, b) => a.code.localeCompare(b.code)) })),
      };
    },

    async customerFacts(id) {
      const found = await read('customers', id, customer);
      const { name, email = '', phone = '' } = found;
      return { name, email, phone, address: addressOf(found.address) };
    },

    invoiceFacts: id => read('invoices', id, invoice),

    async creditNoteFacts(id) {
      const { day, customer: whose, totals } = await read('credit-notes', id, note);
      const { open } = await read('invoices', id, invoice);
      // Here the invoice tells what is left of both.
      return { day, customer: whose, invoice: id, ...totals, open: open.replace('-', '') };
    },

    async paymentFacts(id) {
      const { entries, ...found } = await read('payments', id, payment);
      const moved = (side: 'debit' | 'credit'): string =>
        inWords(entries.flatMap(one => (one[side] === found.amount ? [one.account] : [])));
      return { ...found, debit: moved('debit'), credit: moved('credit') };
    },
  };
}

const delivery = z.object({
  warehouse: text,
  state: text,
  lines: z.array(z.object({ item: text, quantity: z.number() })),
});

/** Pieces that posted orders take from a warehouse. */
export async function promisedIn(folder: string, item: string, warehouse: string): Promise<number> {
  const files = await readdir(join(folder, 'deliveries')).catch(() => []);
  let sum = 0;
  for (const file of files) {
    const open = delivery.parse(JSON.parse(await readFile(join(folder, 'deliveries', file), 'utf8')));
    if (open.warehouse !== warehouse || open.state !== 'reserved') continue;
    for (const taken of open.lines) sum += taken.item === item ? taken.quantity : 0;
  }
  return sum;
}

const addressOf = (found: z.output<typeof address> | undefined): string =>
  inWords([
    found?.company,
    found?.address1,
    found?.address2,
    found?.city,
    found?.province,
    found?.zip,
    found?.countryCode,
  ]);
