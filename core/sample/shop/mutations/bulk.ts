import type { GraphQLSchema } from 'graphql';
import { bulkLines, tryBulk } from '../bulk/bulk-lines.ts';
import type { BulkOperation } from '../bulk/bulk-operations.ts';
import { BulkRefusal, planBulk } from '../bulk/bulk-plan.ts';
import { fault } from '../graphql-fault.ts';
import type { ApiRequest } from '../request.ts';
import { bulkView } from '../views/bulk-view.ts';
import { gid, idOf, type View } from '../views/view.ts';

export interface BulkRunArguments {
  readonly query: string;
  readonly groupObjects: boolean;
}

/** `query` is the root that the bulk query reads from. */
export function bulkOperationRunQuery(request: ApiRequest, query: View, args: BulkRunArguments, schema: GraphQLSchema) {
  try {
    const plan = planBulk(schema, args.query);
    tryBulk(request, query, plan);
    const started = request.bulk.start(args.query, bulkLines(request, query, plan, args.groupObjects));
    if (started) return { bulkOperation: bulkView(request.bulk, started), userErrors: [] };
  } catch (failure) {
    if (failure instanceof BulkRefusal) return refused('INVALID', failure.message, ['query']);
    throw failure;
  }
  const ids = request.bulk.running().map(one => gid('BulkOperation', one.id));
  const message = `A bulk query operation for this app and shop is already in progress: ${ids.join(', ')}.`;
  return refused('OPERATION_IN_PROGRESS', message, null);
}

const refused = (code: string, message: string, field: readonly string[] | null) => ({
  bulkOperation: null,
  userErrors: [{ field, message, code }],
});

export function bulkOperationCancel(request: ApiRequest, args: { readonly id: string }) {
  const id = idOf('BulkOperation', args.id);
  if (id === null) throw fault('RESOURCE_NOT_FOUND', 'Invalid id');
  const known = request.bulk.find(id);
  if (!known) return { bulkOperation: null, userErrors: [{ field: ['id'], message: 'Bulk operation does not exist' }] };
  const next = request.bulk.cancel(known);
  return { bulkOperation: bulkView(request.bulk, next), userErrors: ended(known) };
}

function ended({ completedAt, status }: BulkOperation) {
  if (completedAt === null) return [];
  return [{ field: null, message: `A bulk operation cannot be canceled when it is ${status.toLowerCase()}` }];
}
