import { createHash } from 'node:crypto';
import { dividedBy, money, subtract, sum } from '../../model/money.ts';
import type { DraftLine, RoundingLine, SalesOrderDraft } from '../../model/sales-order.ts';
import { dayBounds, dayOf, type Instant } from '../../model/time.ts';
import { refused } from './failures.ts';
import type { Items } from './items.ts';
import { externalId } from './keys.ts';
import type { MasterData } from './master-data.ts';
import { originOf } from './order-origin.ts';
import { odooTime, recordId } from './parse.ts';

/** What the order shall hold, in Odoo's terms: once as rows for `load`, once as values for `write`. */
export type OrderContent = {
  readonly fields: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly dateOrder: string;
  /** Says on the order where it comes from, when it was placed, and which content it was given: see order-origin.ts. */
  readonly origin: string;
};

type Line = {
  readonly product_id: number;
  readonly name: string;
  readonly product_uom_qty: number;
  readonly price_unit: number;
  readonly tax_ids: readonly number[];
  readonly extra_tax_data: object | undefined;
};

/** @throws rejected when a code is not Odoo's. */
export async function contentOf(
  draft: SalesOrderDraft,
  rounding: RoundingLine | undefined,
  items: Items,
  masters: MasterData,
  signal: AbortSignal,
): Promise<OrderContent> {
  signal.throwIfAborted();
  const customer = recordId(draft.customerId);
  if (customer === undefined)
    throw refused('unknown-customer', `Odoo has no customer "${draft.customerId}".`, 'Choose another customer.');
  const { id: pricelist, currencyId } = await masters.pricelist(draft.currency, signal);
  const { zone } = await masters.company(signal);
  const codes = [...draft.lines.map(line => line.item), ...(rounding === undefined ? [] : [rounding.item])];
  const itemIds = await items.ids(codes, signal);
  const lines: Line[] = [];
  for (const line of draft.lines) {
    const taxes = new Map<number, (typeof line.taxes)[number]['amount'][]>();
    for (const tax of line.taxes) {
      const id = await masters.taxId(tax.code, draft.pricesIncludeTax, signal);
      taxes.set(id, [...(taxes.get(id) ?? []), tax.amount]);
    }
    lines.push(lineOf(line, itemIds.get(line.item) ?? 0, taxes, draft.pricesIncludeTax, currencyId));
  }
  if (rounding !== undefined) lines.push(roundingLine(rounding, itemIds.get(rounding.item) ?? 0));

  const dateOrder = odooTime(withinDay(draft.orderedAt, draft.orderDay, zone));
  const head = {
    partner_id: customer,
    partner_invoice_id: customer,
    partner_shipping_id: draft.deliveryAddressId === undefined ? customer : (recordId(draft.deliveryAddressId) ?? 0),
    ...(pricelist === undefined ? {} : { pricelist_id: pricelist }),
    ...(draft.warehouse === undefined ? {} : { warehouse_id: await masters.warehouseId(draft.warehouse, signal) }),
    client_order_ref: draft.reference,
    date_order: dateOrder,
  };
  const digest = createHash('sha256')
    .update(JSON.stringify([head, lines]))
    .digest('hex');
  const origin = originOf(dateOrder, digest);
  return {
    ...table(draft.key, { ...head, origin }, lines),
    values: valuesOf({ ...head, origin }, lines),
    dateOrder,
    origin,
  };
}

/** Odoo has a time and no day of its own: a moment that its zone puts on another day moves to the edge of the right one. */
export function withinDay(orderedAt: Instant, orderDay: string, zone: string): Instant {
  const there = dayOf(orderedAt, zone);
  if (there === orderDay) return orderedAt;
  const { from, to } = dayBounds(orderDay, zone);
  return there < orderDay ? from : new Date(Date.parse(to) - 1000).toISOString();
}

/**
 * `extra_tax_data` states net and tax instead of letting Odoo compute them (docs/odoo.md); it counts only while price, quantity,
 * discount and currency are the line's own. The price is after discounts and has all decimals.
 */
function lineOf(
  line: DraftLine,
  product: number,
  taxes: ReadonlyMap<number, readonly DraftLine['amount'][]>,
  pricesIncludeTax: boolean,
  currencyId: number,
): Line {
  const { amount, quantity } = line;
  const amounts = new Map([...taxes].map(([id, parts]) => [id, sum(parts, amount.currency)]));
  const tax = sum([...amounts.values()], amount.currency);
  const net = Number((pricesIncludeTax ? subtract(amount, tax) : amount).amount);
  const price = Number(dividedBy(amount, quantity, 16));
  const manual = Object.fromEntries(
    [...amounts].map(([id, one]) => [id, { base_amount_currency: net, tax_amount_currency: Number(one.amount) }]),
  );
  return {
    product_id: product,
    name: line.description,
    product_uom_qty: quantity,
    price_unit: price,
    tax_ids: [...amounts.keys()],
    extra_tax_data:
      amounts.size === 0
        ? undefined
        : {
            currency_id: currencyId,
            price_unit: price,
            discount: 0,
            quantity,
            manual_total_excluded_currency: net,
            manual_tax_amounts: manual,
          },
  };
}

const roundingLine = ({ amount }: RoundingLine, product: number): Line => ({
  product_id: product,
  name: 'Rounding difference',
  product_uom_qty: 1,
  price_unit: Number(money(amount.amount, amount.currency).amount),
  tax_ids: [],
  extra_tax_data: undefined,
});

type Head = Readonly<Record<string, string | number>>;

const LINE_FIELDS = [
  'order_line/product_id/.id',
  'order_line/name',
  'order_line/product_uom_qty',
  'order_line/price_unit',
  'order_line/technical_price_unit',
  'order_line/tax_ids/.id',
  'order_line/extra_tax_data',
];

function table(key: string, head: Head, lines: readonly Line[]): Pick<OrderContent, 'fields' | 'rows'> {
  const fields = ['id', ...Object.keys(head).map(field => (field.endsWith('_id') ? `${field}/.id` : field))];
  const first = [externalId(key), ...Object.values(head).map(String)];
  const blank = first.map(() => '');
  const rows = lines.map((line, at) => [
    ...(at === 0 ? first : blank),
    String(line.product_id),
    line.name,
    String(line.product_uom_qty),
    String(line.price_unit),
    // Says that the price is not Odoo's own: it must not be replaced by the list price.
    '-1',
    line.tax_ids.join(','),
    line.extra_tax_data === undefined ? '' : JSON.stringify(line.extra_tax_data),
  ]);
  return { fields: [...fields, ...LINE_FIELDS], rows };
}

/** The whole content for a draft that is there already: its lines go, these come. */
const valuesOf = (head: Head, lines: readonly Line[]): Readonly<Record<string, unknown>> => ({
  ...head,
  order_line: [
    [5, 0, 0],
    ...lines.map(({ tax_ids, extra_tax_data, ...line }) => [
      0,
      0,
      {
        ...line,
        technical_price_unit: -1,
        tax_ids: [[6, 0, tax_ids]],
        extra_tax_data: extra_tax_data ?? false,
      },
    ]),
  ],
});
