import type { Undone } from '../engine/undo.ts';
import type { Entry } from '../journal/entry.ts';
import { goodsFlowOf } from '../journal/goods-state.ts';
import type { Journal } from '../journal/journal.ts';
import { listed } from '../model/listed.ts';
import { money } from '../model/money.ts';
import { moneyInWords } from '../model/money-words.ts';
import type { Reversed } from '../model/reversal.ts';
import type { FieldChange } from '../model/write.ts';
import type { Connection } from './connect.ts';

type TakenBack = Pick<Undone, 'recordId'> & {
  readonly name: string;
  readonly documents: Reversed;
  readonly story: readonly Entry[];
};

type Made = {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly fields: readonly FieldChange[];
};

/** What taking an order back does not take away, each as a sentence: from the journal's story of it and of all others. */
export async function staysBehind(
  journal: Pick<Journal, 'view' | 'entries'>,
  { recordId, name, documents, story }: TakenBack,
  { shop, erp }: Connection,
): Promise<readonly string[]> {
  const { order, invoice, creditNote } = documents;
  const customers = madeIn(story, 'create-customer');
  const items = itemsOf(story);
  const others = await lookAround(journal, recordId, customers, items);
  return [
    ...customers.map(
      made => `Customer ${made.id} in ${erp.name}, created for ${name}, stays. ${usedBy(others.orders.get(made.key))}`,
    ),
    ...madeIn(story, 'create-delivery-address').map(
      made => `The delivery address ${made.id} in ${erp.name} stays with its customer.`,
    ),
    ...others.items.map(item => `The item ${item} in ${erp.name}, created for a product of the shop, stays.`),
    ...madeIn(story, 'record-payment').map(
      made =>
        `The payment ${made.name}${amountOf(made.fields, shop.currency)} stays in ${erp.name}, to the customer's credit: pay it back or use it there.`,
    ),
    invoice === undefined
      ? `${order.name} keeps its number in ${erp.name}, as a cancelled order.`
      : `${listed([order.name, invoice.name])} and the credit note${creditNote === undefined ? '' : ` ${creditNote.name}`} keep their numbers in ${erp.name}.`,
    `${name} stays as it is in Shopify, and is not posted again by itself.`,
  ];
}

const usedBy = (orders: readonly string[] = []): string => {
  if (orders.length === 0) return 'No other order here uses it.';
  return `${listed(orders, 3)} ${orders.length === 1 ? 'uses' : 'use'} it too.`;
};

const amountOf = (fields: readonly FieldChange[], home: string): string => {
  const [amount, currency] = [valueOf(fields, 'amount'), valueOf(fields, 'currency')];
  return amount === undefined || currency === undefined ? '' : ` of ${moneyInWords(money(amount, currency), home)}`;
};

const valueOf = (fields: readonly FieldChange[], name: string): string | undefined => {
  const value = fields.find(({ field }) => field === name)?.after;
  return typeof value === 'string' ? value : undefined;
};

/** What Writes of this kind have made, once each. */
function madeIn(story: readonly Entry[], action: 'create-customer' | 'create-delivery-address' | 'record-payment') {
  const made = new Map<string, Made>();
  const asked = new Map<string, readonly FieldChange[]>();
  for (const entry of story)
    if (entry.kind === 'intended' && entry.write.action === action) asked.set(entry.write.key, entry.write.fields);
    else if (entry.kind === 'landed' && entry.action === action) {
      const fields = asked.get(entry.key);
      // What was there before anything was sent is not of its making.
      if (fields !== undefined) made.set(entry.key, { key: entry.key, ...entry.landed, fields });
    }
  return [...made.values()];
}

const lineItem = /^\d+ x (.+?) = /;

function itemsOf(story: readonly Entry[]): ReadonlySet<string> {
  const posted = story.findLast(entry => entry.kind === 'intended' && entry.write.action === 'post-sales-order');
  const fields = posted?.kind === 'intended' ? posted.write.fields : [];
  return new Set(
    fields.flatMap(({ field, after }) =>
      field.startsWith('line ') && typeof after === 'string' ? (lineItem.exec(after)?.[1] ?? []) : [],
    ),
  );
}

/** One walk over the whole journal: which other orders in the books use these customers, and which of the items were created by us. */
async function lookAround(
  { view, entries }: Pick<Journal, 'view' | 'entries'>,
  recordId: string,
  customers: readonly Made[],
  items: ReadonlySet<string>,
) {
  const orders = new Map<string, string[]>(customers.map(({ key }) => [key, []]));
  const created = new Set<string>();
  const asked = new Map<string, string>();
  for await (const entry of entries()) {
    if (entry.kind === 'landed' && entry.action === 'create-item') {
      const code = asked.get(entry.key);
      if (code !== undefined) created.add(code);
    }
    if (entry.kind !== 'intended' || entry.record.id === recordId) continue;
    const { write, record } = entry;
    if (goodsFlowOf(record.id) !== undefined) {
      const code = write.action === 'create-item' ? valueOf(write.fields, 'sku') : undefined;
      if (code !== undefined && items.has(code)) asked.set(write.key, code);
      continue;
    }
    if (write.action !== 'post-sales-order') continue;
    const whose = valueOf(write.fields, 'customer');
    const state = view.records.get(record.id)?.state;
    if (whose === undefined || (state !== 'posted' && state !== 'conflict')) continue;
    for (const { key, id } of customers)
      if (whose.startsWith(`${id} (`) || whose.startsWith(`${key} (`)) {
        const known = orders.get(key);
        if (known?.includes(record.name) === false) known.push(record.name);
      }
  }
  return { orders, items: [...created].toSorted() };
}
