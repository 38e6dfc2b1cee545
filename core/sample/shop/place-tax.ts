import { taxOn, type Bag } from './money.ts';
import type { Placement } from './place-input.ts';
import type { TaxLine } from './order-records.ts';

/** A zero-rated export has no tax line; zero-rated goods at home have one of 0. */
export function taxes(input: Placement, rate: string): { title: string; rate: string }[] {
  if (input.taxExempt) return [];
  const said = input.taxRate ?? rate;
  if (input.country !== 'GB' && Number(said) === 0) return [];
  return [{ title: input.taxTitle ?? (input.country === 'GB' ? 'GB VAT' : `${input.country} VAT`), rate: said }];
}

export function taxLine(input: Placement, tax: { title: string; rate: string }, of: Bag, included: boolean): TaxLine {
  const amount = { shop: taxOn(of.shop, tax.rate, included), presentment: taxOn(of.presentment, tax.rate, included) };
  return { ...tax, amount, channelLiable: input.channelLiable };
}
