import { z } from 'zod';
import { add, money, zero, type Money } from '../model/money.ts';
import type { MoneyBag, TaxLine } from '../model/order.ts';

/** A decimal text with a currency. A JSON number is refused: it has been a binary float. */
const moneyV2 = z
  .object({ amount: z.string().regex(/^-?\d+(\.\d+)?$/, 'is no decimal number'), currencyCode: z.string() })
  .transform(({ amount, currencyCode }, context): Money => {
    if (/^[A-Z]{3}$/.test(currencyCode)) return money(amount, currencyCode);
    context.addIssue({ code: 'custom', path: ['currencyCode'], message: 'is no currency' });
    return z.NEVER;
  });

export const moneyBag = z
  .object({ shopMoney: moneyV2, presentmentMoney: moneyV2 })
  .transform(({ shopMoney, presentmentMoney }): MoneyBag => ({ shop: shopMoney, presentment: presentmentMoney }));

export const noMoney = ({ shop, presentment }: MoneyBag): MoneyBag => ({
  shop: zero(shop.currency),
  presentment: zero(presentment.currency),
});

/** @param like gives the currencies when there is nothing to add up. */
export function total(bags: readonly MoneyBag[], like: MoneyBag): MoneyBag {
  const [first, ...rest] = bags;
  if (first === undefined) return noMoney(like);
  return rest.reduce(
    (at, bag) => ({ shop: add(at.shop, bag.shop), presentment: add(at.presentment, bag.presentment) }),
    first,
  );
}

/** A GraphQL Float, the one number Shopify does not send as text; its shortest decimal form is what the shop entered. */
const rate = z.number().nonnegative().transform(decimalText);

export const taxLines = z.array(
  z
    .object({ title: z.string(), rate, channelLiable: z.boolean().nullish(), priceSet: moneyBag })
    .transform(({ title, rate: given, channelLiable, priceSet }): TaxLine => ({
      title,
      rate: given,
      amount: priceSet,
      channelLiable: channelLiable === true,
    })),
);

export const discounts = z.array(z.object({ allocatedAmountSet: moneyBag }).transform(one => one.allocatedAmountSet));

/** 0.075 -> "0.075", 1e-7 -> "0.0000001". */
export function decimalText(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}
