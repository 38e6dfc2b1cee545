import { connection, type PageArguments } from './connection.ts';
import { nodeOf } from './node-lookup.ts';
import { orderFilters, orderPlace } from './order-search.ts';
import type { Order } from './order-records.ts';
import type { Location, Product, ShopEvent } from './records.ts';
import { idFilter, textFilter, tokenFilter } from './filters.ts';
import { customerFilters, itemFilters, productFilters, variantFilters } from './record-filters.ts';
import { compileQuery, type Filters } from './search.ts';
import type { ApiRequest } from './request.ts';
import type { Store } from './store.ts';
import { bulkFilters, bulkView } from './views/bulk-view.ts';
import { customerView } from './views/customer-view.ts';
import { appInstallationView, inventoryPropertiesView, PUBLIC_VERSIONS, shopView } from './views/shop-view.ts';
import { eventFilters, eventView } from './views/event-view.ts';
import { orderView } from './views/order-view.ts';
import { productView, variantView } from './views/product-view.ts';
import { inventoryItemView, locationView } from './views/stock-view.ts';
import { fulfilmentOrderView } from './views/fulfilment-view.ts';
import { idOf, type View } from './views/view.ts';

type ListArguments = PageArguments & { readonly query?: string | null; readonly sortKey?: string };
type CountArguments = { readonly query?: string | null; readonly limit?: number | null };
type ById = { readonly id: string };

export function queryRoot(request: ApiRequest): View {
  const { store } = request;
  const zone = store.settings.timeZone;
  const now = (): number => store.now();
  const one = (type: string) => (args: ById) => (idOf(type, args.id) === null ? null : nodeOf(request, args.id, type));

  const searched = <T>(
    field: string,
    records: readonly T[],
    query: string | null | undefined,
    filters: Filters<T>,
  ): T[] => {
    const { matches, unknown } = compileQuery(query, filters);
    request.noteUnknownFilters(field, query ?? '', unknown);
    return records.filter(matches);
  };
  const orders = (field: string, query: string | null | undefined): Order[] =>
    searched(field, store.indexedOrders().filter(request.visible), query, orderFilters(zone, now));

  return {
    __typename: 'QueryRoot',
    shop: () => shopView(request),
    currentAppInstallation: () => appInstallationView(request),
    publicApiVersions: PUBLIC_VERSIONS,
    inventoryProperties: inventoryPropertiesView,
    bulkOperation: one('BulkOperation'),
    bulkOperations: (args: ListArguments) =>
      connection(
        searched('bulkOperations', request.bulk.all(), args.query, bulkFilters(store)),
        { ...args, reverse: args.reverse !== true },
        each => ({ value: (args.sortKey === 'COMPLETED_AT' ? each.completedAt : each.createdAt) ?? 0, id: each.id }),
        each => bulkView(request.bulk, each),
      ),
    node: (args: ById) => nodeOf(request, args.id, null),
    nodes: (args: { readonly ids: readonly string[] }) => args.ids.map(id => nodeOf(request, id, null)),
    order: one('Order'),
    product: one('Product'),
    productVariant: one('ProductVariant'),
    customer: one('Customer'),
    inventoryItem: one('InventoryItem'),
    inventoryLevel: one('InventoryLevel'),
    fulfillmentOrder: one('FulfillmentOrder'),
    fulfillment: one('Fulfillment'),
    refund: one('Refund'),
    location: (args: { readonly id?: string | null }) => {
      const first = [...store.locations.values()][0];
      if (args.id == null) return first ? locationView(request, first) : null;
      return one('Location')({ id: args.id });
    },
    orders: (args: ListArguments) =>
      connection(orders('orders', args.query), args, orderPlace(args.sortKey ?? 'PROCESSED_AT'), order =>
        orderView(request, order),
      ),
    ordersCount: (args: CountArguments) => counted(orders('ordersCount', args.query), args),
    products: (args: ListArguments) =>
      connection(
        searched('products', store.products.indexed(), args.query, productFilters(store)),
        args,
        each => ({ value: productPlace(args.sortKey, each), id: each.id }),
        each => productView(request, each),
      ),
    productVariants: (args: ListArguments) =>
      connection(
        searched('productVariants', [...store.variants.values()], args.query, variantFilters(store)),
        args,
        args.sortKey === 'SKU' ? each => ({ value: each.sku, id: each.id }) : byTime('ID'),
        each => variantView(request, each),
      ),
    productVariantsCount: (args: CountArguments) =>
      counted(searched('productVariantsCount', [...store.variants.values()], args.query, variantFilters(store)), args),
    inventoryItems: (args: ListArguments) =>
      connection(
        searched('inventoryItems', [...store.variants.values()], args.query, itemFilters(store)),
        args,
        each => ({ value: each.inventoryItemId, id: each.inventoryItemId }),
        each => inventoryItemView(request, each),
      ),
    events: (args: ListArguments) =>
      connection(
        searched('events', keptEvents(store), args.query, eventFilters(store)),
        args,
        each => ({ value: args.sortKey === 'CREATED_AT' ? each.at : each.id, id: each.id }),
        eventView,
      ),
    customers: (args: ListArguments) =>
      connection(
        searched('customers', [...store.customers.values()], args.query, customerFilters(store)),
        args,
        byTime(args.sortKey),
        each => customerView(request, each),
      ),
    locations: (args: ListArguments & { readonly includeInactive?: boolean }) =>
      connection(
        searched<Location>(
          'locations',
          [...store.locations.values()].filter(each => each.isActive || args.includeInactive === true),
          args.query,
          {
            default: tokenFilter(each => [each.name]),
            id: idFilter(each => each.id),
            name: textFilter(each => [each.name]),
          },
        ),
        args,
        args.sortKey === 'ID' ? each => ({ value: each.id, id: each.id }) : each => ({ value: each.name, id: each.id }),
        each => locationView(request, each),
      ),
    fulfillmentOrders: (args: ListArguments & { readonly includeClosed?: boolean }) =>
      connection(
        orders('fulfillmentOrders', null)
          .flatMap(order => order.fulfilmentOrders.map(each => ({ order, each })))
          .filter(
            ({ each }) => args.includeClosed === true || (each.status !== 'CLOSED' && each.status !== 'CANCELLED'),
          ),
        args,
        ({ each }) => ({ value: args.sortKey === 'UPDATED_AT' ? each.updatedAt : each.id, id: each.id }),
        ({ order, each }) => fulfilmentOrderView(request, order, each),
      ),
  };
}

const YEAR_MS = 365 * 86_400_000;

/** For a year. */
const keptEvents = (store: Store): ShopEvent[] => store.events.filter(one => one.at > store.now() - YEAR_MS);

function counted(found: readonly unknown[], { limit }: CountArguments): View {
  const limited = limit != null && found.length > limit;
  return { __typename: 'Count', count: limited ? limit : found.length, precision: limited ? 'AT_LEAST' : 'EXACT' };
}

interface Timed {
  readonly id: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

function productPlace(sortKey: string | undefined, product: Product): number | string {
  if (sortKey === 'TITLE') return product.title;
  if (sortKey === 'VENDOR') return product.vendor;
  if (sortKey === 'PRODUCT_TYPE') return product.productType;
  return byTime(sortKey)(product).value;
}

const byTime = (sortKey: string | undefined) => (record: Timed) => ({
  value: sortKey === 'UPDATED_AT' ? record.updatedAt : sortKey === 'CREATED_AT' ? record.createdAt : record.id,
  id: record.id,
});
