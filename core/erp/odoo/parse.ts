import { Big } from 'big.js';
import { z } from 'zod';
import { minorDigits, money, type Money } from '../../model/money.ts';
import type { Totals } from '../../model/sales-order.ts';
import type { Instant } from '../../model/time.ts';

/** Odoo says false where a value is empty. */
export const orNothing = <T>(schema: z.ZodType<T>) =>
  z
    .union([schema, z.literal(false), z.null()])
    .transform(value => (value === false || value === null ? undefined : value));

export const text = orNothing(z.string());
/** Many2one: [id, name]. */
export const link = z.tuple([z.number(), z.string()]);
export const ids = z.array(z.number());

/** Decimals arrive as binary floats: 0.6600000000000001 is 0.66. */
export const decimal = (float: number, digits = 6): Big => new Big(float).round(digits, Big.roundHalfUp);

const moneyOf = (amount: number, currency: string): Money =>
  money(decimal(amount, minorDigits(currency)).toFixed(), currency);

export const amounts = {
  amount_untaxed: z.number(),
  amount_tax: z.number(),
  amount_total: z.number(),
  currency_id: link,
};
export const AMOUNT_FIELDS = Object.keys(amounts);

type Amounts = {
  readonly amount_untaxed: number;
  readonly amount_tax: number;
  readonly amount_total: number;
  readonly currency_id: readonly [number, string];
};

export function totalsOf({ amount_untaxed, amount_tax, amount_total, currency_id: [, currency] }: Amounts): Totals {
  return {
    net: moneyOf(amount_untaxed, currency),
    tax: moneyOf(amount_tax, currency),
    gross: moneyOf(amount_total, currency),
  };
}

/** "2026-11-20 09:30:00", UTC, is Odoo's way to write an instant; it knows no fractions of a second. */
export const odooTime = (instant: Instant): string =>
  new Date(Date.parse(instant)).toISOString().slice(0, 19).replace('T', ' ');
export const instantOfOdoo = (time: string): Instant => `${time.slice(0, 19).replace(' ', 'T')}Z`;

/** An id from our side of the port; undefined when it can be none of Odoo's. */
export const recordId = (id: string): number | undefined => {
  const number = Number(id);
  return /^\d{1,10}$/.test(id) && number > 0 && number < 2 ** 31 ? number : undefined;
};
