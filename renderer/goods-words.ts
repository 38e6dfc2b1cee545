import type { GoodsStateName, PlanCard, PreviewRow, StockFate } from '../core/model/goods-view.ts';
import type { Category } from '../core/model/problem.ts';
import type { FlowName } from '../core/model/write.ts';
import { count, plural } from './format.ts';
import type { Mark } from './parts/state-mark.tsx';

/** What a flow counts. */
export const flowThings: Readonly<Record<FlowName, string>> = {
  'import-orders': 'order',
  'sync-products': 'product',
  'export-stock': 'stock level',
};

export const markOfFate: Readonly<Record<StockFate, Mark>> = {
  write: 'ok',
  wait: 'wait',
  held: 'held',
  asks: 'warn',
  'left-out': 'skip',
  same: 'ok',
};
/** The order in which parts are told, what both sides agree on last. */
export const outcomes = ['write', 'wait', 'held', 'asks', 'left-out'] as const satisfies PreviewRow['outcome'][];

export const markOfGoods: Readonly<Record<GoodsStateName, Mark>> = {
  agreed: 'ok',
  parked: 'warn',
  conflict: 'held',
  pending: 'wait',
  skipped: 'skip',
};
export const goodsStateWords: Readonly<Record<GoodsStateName, string>> = {
  agreed: 'Both sides agree',
  parked: 'Needs you',
  conflict: 'Both changed',
  pending: 'Waiting',
  skipped: 'Left out',
};

/** What a product, a variant, a stock level or a location is called before its name, from Shopify's id. */
export function kindOfGoods(id: string): string {
  if (id.includes('InventoryLevel')) return 'Stock of';
  if (id.includes('Location')) return 'Location';
  return id.includes('ProductVariant') ? 'Variant' : 'Product';
}

/** The same where no name follows. */
export const kindAlone = (id: string): string => kindOfGoods(id).replace(' of', '');

/** What happens to goods if nobody does anything. */
export function ifGoodsLeft(category: Category, name: string, erp: string): string {
  switch (category) {
    case 'mapping':
    case 'rejected':
      return `Shopify and ${erp} keep what they have of ${name}. Everything else goes on.`;
    case 'conflict':
      return `Shopify keeps what it says, ${erp} keeps what it says, and ${name} stays here.`;
    case 'safety':
      return `${name} stays held, and nothing of it is written.`;
    case 'transient':
    case 'busy':
      return `we compare ${name} again by ourselves.`;
    case 'auth':
      return 'all syncing rests until the access is back. Both sides keep what they have.';
    case 'bug':
      return 'this flow rests. What happened is kept.';
    default:
      return category satisfies never;
  }
}

/** Whether a location's stock is what it is about. */
export const isPlanOf = ({ key, problem }: PlanCard, location: string): boolean =>
  key === `${problem.code} ${location}`;
/** A location that was never compared before: it is started by a choice in Stock. */
export const isStart = ({ problem }: PlanCard): boolean => problem.code === 'first-stock';

/** Where a held plan is found among the problems. */
export const planId = ({ flow, key }: PlanCard): string => `plan:${flow}:${key}`;
/** "61 stock levels"; undefined where it could not be made at all. */
export const planRecords = ({ flow, records }: PlanCard): string | undefined =>
  records === 0 ? undefined : plural(records, flowThings[flow]);

const minus = '\u2212';
/** "12", "−1" */
export const figure = (value: number): string => (value < 0 ? `${minus}${count(-value)}` : count(value));
/** "+12", "−2", "0" */
export const signed = (value: number): string => (value > 0 ? `+${count(value)}` : figure(value));
/** A decimal as a figure: "29.000" is "29", "-1.50" is "−1.5". */
export const decimalFigure = (decimal: string): string =>
  decimal
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
    .replace(/^-/, minus)
    .replace(/\d(?=(\d{3})+(?!\d))(?<!\..*)/g, '$&,');
