import { SyncError } from '../errors.ts';
import type { Answer, Client } from './client.ts';
import type { Operation, Variables } from './operation.ts';
import type { Page } from './parse-page.ts';

/** One page as large as fits; refused as too expensive, it is asked for again smaller, never again at that size. */
export async function runPage<V extends Variables>(
  client: Client,
  operation: Operation<V>,
  at: (first: number) => V,
  signal: AbortSignal,
): Promise<Answer> {
  for (;;) {
    const first = client.pageSize(operation, at);
    try {
      return await client.run(operation, at(first), signal);
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
