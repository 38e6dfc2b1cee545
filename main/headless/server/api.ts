import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Handlers, Reply, RequestName } from '../../../core/contract.ts';
import type { Log } from '../../../core/ports.ts';
import { isRequestName, parseArguments } from './arguments.ts';
import type { Door } from './door.ts';
import { eventStream, type Subscribe } from './event-stream.ts';
import { failureOf, refused } from './replies.ts';

export type ApiOptions = {
  readonly handlers: Handlers;
  readonly subscribe: Subscribe;
  readonly door: Door;
  readonly closing: AbortSignal;
  readonly log: Log | undefined;
};

const bodyBytes = 64 * 1024;
const openStreams = 32;
const tooBig = (c: Context) => c.json(refused('too-big', 'That is more than Counterfoil takes at once.'), 413);

/** The contract over HTTP: `POST /<request name>` with a JSON list of arguments, and `GET /events`. */
export function apiRoutes({ handlers, subscribe, door, closing, log }: ApiOptions): Hono {
  const api = new Hono();
  let streams = 0;
  const counted: Subscribe = listen => {
    streams += 1;
    const unsubscribe = subscribe(listen);
    return () => {
      streams -= 1;
      unsubscribe();
    };
  };

  api.use(async (c, next) =>
    door.isOwnPage(c) ? next() : c.json(refused('foreign-page', 'Another page asked. It gets nothing.'), 403),
  );
  api.get('/events', c => {
    if (streams >= openStreams) return c.json(refused('too-many-windows', 'Too many windows are open.'), 429);
    const body = eventStream(() => handlers.snapshot(), counted, closing);
    return c.body(body, 200, { 'content-type': 'text/event-stream' });
  });
  api.post('/:name', bodyLimit({ maxSize: bodyBytes, onError: tooBig }), async c => {
    const name = c.req.param('name');
    if (!isRequestName(name)) return c.json(refused('no-such-request', 'Counterfoil has no such request.'), 404);
    if (!/^application\/json\s*(;|$)/.test(c.req.header('content-type') ?? ''))
      return c.json(refused('not-json', 'Send a JSON list of arguments.'), 415);
    const given: unknown = await c.req.json().catch(() => undefined);
    if (!Array.isArray(given)) return c.json(refused('malformed', 'Send a JSON list of arguments.'), 400);
    const reply = await answer(handlers, name, given);
    if (reply.ok) return c.json(reply);
    if (reply.failure.category === 'bug') log?.error('A request failed', { request: name, error: reply.inside });
    return c.json({ ok: false, failure: reply.failure }, reply.failure.code === 'wrong-arguments' ? 400 : 200);
  });
  api.all('*', c =>
    c.json(refused('wrong-method', 'Requests are posted; events are read.'), 405, {
      allow: c.req.path.endsWith('/events') ? 'GET' : 'POST',
    }),
  );
  return api;
}

/** A Reply; `inside` is for the log and never crosses. */
type Answer = Extract<Reply<unknown>, { ok: true }> | (Extract<Reply<never>, { ok: false }> & { inside: string });

const answer = async (handlers: Handlers, name: RequestName, given: readonly unknown[]): Promise<Answer> => {
  try {
    return { ok: true, value: await call(handlers, name, given) };
  } catch (error) {
    const inside = error instanceof Error ? (error.stack ?? error.message) : typeof error;
    return { ok: false, failure: failureOf(error), inside };
  }
};

/** Generic in the name, so that parser and handler are seen to be of one request. */
const call = <N extends RequestName>(handlers: Pick<Handlers, N>, name: N, given: readonly unknown[]): unknown =>
  handlers[name](...parseArguments(name, given));
