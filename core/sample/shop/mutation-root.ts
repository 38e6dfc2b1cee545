import type { GraphQLResolveInfo } from 'graphql';
import type { Idempotency } from './idempotency.ts';
import { bulkOperationCancel, bulkOperationRunQuery, type BulkRunArguments } from './mutations/bulk.ts';
import { fulfillmentCreate } from './mutations/fulfillment-create.ts';
import { inventoryActivate } from './mutations/inventory-activate.ts';
import { inventoryAdjustQuantities, inventorySetQuantities } from './mutations/inventory.ts';
import { metafieldsSet } from './mutations/metafields-set.ts';
import { orderCancel, orderUpdate, tagsAdd, tagsRemove } from './mutations/order-changes.ts';
import { productSet } from './mutations/product-set.ts';
import { inventoryItemUpdate, productUpdate, productVariantsBulkUpdate } from './mutations/product-update.ts';
import { refundCreate } from './mutations/refund-create.ts';
import type { ApiRequest } from './request.ts';
import { fault } from './graphql-fault.ts';
import type { View } from './views/view.ts';

export function mutationRoot(request: ApiRequest, idempotency: Idempotency, query: View): View {
  const plain =
    <A>(mutation: (request: ApiRequest, args: A) => unknown) =>
    (args: A): unknown =>
      mutation(request, args);
  /** Where the payload's errors carry a code, a reused key is a user error; elsewhere it is a top-level one. */
  const keyed =
    <A>(mutation: (request: ApiRequest, args: A) => unknown, coded: boolean) =>
    (args: A, info: GraphQLResolveInfo): unknown =>
      idempotency.once(
        info,
        args,
        () => mutation(request, args),
        (message, code) => {
          if (!coded) throw fault(code, message);
          return { inventoryAdjustmentGroup: null, userErrors: [{ field: null, message, code }] };
        },
      );
  return {
    __typename: 'Mutation',
    bulkOperationRunQuery: (args: BulkRunArguments, info: GraphQLResolveInfo) =>
      bulkOperationRunQuery(request, query, args, info.schema),
    bulkOperationCancel: plain(bulkOperationCancel),
    metafieldsSet: plain(metafieldsSet),
    tagsAdd: plain(tagsAdd),
    tagsRemove: plain(tagsRemove),
    orderUpdate: plain(orderUpdate),
    orderCancel: plain(orderCancel),
    fulfillmentCreate: plain(fulfillmentCreate),
    inventorySetQuantities: keyed(inventorySetQuantities, true),
    inventoryAdjustQuantities: keyed(inventoryAdjustQuantities, true),
    inventoryActivate: keyed(inventoryActivate, false),
    inventoryItemUpdate: plain(inventoryItemUpdate),
    productUpdate: plain(productUpdate),
    productVariantsBulkUpdate: plain(productVariantsBulkUpdate),
    productSet: plain(productSet),
    refundCreate: keyed(refundCreate, false),
  };
}
