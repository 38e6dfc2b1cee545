import type { Side } from '../../ownership/decide.ts';
import { money } from '../../model/money.ts';
import { moneyInWords } from '../../model/money-words.ts';
import type { FieldPair, GoodsField } from './fields.ts';
import { isShown } from './agreed.ts';

/** Completes "has two ...". */
const twoOf: Readonly<Record<GoodsField, string>> = {
  'product.title': 'titles',
  'product.description': 'descriptions',
  'product.vendor': 'vendors',
  'product.type': 'types',
  'product.tags': 'sets of tags',
  'product.status': 'statuses',
  'variant.sku': 'SKUs',
  'variant.barcode': 'barcodes',
  'variant.price': 'prices',
  'variant.compare-at-price': 'compare-at prices',
  'variant.cost': 'costs',
  'variant.weight': 'weights',
  'variant.tracked': 'answers to whether its stock is counted',
};
export const severalOf = (field: GoodsField): string => twoOf[field];

const longest = 80;

/** A value as people say it: "£14.95", "350 g", "none". */
export function valueInWords(field: GoodsField, value: string | null, currency: string): string {
  if (value === null || value === '') return 'none';
  switch (field) {
    case 'variant.price':
    case 'variant.compare-at-price':
    case 'variant.cost':
      return /^-?\d+(?:\.\d+)?$/.test(value) ? moneyInWords(money(value, currency), currency) : value;
    case 'variant.weight':
      return `${value} g`;
    case 'variant.sku':
    case 'variant.barcode':
    case 'variant.tracked':
    case 'product.status':
      return value;
    case 'product.title':
    case 'product.description':
    case 'product.vendor':
    case 'product.type':
    case 'product.tags':
      if (!isShown(value)) return 'a longer text';
      return `"${value.length > longest ? `${value.slice(0, longest)}…` : value}"`;
  }
}

export const sideName = (side: Side, erp: string): string => (side === 'shopify' ? 'Shopify' : erp);

/** Which sides' values may be chosen: Shopify's only where the ERP takes the field. */
export const choosable = ({ name }: FieldPair, writesFields: readonly string[]): readonly Side[] =>
  writesFields.includes(name) ? ['shopify', 'erp'] : ['erp'];
