import type { Instant } from '../model/time.ts';
import type { Observation } from './flow.ts';
import { withRetry, type Retry } from './retry.ts';

/** Page by page, each read retried by itself. @param start gives the pages anew, from where they are still needed */
export async function* retriedPages<R>(
  start: () => AsyncIterable<readonly Observation<R>[]>,
  retry: Retry,
): AsyncIterable<readonly Observation<R>[]> {
  const begin = () => start()[Symbol.asyncIterator]();
  let pages = begin();
  let newest: Instant = '';
  let stuckAt: Instant | undefined;
  for (;;) {
    const next = await withRetry(
      retry,
      attempt => {
        if (attempt > 1) pages = begin();
        return pages.next();
      },
      async (error, attempt) => {
        // Beginning again succeeds at its first page, so the bound of one call never ends what fails further on.
        if (attempt > 1 || newest === '') return;
        if (stuckAt === newest) throw error;
        stuckAt = newest;
      },
    );
    if (next.done === true) return;
    newest = newestOf(next.value, newest);
    yield next.value;
  }
}

export const newestOf = (page: readonly Observation<unknown>[], before: Instant): Instant =>
  page.reduce((latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest), before);
