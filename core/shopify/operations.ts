import { MUTATION_COST, connectionCost, type Operation, type PageVariables, type PartVariables } from './operation.ts';
import { LINE_COST, ORDER_COST, lineFields, moneyFields, orderFields, shippingFields } from './order-fields.ts';

export const shopInfo: Operation<Record<string, never>> = {
  name: 'ShopInfo',
  text: `query ShopInfo {
  shop { id name myshopifyDomain currencyCode ianaTimezone shopAddress { countryCodeV2 } }
  currentAppInstallation { accessScopes { handle } }
}`,
  cost: () => 4,
};

export type OrdersVariables = PageVariables & { readonly query: string | null };

export const ordersUpdated: Operation<OrdersVariables> = {
  name: 'OrdersUpdated',
  text: `query OrdersUpdated($first: Int!, $after: String, $query: String) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    pageInfo { hasNextPage endCursor }
    nodes { ...OrderFields }
  }
}${orderFields}`,
  cost: ({ first }) => connectionCost(first, ORDER_COST),
};

export const ordersProcessed: Operation<OrdersVariables> = {
  name: 'OrdersProcessed',
  text: `query OrdersProcessed($first: Int!, $after: String, $query: String) {
  orders(first: $first, after: $after, query: $query, sortKey: PROCESSED_AT) {
    pageInfo { hasNextPage endCursor }
    nodes { ...OrderFields }
  }
}${orderFields}`,
  cost: ({ first }) => connectionCost(first, ORDER_COST),
};

/** At most 10,000; more is told as "at least". */
export const ordersCount: Operation<{ readonly query: string | null }> = {
  name: 'OrdersCount',
  text: `query OrdersCount($query: String) {
  ordersCount(query: $query) { count }
}`,
  cost: () => 1,
};

export const orderById: Operation<{ readonly id: string }> = {
  name: 'OrderById',
  text: `query OrderById($id: ID!) {
  order(id: $id) { ...OrderFields }
}${orderFields}`,
  cost: () => ORDER_COST,
};

export type NamedVariables = { readonly first: number; readonly query: string };

/** Newest first: names may repeat. */
export const ordersNamed: Operation<NamedVariables> = {
  name: 'OrdersNamed',
  text: `query OrdersNamed($first: Int!, $query: String!) {
  orders(first: $first, query: $query, sortKey: CREATED_AT, reverse: true) { nodes { id name } }
}`,
  cost: ({ first }) => connectionCost(first, 1),
};

export const orderLines: Operation<PartVariables> = {
  name: 'OrderLines',
  text: `query OrderLines($id: ID!, $first: Int!, $after: String) {
  order(id: $id) {
    updatedAt
    lineItems(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...Line } }
  }
}${lineFields}${moneyFields}`,
  cost: ({ first }) => 1 + connectionCost(first, LINE_COST),
};

export const orderShipping: Operation<PartVariables> = {
  name: 'OrderShipping',
  text: `query OrderShipping($id: ID!, $first: Int!, $after: String) {
  order(id: $id) {
    updatedAt
    shippingLines(first: $first, after: $after, includeRemovals: true) {
      pageInfo { hasNextPage endCursor }
      nodes { ...Shipping }
    }
  }
}${shippingFields}${moneyFields}`,
  cost: ({ first }) => 1 + connectionCost(first, LINE_COST),
};

export type RefundsVariables = { readonly id: string; readonly first: number };

export const orderRefunds: Operation<RefundsVariables> = {
  name: 'OrderRefunds',
  text: `query OrderRefunds($id: ID!, $first: Int!) {
  order(id: $id) {
    updatedAt
    refunds {
      id
      refundLineItems(first: $first) { pageInfo { hasNextPage endCursor } nodes { quantity lineItem { id } } }
    }
  }
}`,
  cost: ({ first }) => 2 + connectionCost(first, 2),
};

export const refundLines: Operation<PartVariables> = {
  name: 'RefundLines',
  text: `query RefundLines($id: ID!, $first: Int!, $after: String) {
  refund(id: $id) {
    refundLineItems(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes { quantity lineItem { id } } }
  }
}`,
  cost: ({ first }) => 1 + connectionCost(first, 2),
};

export type SharedVariables = { readonly namespace: string; readonly key: string };

export const sharedValue: Operation<SharedVariables> = {
  name: 'SharedValue',
  text: `query SharedValue($namespace: String!, $key: String!) {
  currentAppInstallation { id metafield(namespace: $namespace, key: $key) { value compareDigest } }
}`,
  cost: () => 2,
};

export type SetSharedVariables = {
  readonly metafields: readonly [
    {
      readonly ownerId: string;
      readonly namespace: string;
      readonly key: string;
      readonly type: string;
      readonly value: string;
      /** Null demands that nothing is there yet; leaving it out would overwrite blindly. */
      readonly compareDigest: string | null;
    },
  ];
};

export const setSharedValue: Operation<SetSharedVariables> = {
  name: 'SetSharedValue',
  text: `mutation SetSharedValue($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) { metafields { value compareDigest } userErrors { code field message } }
}`,
  cost: () => MUTATION_COST + 1,
};
