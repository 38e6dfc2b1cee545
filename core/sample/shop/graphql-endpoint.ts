import { Kind, OperationTypeNode, type DocumentNode, type ExecutionResult, type GraphQLError } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import { z } from 'zod';
import type { BulkOperations } from './bulk/bulk-operations.ts';
import { actualCost, costTree, priceOf } from './cost.ts';
import { run, type Queries } from './execute.ts';
import type { RequestFault } from './faults.ts';
import type { Idempotency } from './idempotency.ts';
import { mutationRoot } from './mutation-root.ts';
import { queryRoot } from './query-root.ts';
import { ApiRequest } from './request.ts';
import type { AdminSchema } from './schema.ts';
import type { Store } from './store.ts';
import type { TokenHolder, Tokens } from './tokens.ts';
import type { AppIdentity } from './views/view.ts';

const MAXIMUM_COST = 1000;
const LIMITS_PAGE = 'https://shopify.dev/api/usage/rate-limits';

const body = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

export interface Shopfront {
  readonly admin: AdminSchema;
  readonly store: Store;
  readonly queries: Queries;
  readonly idempotency: Idempotency;
  readonly tokens: Tokens;
  readonly app: AppIdentity;
  readonly bulk: BulkOperations;
}

export interface Asked {
  readonly document: DocumentNode | null;
  readonly errors: readonly GraphQLError[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  readonly name: string | null;
  readonly isMutation: boolean;
  readonly fields: readonly string[];
}

export interface Answer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly requestedCost: number | null;
  readonly actualCost: number | null;
}

/** What a request asks for; null when its body is not a GraphQL request at all. */
export function readAsked(front: Shopfront, text: string): Asked | null {
  const read = body.safeParse(jsonOf(text));
  if (!read.success) return null;
  const { document, errors } = front.queries.parse(read.data.query);
  const operationName = read.data.operationName ?? undefined;
  const operation = document?.definitions.find(
    (one): one is OperationDefinitionNode =>
      one.kind === Kind.OPERATION_DEFINITION && (operationName === undefined || one.name?.value === operationName),
  );
  const fields =
    operation?.selectionSet.selections.flatMap(one => (one.kind === Kind.FIELD ? [one.name.value] : [])) ?? [];
  return {
    document,
    errors,
    variables: read.data.variables ?? {},
    operationName,
    name: operation?.name?.value ?? null,
    isMutation: operation?.operation === OperationTypeNode.MUTATION,
    fields,
  };
}

export function answer(front: Shopfront, holder: TokenHolder, asked: Asked, fault: RequestFault | null): Answer {
  const { document } = asked;
  if (!document || asked.errors.length > 0) return refused(asked.errors.map(error => error.toJSON()));
  const tree = costTree(front.admin.schema, document, asked.variables, asked.operationName);
  const requested = priceOf(tree);
  if (requested > MAXIMUM_COST) return tooDear(requested);
  if (fault?.kind === 'throttled') holder.bucket.drain();
  if (fault?.kind === 'throttled' || !holder.bucket.take(requested)) return throttled(requested, holder);
  const request = new ApiRequest(front.store, front.tokens.access, front.app, front.bulk);
  const query = queryRoot(request);
  const roots = { query, mutation: mutationRoot(request, front.idempotency, query) };
  const result = run(front.admin, request, roots, document, asked.variables, asked.operationName);
  if (result.data === undefined) {
    holder.bucket.giveBack(requested);
    return refused((result.errors ?? []).map(inputFault));
  }
  const actual = actualCost(tree, result.data);
  holder.bucket.giveBack(requested - actual);
  return {
    body: {
      data: result.data,
      ...errorsOf(result),
      extensions: {
        cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: holder.bucket.status() },
        ...(request.searches.length === 0 ? {} : { search: request.searches }),
      },
    },
    requestedCost: requested,
    actualCost: actual,
  };
}

const errorsOf = (result: ExecutionResult) =>
  result.errors === undefined || result.errors.length === 0 ? {} : { errors: result.errors.map(one => one.toJSON()) };

const refused = (errors: readonly unknown[]): Answer => ({ body: { errors }, requestedCost: null, actualCost: null });

/** Variables that do not fit their types are refused before anything runs. */
function inputFault(error: GraphQLError): unknown {
  const said = error.toJSON();
  if (!error.message.startsWith('Variable ')) return said;
  const problems = [{ path: [], explanation: error.message }];
  return { ...said, extensions: { code: 'INVALID_VARIABLE', problems } };
}

function tooDear(cost: number): Answer {
  const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${MAXIMUM_COST}).`;
  const extensions = { code: 'MAX_COST_EXCEEDED', cost, maxCost: MAXIMUM_COST, documentation: LIMITS_PAGE };
  return { body: { errors: [{ message, extensions }] }, requestedCost: cost, actualCost: null };
}

function throttled(requested: number, holder: TokenHolder): Answer {
  const cost = { requestedQueryCost: requested, actualQueryCost: null, throttleStatus: holder.bucket.status() };
  const error = { message: 'Throttled', extensions: { code: 'THROTTLED', documentation: LIMITS_PAGE } };
  return { body: { errors: [error], extensions: { cost } }, requestedCost: requested, actualCost: null };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
