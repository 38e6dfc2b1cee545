import type { SpecialItem } from '../../model/problem.ts';

/** The books of a small British shop that also sells abroad. */

type Rate = { readonly country: string; readonly rate: string; readonly label: string };

export const RATES: readonly Rate[] = [
  { country: 'GB', rate: '0.2', label: 'VAT 20 %' },
  { country: 'GB', rate: '0.05', label: 'VAT 5 %' },
  { country: 'GB', rate: '0', label: 'VAT 0 %' },
  { country: 'IE', rate: '0.23', label: 'Irish VAT 23 % (OSS)' },
  { country: 'IE', rate: '0.135', label: 'Irish VAT 13.5 % (OSS)' },
  { country: 'DE', rate: '0.19', label: 'German VAT 19 % (OSS)' },
  { country: 'DE', rate: '0.07', label: 'German VAT 7 % (OSS)' },
  { country: 'FR', rate: '0.2', label: 'French VAT 20 % (OSS)' },
  { country: 'NL', rate: '0.21', label: 'Dutch VAT 21 % (OSS)' },
  { country: '*', rate: '0', label: 'Zero-rated export' },
];

/** "GB-20-INC" for prices with tax, "GB-20" for prices without. */
export function taxCode({ country, rate }: Pick<Rate, 'country' | 'rate'>, included: boolean): string {
  const percent = (Number(rate) * 100).toFixed(1).replace('.0', '');
  return `${country === '*' ? 'EXPORT' : country}-${percent}${included ? '-INC' : ''}`;
}

/** Countries the books are ready for. */
export const COUNTRIES: readonly string[] = ['GB', 'IE', 'DE', 'FR', 'NL', 'US'];
export const CURRENCIES: readonly string[] = ['GBP', 'EUR', 'USD', 'SEK', 'ISK', 'JPY'];

type Method = { readonly gateway: string; readonly code: string; readonly label: string; readonly account: string };
export const METHODS: readonly Method[] = [
  { gateway: 'shopify_payments', code: 'CARD', label: 'Shopify Payments', account: '1210 Shopify Payments clearing' },
  { gateway: 'paypal', code: 'PAYPAL', label: 'PayPal', account: '1220 PayPal' },
  { gateway: 'bank_deposit', code: 'BANK', label: 'Bank transfer', account: '1200 Bank' },
  { gateway: 'manual', code: 'BANK', label: 'Bank transfer', account: '1200 Bank' },
  { gateway: 'cash', code: 'CASH', label: 'Cash till', account: '1230 Petty cash' },
  { gateway: 'gift_card', code: 'GIFT', label: 'Gift cards redeemed', account: '2109 Gift cards' },
];

type Special = { readonly role: SpecialItem; readonly code: string; readonly name: string; readonly account: string };
export const SPECIALS: readonly Special[] = [
  { role: 'shipping', code: 'SHIPPING', name: 'Postage and packing', account: '4910 Postage charged' },
  { role: 'tip', code: 'TIP', name: 'Tip', account: '2210 Tips held for staff' },
  { role: 'gift-card', code: 'GIFT-CARD', name: 'Gift card sold', account: '2109 Gift cards' },
  { role: 'duties', code: 'DUTIES', name: 'Import duties charged', account: '4920 Duties charged' },
  { role: 'fee', code: 'FEE', name: 'Additional fee', account: '4930 Fees charged' },
  { role: 'custom-line', code: 'CUSTOM', name: 'Custom line', account: '4000 Sales' },
  {
    role: 'marketplace-tax',
    code: 'MARKETPLACE-TAX',
    name: 'Tax paid by a marketplace',
    account: '2203 Marketplace tax',
  },
  { role: 'rounding', code: 'ROUNDING', name: 'Rounding difference', account: '7999 Rounding' },
];

export const WALK_IN = { id: 'walk-in', name: 'Shop counter' };

/** "Stock room" -> "STOCK-ROOM". */
export const warehouseCode = (location: string): string => location.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '-');
