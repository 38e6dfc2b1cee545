import { MUTATION_COST, type Operation } from './operation.ts';

/** What Shopify reads by itself and keeps as a file. Its rules are its own: `edges` and `node` only, no page sizes. */
export type BulkQuery = {
  readonly name: string;
  readonly text: string;
  /** What it lists, for words: "products". */
  readonly subject: string;
};

export const bulkRun: Operation<{ readonly query: string }> = {
  name: 'BulkRun',
  text: `mutation BulkRun($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: false) {
    bulkOperation { id }
    userErrors { code field message }
  }
}`,
  cost: () => MUTATION_COST,
};

export const bulkPoll: Operation<{ readonly id: string }> = {
  name: 'BulkPoll',
  text: `query BulkPoll($id: ID!) {
  bulkOperation(id: $id) { status errorCode objectCount url }
}`,
  cost: () => 1,
};

export const bulkCancel: Operation<{ readonly id: string }> = {
  name: 'BulkCancel',
  text: `mutation BulkCancel($id: ID!) {
  bulkOperationCancel(id: $id) { userErrors { field message } }
}`,
  cost: () => MUTATION_COST,
};
