import type { StockFate } from './goods-view.ts';
import type { FlowName } from './write.ts';

/** What each flow carries. */
export const flowWords: Readonly<Record<FlowName, string>> = {
  'import-orders': 'Orders',
  'sync-products': 'Products',
  'export-stock': 'Stock',
};

/** What happens to a record with the next run. */
export const fateWords: Readonly<Record<StockFate, string>> = {
  write: 'To write',
  wait: 'Wait',
  held: 'Held',
  asks: 'Ask you',
  'left-out': 'Left out',
  same: 'Agree',
};
