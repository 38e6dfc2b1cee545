import { GraphQLError } from 'graphql';

/** A top-level error as Shopify's API gives it. */
export function fault(code: string, message: string, more: Readonly<Record<string, unknown>> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...more } });
}
