import type { SampleShop } from '../../../../core/sample/shop/server.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Json;
  readonly errors: readonly Json[];
  readonly cost: Json;
  readonly body: Json;
}

/** Loosely typed JSON: a test says which fields it expects by reading them. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;

export async function ask(
  shop: SampleShop,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  token = shop.accessToken,
): Promise<Reply> {
  const response = await fetch(`${shop.url}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Shopify-Access-Token': token },
    body: JSON.stringify({ query, variables }),
  });
  const body: Json = await response.json();
  return {
    status: response.status,
    headers: response.headers,
    data: body.data,
    errors: body.errors ?? [],
    cost: body.extensions?.cost,
    body,
  };
}
