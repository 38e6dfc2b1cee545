import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Reply } from '../../../core/contract.ts';
import { answer, type Answering } from '../../requests/answer.ts';
import { refused } from '../../requests/replies.ts';
import type { Door } from './door.ts';
import { eventStream, type Subscribe } from './event-stream.ts';

export type ApiOptions = Answering & {
  readonly subscribe: Subscribe;
  readonly door: Door;
  readonly closing: AbortSignal;
};

const bodyBytes = 64 * 1024;
const openStreams = 32;
const tooBig = (c: Context) => c.json(refused('too-big', 'That is more than Counterfoil takes at once.'), 413);

/** The contract over HTTP: `POST /<request name>` with a JSON list of arguments, and `GET /events`. */
export function apiRoutes({ subscribe, door, closing, ...answering }: ApiOptions): Hono {
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
    const body = eventStream(() => answering.handlers.snapshot(), counted, closing);
    return c.body(body, 200, { 'content-type': 'text/event-stream' });
  });
  api.post('/:name', bodyLimit({ maxSize: bodyBytes, onError: tooBig }), async c => {
    if (!/^application\/json\s*(;|$)/.test(c.req.header('content-type') ?? ''))
      return c.json(refused('not-json', 'Send a JSON list of arguments.'), 415);
    const given: unknown = await c.req.json().catch(() => undefined);
    if (!Array.isArray(given)) return c.json(refused('malformed', 'Send a JSON list of arguments.'), 400);
    const reply = await answer(answering, c.req.param('name'), given);
    return c.json(reply, statusOf(reply));
  });
  api.all('*', c =>
    c.json(refused('wrong-method', 'Requests are posted; events are read.'), 405, {
      allow: c.req.path.endsWith('/events') ? 'GET' : 'POST',
    }),
  );
  return api;
}

const statusOf = (reply: Reply<unknown>) => {
  if (reply.ok) return 200;
  if (reply.failure.code === 'no-such-request') return 404;
  return reply.failure.code === 'wrong-arguments' ? 400 : 200;
};
