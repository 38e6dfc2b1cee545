import type { BulkQuery } from './bulk-operations.ts';
import {
  MUTATION_COST,
  connectionCost,
  type IdsVariables,
  type Operation,
  type PageVariables,
  type PartVariables,
  type Variables,
} from './operation.ts';

/** Named one by one: a search that names none may leave out what is not for sale. */
export const everyStatus = 'status:active,draft,archived,unlisted';

const ownFields = 'id title descriptionHtml vendor productType tags status isGiftCard updatedAt';
const variantFields = `id displayName sku barcode price compareAtPrice requiresComponents updatedAt
      inventoryItem { id tracked unitCost { amount } measurement { weight { value unit } } }`;
/** The variant, its item, and the item's measurement and weight. */
const VARIANT_COST = 4;

/** A page of products costs little more for longer lists of variants; one product by itself does. */
const VARIANTS_ON_PAGE = 50;
const VARIANTS_OF_ONE = 10;

const productFields = (variants: number): string => `
fragment ProductFields on Product {
  ${ownFields}
  variants(first: ${variants}) { pageInfo { hasNextPage endCursor } nodes { ...VariantFields } }
}${variantFragment}`;
const variantFragment = `
fragment VariantFields on ProductVariant { ${variantFields} }`;
const productCost = (variants: number): number => 1 + connectionCost(variants, VARIANT_COST);

export const productsAll: BulkQuery = {
  name: 'ProductsAll',
  subject: 'products',
  text: `{
  products(query: "${everyStatus}") {
    edges { node {
      ${ownFields}
      variants { edges { node { ${variantFields} } } }
    } }
  }
}`,
};

export const productsUpdated: Operation<PageVariables & { readonly query: string }> = {
  name: 'ProductsUpdated',
  text: `query ProductsUpdated($first: Int!, $after: String, $query: String!) {
  products(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    pageInfo { hasNextPage endCursor }
    nodes { ...ProductFields }
  }
}${productFields(VARIANTS_ON_PAGE)}`,
  cost: ({ first }) => connectionCost(first, productCost(VARIANTS_ON_PAGE)),
};

export const productsById: Operation<IdsVariables> = {
  name: 'ProductsById',
  text: `query ProductsById($ids: [ID!]!) {
  nodes(ids: $ids) { ...ProductFields }
}${productFields(VARIANTS_OF_ONE)}`,
  cost: ({ ids }) => ids.length * productCost(VARIANTS_OF_ONE),
};

export const productVariants: Operation<PartVariables> = {
  name: 'ProductVariants',
  text: `query ProductVariants($id: ID!, $first: Int!, $after: String) {
  product(id: $id) {
    variants(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...VariantFields } }
  }
}${variantFragment}`,
  cost: ({ first }) => 1 + connectionCost(first, VARIANT_COST),
};

export const deletions: Operation<PageVariables & { readonly query: string }> = {
  name: 'Deletions',
  text: `query Deletions($first: Int!, $after: String, $query: String!) {
  events(first: $first, after: $after, query: $query, sortKey: ID) {
    pageInfo { hasNextPage endCursor }
    nodes { action ... on BasicEvent { subjectId } }
  }
}`,
  cost: ({ first }) => connectionCost(first, 1),
};

const WRITE_COST = MUTATION_COST + productCost(VARIANTS_OF_ONE);

export const productUpdate: Operation<{ readonly product: Variables & { readonly id: string } }> = {
  name: 'ProductUpdate',
  text: `mutation ProductUpdate($product: ProductUpdateInput!) {
  productUpdate(product: $product) { product { ...ProductFields } userErrors { field message } }
}${productFields(VARIANTS_OF_ONE)}`,
  cost: () => WRITE_COST,
};

export const variantsUpdate: Operation<{ readonly productId: string; readonly variants: readonly Variables[] }> = {
  name: 'VariantsUpdate',
  text: `mutation VariantsUpdate($productId: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(productId: $productId, variants: $variants, allowPartialUpdates: false) {
    product { ...ProductFields }
    userErrors { code field message }
  }
}${productFields(VARIANTS_OF_ONE)}`,
  cost: () => WRITE_COST,
};

export const productCreate: Operation<{ readonly input: Variables }> = {
  name: 'ProductCreate',
  text: `mutation ProductCreate($input: ProductSetInput!) {
  productSet(input: $input, synchronous: true) {
    product { ...ProductFields }
    userErrors { code field message }
  }
}${productFields(VARIANTS_OF_ONE)}`,
  cost: () => WRITE_COST,
};
