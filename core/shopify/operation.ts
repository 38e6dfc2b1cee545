/** A GraphQL document of the product. `cost` is our estimate in Shopify's points; what Shopify answers corrects it. */
export type Operation<V extends Variables = Variables> = {
  readonly name: string;
  readonly text: string;
  readonly cost: (variables: V) => number;
};

export type Variables = Readonly<Record<string, unknown>>;
export type PageVariables = { readonly first: number; readonly after: string | null };
/** A page of a list that belongs to one record. */
export type PartVariables = PageVariables & { readonly id: string };
/** Records by id: each is paid in full, so that their number is the size of the page. */
export type IdsVariables = { readonly ids: readonly string[] };

/** The largest page Shopify serves. */
export const MAX_PAGE = 250;

/**
 * Points of a connection, measured on recorded answers of the live API (Shopify documents only "sized by first"): scalars,
 * money and addresses are free, an object is 1, a plain list counts once.
 */
export const connectionCost = (first: number, node: number): number =>
  2 + Math.max(1, Math.floor(2 * Math.log(first))) * node;

export const MUTATION_COST = 10;
