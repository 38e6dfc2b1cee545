import type { Access } from './access.ts';
import type { BulkOperations } from './bulk/bulk-operations.ts';
import type { Order } from './order-records.ts';
import type { Store } from './store.ts';
import { orderView } from './views/order-view.ts';
import { inventoryItemView } from './views/stock-view.ts';
import type { AppIdentity, Looking, Shown } from './views/view.ts';

const SIXTY_DAYS_MS = 60 * 86_400_000;

/** One GraphQL request: who looks, what they may see, and what the search had to ignore. */
export class ApiRequest implements Looking {
  readonly store: Store;
  readonly access: Access;
  readonly app: AppIdentity;
  readonly bulk: BulkOperations;
  readonly show: Shown = { order: orderView, inventoryItem: inventoryItemView };
  readonly searches: unknown[] = [];

  constructor(store: Store, access: Access, app: AppIdentity, bulk: BulkOperations) {
    this.store = store;
    this.access = access;
    this.app = app;
    this.bulk = bulk;
  }

  /** Without read_all_orders, orders created more than 60 days ago silently do not exist. */
  readonly visible = (order: Order): boolean =>
    this.access.scopes.has('read_all_orders') || order.createdAt >= this.store.now() - SIXTY_DAYS_MS;

  noteUnknownFilters(field: string, query: string, unknown: readonly string[]): void {
    if (unknown.length === 0) return;
    this.searches.push({
      path: [field],
      query,
      warnings: unknown.map(name => ({
        field: name,
        message: 'Invalid search field for this query.',
        code: 'invalid_field',
      })),
    });
  }
}
