import {
  connectionCost,
  type IdsVariables,
  type Operation,
  type PageVariables,
  type PartVariables,
} from './operation.ts';

// Sized for the usual order, since an order's share of a query's cost is paid in full; larger ones are read on.
const INLINE_LINES = 10;
const INLINE_FULFILLMENT_ORDERS = 3;

const toSend = `
fragment ToSend on FulfillmentOrderLineItem { remainingQuantity inventoryItemId lineItem { id } }`;
const TO_SEND_COST = 2;

const assigned = `
fragment Assigned on FulfillmentOrder {
  id status
  assignedLocation { location { id } }
  lineItems(first: ${INLINE_LINES}) { pageInfo { hasNextPage endCursor } nodes { ...ToSend } }
}${toSend}`;
const ASSIGNED_COST = 3 + connectionCost(INLINE_LINES, TO_SEND_COST);

const sent = `
fragment Sent on FulfillmentLineItem { quantity lineItem { id variant { inventoryItem { id } } } }`;
const SENT_COST = 4;

export const orderUnits: Operation<IdsVariables> = {
  name: 'OrderUnits',
  text: `query OrderUnits($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Order {
      id cancelledAt
      fulfillments {
        id status
        location { id }
        fulfillmentLineItems(first: ${INLINE_LINES}) { pageInfo { hasNextPage endCursor } nodes { ...Sent } }
      }
      fulfillmentOrders(first: ${INLINE_FULFILLMENT_ORDERS}, displayable: false) {
        pageInfo { hasNextPage endCursor }
        nodes { ...Assigned }
      }
    }
  }
}${sent}${assigned}`,
  cost: ({ ids }) =>
    ids.length *
    (3 + connectionCost(INLINE_LINES, SENT_COST) + connectionCost(INLINE_FULFILLMENT_ORDERS, ASSIGNED_COST)),
};

export const orderFulfillmentOrders: Operation<PartVariables> = {
  name: 'OrderFulfillmentOrders',
  text: `query OrderFulfillmentOrders($id: ID!, $first: Int!, $after: String) {
  order(id: $id) {
    fulfillmentOrders(first: $first, after: $after, displayable: false) {
      pageInfo { hasNextPage endCursor }
      nodes { ...Assigned }
    }
  }
}${assigned}`,
  cost: ({ first }) => 1 + connectionCost(first, ASSIGNED_COST),
};

export const fulfillmentOrderLines: Operation<PartVariables> = {
  name: 'FulfillmentOrderLines',
  text: `query FulfillmentOrderLines($id: ID!, $first: Int!, $after: String) {
  fulfillmentOrder(id: $id) {
    lineItems(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...ToSend } }
  }
}${toSend}`,
  cost: ({ first }) => 1 + connectionCost(first, TO_SEND_COST),
};

export const fulfillmentLines: Operation<PartVariables> = {
  name: 'FulfillmentLines',
  text: `query FulfillmentLines($id: ID!, $first: Int!, $after: String) {
  fulfillment(id: $id) {
    fulfillmentLineItems(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...Sent } }
  }
}${sent}`,
  cost: ({ first }) => 1 + connectionCost(first, SENT_COST),
};

export const orderIdsUpdated: Operation<PageVariables & { readonly query: string }> = {
  name: 'OrderIdsUpdated',
  text: `query OrderIdsUpdated($first: Int!, $after: String, $query: String!) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    pageInfo { hasNextPage endCursor }
    nodes { id }
  }
}`,
  cost: ({ first }) => connectionCost(first, 1),
};
