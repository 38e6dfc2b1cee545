import { SyncError } from '../errors.ts';
import type { Answer, Client } from './client.ts';
import type { Operation, PartVariables, Variables } from './operation.ts';
import type { Page } from './parse-page.ts';

/** One page as large as fits; refused as too expensive, it is asked for again smaller, never again at that size. */
export async function runPage<V extends Variables>(
  client: Client,
  operation: Operation<V>,
  at: (first: number) => V,
  signal: AbortSignal,
): Promise<Answer & { readonly first: number }> {
  for (;;) {
    const first = client.pageSize(operation, at);
    try {
      return { ...(await client.run(operation, at(first), signal)), first };
    } catch (error) {
      const tooLarge = error instanceof SyncError && error.code === 'query-too-expensive';
      if (!tooLarge || client.pageSize(operation, at) >= first) throw error;
    }
  }
}

type Walk<V extends Variables, Node> = {
  readonly client: Client;
  readonly operation: Operation<V>;
  readonly at: (first: number, after: string | null) => V;
  readonly read: (data: unknown, requestId: string | undefined) => Page<Node>;
  readonly after: string | null;
};

/** Every page from `after` on. */
export async function* pages<V extends Variables, Node>(
  { client, operation, at, read, after }: Walk<V, Node>,
  signal: AbortSignal,
): AsyncGenerator<readonly Node[]> {
  let cursor: string | null | undefined = after;
  while (cursor !== undefined) {
    const from: string | null = cursor;
    const { data, requestId } = await runPage(client, operation, first => at(first, from), signal);
    const { nodes, next } = read(data, requestId);
    yield nodes;
    cursor = next;
  }
}

/** The answers about `ids`, as many at a time as fit into one query. */
export async function* byIds<V extends Variables>(
  { client, operation, at }: Pick<Walk<V, unknown>, 'client' | 'operation'> & { at: (ids: readonly string[]) => V },
  ids: readonly string[],
  signal: AbortSignal,
): AsyncGenerator {
  for (let done = 0; done < ids.length;) {
    const from = done;
    const { data, first } = await runPage(client, operation, count => at(ids.slice(from, from + count)), signal);
    yield data;
    done += first;
  }
}

/** The pages after the first of a list that belongs to the record `id`. */
export const further = <Node>(
  { client, operation, read }: Pick<Walk<PartVariables, Node>, 'client' | 'operation' | 'read'>,
  { id, after }: { readonly id: string; readonly after: string },
  signal: AbortSignal,
): AsyncGenerator<readonly Node[]> =>
  pages({ client, operation, read, after, at: (first, cursor) => ({ id, first, after: cursor }) }, signal);
