import { z } from 'zod';
import { SyncError, withTheLog } from '../errors.ts';

export type Page<Node> = {
  readonly nodes: readonly Node[];
  /** Undefined at the end. */
  readonly next: string | undefined;
};

/** A page that goes on without saying where would silently end the list. */
const pageInfo = z.union([
  z.object({ hasNextPage: z.literal(false) }).transform(() => undefined),
  z.object({ hasNextPage: z.literal(true), endCursor: z.string() }).transform(({ endCursor }) => endCursor),
]);

export const page = <Node>(node: z.ZodType<Node>) =>
  z.object({ pageInfo, nodes: z.array(node) }).transform(({ pageInfo: next, nodes }): Page<Node> => ({ nodes, next }));

/** The answer to `nodes(ids:)`: what is gone comes as null, and what is of another kind as an empty object. */
export const nodesOf = <Node>(node: z.ZodType<Node>) => {
  const absent = z.union([z.null(), z.strictObject({})]).transform(() => undefined);
  return z
    .object({ nodes: z.array(z.union([absent, node])) })
    .transform(({ nodes }) => nodes.filter(one => one !== undefined));
};

type Path = readonly PropertyKey[];

/** `orders.nodes[3].lineItems.nodes[0].quantity` */
const pathText = (path: Path): string =>
  path.map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${String(key)}`)).join('');

/** Names the operation and the field, never its value: it may be a person's. */
export function unreadable(operation: string, error: z.ZodError, at: Path, subject: string): SyncError {
  const [issue] = error.issues;
  const field = pathText([...at, ...(issue?.path ?? [])]);
  return new SyncError('rejected', 'unreadable-order', `Shopify sent ${subject} in a form Counterfoil cannot read.`, {
    system: 'shop',
    nextStep: `Report it ${withTheLog}, then try this order again after an update. Everything else goes on.`,
    details: { operation, field, problem: problemOf(issue) },
  });
}

const problemOf = (issue: z.core.$ZodIssue | undefined): string => {
  if (issue === undefined) return 'unknown';
  return issue.code === 'invalid_type' ? `not a ${issue.expected}` : issue.code;
};

/** For what is not about one order: nothing can be set aside, so the flow stops with the evidence. */
export function parsed<T>(schema: z.ZodType<T>, operation: string, data: unknown, at: Path = []): T {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const { details } = unreadable(operation, result.error, at, 'an answer');
  throw new SyncError('bug', 'shop-answer-unexpected', 'Shopify sent an answer in a form Counterfoil cannot read.', {
    system: 'shop',
    nextStep: `Report it ${withTheLog}.`,
    details,
  });
}
