import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { requestedCost } from '../../../../core/sample/shop/cost.ts';
import { loadSchema } from '../../../../core/sample/shop/schema.ts';

const { schema } = loadSchema();
const cost = (query: string, variables = {}): number => requestedCost(schema, parse(query), variables);

const HEADER = `
  id name
  attribution { handle } app { id } retailLocation { id } customAttributes { key }
  customer { id defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } }
  purchasingEntity { __typename ... on PurchasingCompany { company { id } location { id } } }
  billingAddress { zip } totalPriceSet { shopMoney { amount currencyCode } }
  totalCashRoundingAdjustment { paymentSet { shopMoney { amount } } }
  taxLines { rate } currentTaxLines { rate }
  erp: metafield(namespace: "$app:erp", key: "order_ref") { value }`;

/** The figures were measured on Shopify's API for queries of these shapes. */
describe('requested cost', () => {
  test('a page of 250 order headers costs 167', () => {
    expect(cost(`{ orders(first: 250) { pageInfo { hasNextPage } nodes { ${HEADER} } } }`)).toBe(167);
  });

  test('250 products with 50 variants each cost 299', () => {
    const query = `query($n: Int!) { products(first: $n) { nodes {
      id options { name } variantsCount { count } metafield(key: "k") { value }
      variants(first: 50) { pageInfo { hasNextPage } nodes {
        id selectedOptions { name } inventoryItem { id unitCost { amount } } } } } } }`;
    expect(cost(query, { n: 250 })).toBe(299);
  });

  test('250 levels of a location cost 47, and so does the same from a fragment', () => {
    const level = 'id item { id } location { id } quantities(names: ["available"]) { quantity }';
    const page = (inner: string): string =>
      `{ location(id: "x") { inventoryLevels(first: 250) { nodes { ${inner} } } } }`;
    expect(cost(page(level))).toBe(47);
    expect(cost(`${page('...L')} fragment L on InventoryLevel { ${level} }`)).toBe(47);
  });

  test('edges cost one more a node than nodes', () => {
    expect(cost('{ orders(first: 10) { nodes { id } } }')).toBe(6);
    expect(cost('{ orders(first: 10) { edges { node { id } } } }')).toBe(10);
  });

  test('a mutation costs 10, its errors nothing', () => {
    expect(cost('mutation { tagsAdd(id: "x", tags: ["a"]) { userErrors { message } } }')).toBe(10);
    expect(cost('mutation { tagsAdd(id: "x", tags: ["a"]) { node { id } userErrors { message } } }')).toBe(11);
  });

  test('fields left out by a directive are free', () => {
    const query = 'query($deep: Boolean!) { shop { id plan @include(if: $deep) { shopifyPlus } } }';
    expect(cost(query, { deep: false })).toBe(1);
    expect(cost(query, { deep: true })).toBe(2);
  });
});
