import { fault } from './graphql-fault.ts';
import type { Order } from './order-records.ts';
import type { ApiRequest } from './request.ts';
import { bulkView } from './views/bulk-view.ts';
import { customerView } from './views/customer-view.ts';
import { fulfilmentOrderView, fulfilmentView } from './views/fulfilment-view.ts';
import { lineView } from './views/line-view.ts';
import { orderView } from './views/order-view.ts';
import { productView, variantView } from './views/product-view.ts';
import { refundView } from './views/refund-view.ts';
import { appInstallationView, shopView } from './views/shop-view.ts';
import { inventoryItemView, levelView, locationView } from './views/stock-view.ts';
import type { View } from './views/view.ts';

/** Finds a record by its gid, as it is now and not as the index has it. `field` is the type asked for, null for `node`. */
export function nodeOf(request: ApiRequest, global: string, field: string | null): View | null {
  const match = /^gid:\/\/shopify\/(\w+)\/(\d+)(?:\?inventory_item_id=(\d+))?$/.exec(global);
  if (!match) throw fault('RESOURCE_NOT_FOUND', 'Invalid id');
  const [, type = '', number = '', item = ''] = match;
  if (field === null) request.access.checkType(type, 'node');
  const id = Number(number);
  const { store } = request;
  const inOrders = <T extends { readonly id: number }>(
    parts: (order: Order) => readonly T[],
    view: (order: Order, part: T) => View,
  ): View | null => {
    for (const order of store.allOrders()) {
      const part = request.visible(order) && parts(order).find(one => one.id === id);
      if (part) return view(order, part);
    }
    return null;
  };
  switch (type) {
    case 'Order': {
      const order = store.order(id);
      return order && request.visible(order) ? orderView(request, order) : null;
    }
    case 'Product':
      return seen(store.products.get(id), one => productView(request, one));
    case 'ProductVariant':
      return seen(store.variants.get(id), one => variantView(request, one));
    case 'InventoryItem':
      return seen(store.variants.ofItem(id), one => inventoryItemView(request, one));
    case 'InventoryLevel':
      return seen(store.levels.get(Number(item), id), one => levelView(request, one));
    case 'Location':
      return seen(store.locations.get(id), one => locationView(request, one));
    case 'Customer':
      return seen(store.customers.get(id), one => customerView(request, one));
    case 'BulkOperation':
      return seen(request.bulk.find(id), one => bulkView(request.bulk, one));
    case 'Shop':
      return shopView(request);
    case 'AppInstallation':
      return id === request.app.installationId ? appInstallationView(request) : null;
    case 'LineItem':
      return inOrders(
        order => order.lines,
        (order, one) => lineView(request, order, one),
      );
    case 'Refund':
      return inOrders(
        order => order.refunds,
        (order, one) => refundView(request, order, one),
      );
    case 'Fulfillment':
      return inOrders(
        order => order.fulfilments,
        (order, one) => fulfilmentView(request, order, one),
      );
    case 'FulfillmentOrder':
      return inOrders(
        order => order.fulfilmentOrders,
        (order, one) => fulfilmentOrderView(request, order, one),
      );
    default:
      throw fault('NOT_IMPLEMENTED', `The sample shop does not implement node for ${type}.`);
  }
}

const seen = <T>(record: T | undefined, view: (record: T) => View): View | null => (record ? view(record) : null);
