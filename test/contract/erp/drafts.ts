import {
  add,
  allocate,
  dividedBy,
  minorDigits,
  money,
  rounded,
  subtract,
  sum,
  times,
  zero,
  type Money,
} from '../../../core/model/money.ts';
import type { Address } from '../../../core/model/order.ts';
import type { CustomerDraft, DraftLine, SalesOrder, SalesOrderDraft } from '../../../core/model/sales-order.ts';
import { signal, type ErpFixture } from './fixture.ts';

/** Orders as Shopify prices them: discounts shared out to the penny, tax rounded half up by line. */
export type Basket = {
  readonly pricesIncludeTax?: boolean;
  readonly currency?: string;
  /** Off the whole order. */
  readonly discount?: string;
  readonly lines: readonly { readonly price: string; readonly quantity?: number; readonly rate?: string }[];
};

let used = Date.now() * 1000 + Math.floor(Math.random() * 1000);
/** Never given before, in this run or another. */
export const freshNumber = (): string => String((used += 1));
export const orderKey = (): string => `shopify:order:${freshNumber()}`;

const ADDRESS: Address = {
  name: 'Zoë O’Neil',
  company: 'Acme, "Ltd"',
  address1: '1 High St',
  address2: undefined,
  city: 'Leeds',
  province: undefined,
  zip: 'LS1 1AA',
  countryCode: 'GB',
  phone: undefined,
};
export const addressOf = ({ address }: CustomerDraft): Address => address ?? ADDRESS;

export function customerDraft(changes: Partial<CustomerDraft> = {}): CustomerDraft {
  const number = freshNumber();
  return {
    key: `shopify:customer:${number}`,
    name: `Zoë O'Neil ${number}`,
    email: `zoe.${number}@example.com`,
    phone: '+44 20 7946 0000',
    address: ADDRESS,
    ...changes,
  };
}

export async function newCustomer({ erp }: ErpFixture): Promise<string> {
  return (await erp.createCustomer(customerDraft(), signal())).id;
}

export function draftOf(fixture: ErpFixture, customerId: string, basket: Basket): SalesOrderDraft {
  const { pricesIncludeTax = true, currency = fixture.currency } = basket;
  const full = basket.lines.map(line => times(money(line.price, currency), line.quantity ?? 1));
  const discounts = allocate(
    money(basket.discount ?? '0', currency),
    full.map(one => one.amount),
  );
  const lines = basket.lines.map((line, at): DraftLine => {
    const discount = discounts[at] ?? zero(currency);
    const amount = subtract(full[at] ?? zero(currency), discount);
    const rate = line.rate ?? '0.2';
    return {
      key: `gid://shopify/LineItem/${at + 1}`,
      item: fixture.items[at % 3] ?? fixture.items[0],
      description: `Line ${at + 1}: <b>Möbel</b> & "Co", 100 %`,
      quantity: line.quantity ?? 1,
      unitPrice: money(line.price, currency),
      discount,
      amount,
      taxes: [{ code: fixture.tax(rate, pricesIncludeTax), rate, amount: taxOn(amount, rate, pricesIncludeTax) }],
    };
  });
  const tax = sum(
    lines.flatMap(line => line.taxes.map(one => one.amount)),
    currency,
  );
  const amounts = sum(
    lines.map(line => line.amount),
    currency,
  );
  const net = pricesIncludeTax ? subtract(amounts, tax) : amounts;
  return {
    key: orderKey(),
    reference: `#${freshNumber().slice(-6)}`,
    orderedAt: '2026-11-12T23:30:00Z',
    orderDay: '2026-11-12',
    currency,
    pricesIncludeTax,
    customerId,
    deliveryAddressId: undefined,
    warehouse: undefined,
    lines,
    totals: { net, tax, gross: add(net, tax) },
  };
}

export const taxOn = (amount: Money, rate: string, included: boolean): Money =>
  included
    ? money(dividedBy(times(amount, rate), 1 + Number(rate), minorDigits(amount.currency)), amount.currency)
    : rounded(times(amount, rate));

export async function simpleDraft(fixture: ErpFixture, basket: Partial<Basket> = {}): Promise<SalesOrderDraft> {
  return draftOf(fixture, await newCustomer(fixture), {
    lines: [{ price: '14.90', quantity: 2 }, { price: '3.95' }],
    ...basket,
  });
}

/** Drafted and posted, with the rounding line an ERP with sums of its own needs. */
export async function postExactly(fixture: ErpFixture, draft: SalesOrderDraft): Promise<SalesOrder> {
  const held = await fixture.erp.draftSalesOrder(draft, signal());
  const off = subtract(draft.totals.gross, held.totals.gross);
  const rounding = Number(off.amount) === 0 ? undefined : { item: fixture.roundingItem, amount: off };
  return fixture.erp.postSalesOrder(draft, rounding, signal());
}
