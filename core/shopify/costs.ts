import { MAX_PAGE, type Operation, type Variables } from './operation.ts';

/** Shopify refuses a single query above this, whatever the bucket holds. */
const QUERY_LIMIT = 1000;
/** The first page of an operation, before anything was measured. */
const FIRST_PAGE = 50;
/** Above this the estimate's rule is not the server's, and larger pages are taken to cost in proportion. */
const TRUSTED_RATIO = 1.05;

type Experience = {
  /** The worst measured cost over estimate. */
  readonly ratio: number;
  readonly last: { readonly first: number; readonly cost: number } | undefined;
  /** No page above this again: a larger one was refused. */
  readonly cap: number;
};

const fresh: Experience = { ratio: 1, last: undefined, cap: MAX_PAGE };
const firstOf = ({ first, ids }: Variables): number =>
  typeof first === 'number' ? first : Array.isArray(ids) ? ids.length : 1;

/** What each operation has cost so far, and the page size that follows from it. */
export type Costs = {
  expected: <V extends Variables>(operation: Operation<V>, variables: V) => number;
  learn: <V extends Variables>(operation: Operation<V>, variables: V, requested: number) => void;
  /** After a refusal as too expensive. `cost` as the server counted it, when it said so. */
  refuse: <V extends Variables>(operation: Operation<V>, variables: V, cost: number | undefined) => void;
  /** The largest page expected to stay within one query's limit and the bucket; at least 1. */
  pageSize: <V extends Variables>(operation: Operation<V>, at: (first: number) => V, bucket: number) => number;
};

export function createCosts(): Costs {
  const known = new Map<string, Experience>();
  const of = (operation: { readonly name: string }): Experience => known.get(operation.name) ?? fresh;

  return {
    expected: (operation, variables) => Math.ceil(operation.cost(variables) * of(operation).ratio),

    learn(operation, variables, requested) {
      const { ratio, last, cap } = of(operation);
      const measured = requested / operation.cost(variables);
      known.set(operation.name, {
        ratio: last === undefined ? measured : Math.max(ratio, measured),
        last: { first: firstOf(variables), cost: requested },
        cap,
      });
    },

    refuse(operation, variables, cost) {
      const before = of(operation);
      const first = firstOf(variables);
      const share = cost === undefined || cost <= QUERY_LIMIT ? 0.5 : QUERY_LIMIT / cost;
      known.set(operation.name, { ...before, cap: Math.max(1, Math.min(before.cap, Math.floor(first * share))) });
    },

    pageSize(operation, at, bucket) {
      const limit = Math.min(QUERY_LIMIT, bucket);
      const { ratio, last, cap } = of(operation);
      const inProportion =
        last === undefined || ratio <= TRUSTED_RATIO ? MAX_PAGE : Math.floor((last.first * limit) / last.cost);
      let first = Math.min(cap, inProportion, last === undefined ? FIRST_PAGE : MAX_PAGE);
      while (first > 1 && operation.cost(at(first)) * ratio > limit) first -= 1;
      return Math.max(1, first);
    },
  };
}
