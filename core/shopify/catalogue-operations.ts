import { connectionCost, type Operation, type PageVariables } from './operation.ts';

export const locationsAll: Operation<PageVariables> = {
  name: 'Locations',
  text: `query Locations($first: Int!, $after: String) {
  locations(first: $first, after: $after, includeInactive: true, sortKey: ID) {
    pageInfo { hasNextPage endCursor }
    nodes { id name isActive }
  }
}`,
  cost: ({ first }) => connectionCost(first, 1),
};

export const variantsAll: Operation<PageVariables> = {
  name: 'Variants',
  text: `query Variants($first: Int!, $after: String) {
  productVariants(first: $first, after: $after, sortKey: ID) {
    pageInfo { hasNextPage endCursor }
    nodes { id sku displayName }
  }
}`,
  cost: ({ first }) => connectionCost(first, 1),
};

/** At most 10,000; more is told as "at least". */
export const variantsCount: Operation<Record<string, never>> = {
  name: 'VariantsCount',
  text: `query VariantsCount {
  productVariantsCount { count }
}`,
  cost: () => 1,
};
