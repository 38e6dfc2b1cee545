import type { BulkQuery } from './bulk-operations.ts';
import { MUTATION_COST, connectionCost, type IdsVariables, type Operation, type PageVariables } from './operation.ts';

const quantities = `quantities(names: ["available", "on_hand", "committed", "reserved", "incoming", "damaged", "safety_stock", "quality_control"]) { name quantity }`;

/** Each level names its item, so that it matters little which row Shopify calls its parent. */
export const levelsAll: BulkQuery = {
  name: 'LevelsAll',
  subject: 'stock levels',
  text: `{
  productVariants {
    edges { node {
      id displayName sku requiresComponents
      product { id tags }
      inventoryItem {
        id tracked
        inventoryLevels(includeInactive: true) {
          edges { node { id isActive updatedAt item { id } location { id } ${quantities} } }
        }
      }
    } }
  }
}`,
};

const itemFields = `
fragment ItemFields on InventoryItem {
  id sku tracked
  variants(first: 1) { nodes { id displayName requiresComponents product { tags } } }
}`;
const ITEM_COST = 1 + connectionCost(1, 2);
/** The level and its list of quantities. */
const LEVEL_COST = 2;

export type LevelsVariables = PageVariables & { readonly locationId: string; readonly query: string };

export const levelsUpdated: Operation<LevelsVariables> = {
  name: 'LevelsUpdated',
  text: `query LevelsUpdated($locationId: ID!, $first: Int!, $after: String, $query: String!) {
  location(id: $locationId) {
    inventoryLevels(first: $first, after: $after, query: $query, includeInactive: true) {
      pageInfo { hasNextPage endCursor }
      nodes { id isActive updatedAt item { ...ItemFields } ${quantities} }
    }
  }
}${itemFields}`,
  cost: ({ first }) => 1 + connectionCost(first, ITEM_COST + LEVEL_COST),
};

export const levelsByItem: Operation<IdsVariables & { readonly locationId: string }> = {
  name: 'LevelsByItem',
  text: `query LevelsByItem($ids: [ID!]!, $locationId: ID!) {
  nodes(ids: $ids) {
    ... on InventoryItem {
      ...ItemFields
      inventoryLevel(locationId: $locationId, includeInactive: true) { id isActive updatedAt ${quantities} }
    }
  }
}${itemFields}`,
  cost: ({ ids }) => ids.length * (ITEM_COST + LEVEL_COST),
};

export type SetStockVariables = {
  readonly key: string;
  readonly input: {
    readonly name: 'available' | 'on_hand';
    readonly reason: string;
    readonly referenceDocumentUri: string;
    readonly quantities: readonly {
      readonly inventoryItemId: string;
      readonly locationId: string;
      readonly quantity: number;
      /** Shopify demands it though its schema does not; null would overwrite blindly. */
      readonly changeFromQuantity: number;
    }[];
  };
};

export const stockSet: Operation<SetStockVariables> = {
  name: 'StockSet',
  text: `mutation StockSet($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { id }
    userErrors { code field message }
  }
}`,
  cost: () => MUTATION_COST + 1,
};
