import type { ApiRequest } from '../request.ts';
import type { Order } from '../order-records.ts';
import { idOf } from '../views/view.ts';

export interface UserError {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code?: string;
  readonly elementIndex?: number | null;
}

export const problem = (field: readonly string[], message: string, code?: string): UserError => ({
  field,
  message,
  ...(code === undefined ? {} : { code }),
});

/** The order as it is now, when the app may see it. */
export function findOrder(request: ApiRequest, global: unknown): Order | undefined {
  const id = idOf('Order', global);
  const order = id === null ? undefined : request.store.order(id);
  return order && request.visible(order) ? order : undefined;
}
