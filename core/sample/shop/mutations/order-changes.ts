import { cancelOrder } from '../changes.ts';
import { fault } from '../graphql-fault.ts';
import { InputProblem } from '../input-problem.ts';
import type { Order } from '../order-records.ts';
import type { Customer, Product } from '../records.ts';
import type { ApiRequest } from '../request.ts';
import { customerView } from '../views/customer-view.ts';
import { orderView } from '../views/order-view.ts';
import { productView } from '../views/product-view.ts';
import { gid, idOf, type View } from '../views/view.ts';
import { findOrder, problem } from './payload.ts';
import { sortedTags } from './product-input.ts';

interface TagArguments {
  readonly id: string;
  readonly tags: readonly string[];
}

export const tagsAdd = (request: ApiRequest, args: TagArguments) =>
  changeTags(request, args, 'tagsAdd', tags => sortedTags([...tags, ...args.tags]));

export const tagsRemove = (request: ApiRequest, args: TagArguments) =>
  changeTags(request, args, 'tagsRemove', tags => {
    const gone = new Set(args.tags.map(tag => tag.toLowerCase()));
    return tags.filter(tag => !gone.has(tag.toLowerCase()));
  });

function changeTags(
  request: ApiRequest,
  args: TagArguments,
  field: string,
  change: (tags: readonly string[]) => readonly string[],
) {
  const { store } = request;
  const updated = <T extends { readonly tags: readonly string[]; readonly updatedAt: number }>(record: T): T => {
    const tags = change(record.tags);
    return tags.length === record.tags.length ? record : { ...record, tags, updatedAt: store.second() };
  };
  const orderId = idOf('Order', args.id);
  if (orderId !== null) {
    request.access.checkScope('write_orders', field);
    const order = findOrder(request, args.id);
    if (!order) return missing();
    const next: Order = updated(order);
    if (next !== order) store.putOrder(next);
    return done(orderView(request, next));
  }
  const productId = idOf('Product', args.id);
  if (productId !== null) {
    request.access.checkScope('write_products', field);
    const product = store.products.get(productId);
    if (!product) return missing();
    const next: Product = updated(product);
    store.products.set(productId, next);
    return done(productView(request, next));
  }
  const customerId = idOf('Customer', args.id);
  if (customerId === null)
    throw fault('NOT_IMPLEMENTED', `The sample shop does not implement ${field} for ${args.id}.`);
  request.access.checkScope('write_customers', field);
  const customer = store.customers.get(customerId);
  if (!customer) return missing();
  const next: Customer = updated(customer);
  store.customers.set(customerId, next);
  return done(customerView(request, next));
}

const done = (node: View) => ({ node, userErrors: [] });

const missing = () => ({ node: null, userErrors: [problem(['id'], 'The record does not exist')] });

interface OrderInput {
  readonly id: string;
  readonly note?: string | null;
  readonly tags?: readonly string[] | null;
  readonly poNumber?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly customAttributes?: readonly { readonly key: string; readonly value: string }[] | null;
}

const UPDATED = new Set(['id', 'note', 'tags', 'poNumber', 'email', 'phone', 'customAttributes']);

/** Lists in the input replace what was there. */
export function orderUpdate(request: ApiRequest, args: { readonly input: OrderInput }) {
  const { input } = args;
  const unknown = Object.keys(input).find(key => !UPDATED.has(key));
  if (unknown !== undefined) {
    throw fault('NOT_IMPLEMENTED', `The sample shop does not implement OrderInput.${unknown}.`, { field: unknown });
  }
  const order = findOrder(request, input.id);
  if (!order) return { order: null, userErrors: [problem(['id'], 'Order does not exist')] };
  const next = request.store.putOrder({
    ...order,
    note: input.note === undefined ? order.note : input.note,
    tags: input.tags ?? order.tags,
    poNumber: input.poNumber === undefined ? order.poNumber : input.poNumber,
    email: input.email === undefined ? order.email : input.email,
    phone: input.phone === undefined ? order.phone : input.phone,
    attributes: input.customAttributes ?? order.attributes,
    updatedAt: request.store.second(),
  });
  return { order: orderView(request, next), userErrors: [] };
}

interface CancelArguments {
  readonly orderId: string;
  readonly reason: 'CUSTOMER' | 'DECLINED' | 'FRAUD' | 'INVENTORY' | 'OTHER' | 'STAFF';
  readonly restock: boolean;
  readonly refund?: boolean | null;
  readonly refundMethod?: { readonly originalPaymentMethodsRefund?: boolean | null } | null;
  readonly staffNote?: string | null;
}

/** Shopify cancels in the background; here the job is done by the time it is answered. */
export function orderCancel(request: ApiRequest, args: CancelArguments) {
  const order = findOrder(request, args.orderId);
  if (!order) return refused('Order does not exist', 'NOT_FOUND');
  try {
    cancelOrder(request.store, order, {
      reason: args.reason,
      restock: args.restock,
      refund: args.refund ?? args.refundMethod?.originalPaymentMethodsRefund ?? false,
      ...(args.staffNote == null ? {} : { note: args.staffNote }),
    });
  } catch (failure) {
    if (failure instanceof InputProblem) return refused(`Order ${failure.message}`, 'INVALID');
    throw failure;
  }
  const job = { id: gid('Job', request.store.nextId()), done: true };
  return { job, orderCancelUserErrors: [], userErrors: [] };
}

function refused(message: string, code: string) {
  const errors = [problem(['orderId'], message, code)];
  return { job: null, orderCancelUserErrors: errors, userErrors: errors };
}
