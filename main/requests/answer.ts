import type { Handlers, Reply, RequestName } from '../../core/contract.ts';
import type { Log } from '../../core/ports.ts';
import { isRequestName, parseArguments } from './arguments.ts';
import { failureOf, refused } from './replies.ts';

/** Who answers, and where what nobody foresaw is kept. */
export type Answering = { readonly handlers: Handlers; readonly log?: Log | undefined };

/** The one way from outside to the agent, for every transport: nothing of `given` is believed before it was parsed. Never rejects. */
export async function answer(
  { handlers, log }: Answering,
  name: string,
  given: readonly unknown[],
): Promise<Reply<unknown>> {
  if (!isRequestName(name)) return refused('no-such-request', 'Counterfoil has no such request.');
  try {
    return { ok: true, value: await call(handlers, name, given) };
  } catch (error) {
    const failure = failureOf(error);
    const inside = error instanceof Error ? (error.stack ?? error.message) : typeof error;
    if (failure.category === 'bug') log?.error('A request failed', { request: name, error: inside });
    return { ok: false, failure };
  }
}

/** Generic in the name, so that parser and handler are seen to be of one request. */
const call = <N extends RequestName>(handlers: Pick<Handlers, N>, name: N, given: readonly unknown[]): unknown =>
  handlers[name](...parseArguments(name, given));
