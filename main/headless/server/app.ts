import { Hono } from 'hono';
import type { PageFile } from '../../page/files.ts';
import { newNonce, safeHeaders } from '../../page/headers.ts';
import { fileResponse } from '../../page/response.ts';
import { rateLimit } from '../../requests/rate.ts';
import { refused } from '../../requests/replies.ts';
import { apiRoutes, type ApiOptions } from './api.ts';
import { noticePage, welcomePage } from './notice.ts';

export type AppOptions = ApiOptions & { readonly files: ReadonlyMap<string, PageFile> };
type Env = { Variables: { nonce: string } };

export function pageApp({ files, ...api }: AppOptions): Hono<Env> {
  const { door } = api;
  const app = new Hono<Env>();
  // Two buckets: a stranger who knocks all day cannot lock the owner out.
  const owner = rateLimit(50, 200, Date.now);
  const stranger = rateLimit(10, 40, Date.now);

  app.use(async (c, next) => {
    const nonce = newNonce();
    c.set('nonce', nonce);
    await next();
    for (const [name, value] of Object.entries(safeHeaders(nonce, "'self'")))
      if (name !== 'cache-control' || !c.res.headers.has(name)) c.res.headers.set(name, value);
  });

  app.use(async (c, next) => {
    if (!door.knowsHost(c)) return c.text('Open Counterfoil by its own link.', 403);
    const isLink = c.req.method === 'GET' && c.req.path === '/' && door.opensWith(c.req.query('token'));
    const known = isLink || door.hasPass(c);
    if (!(known ? owner : stranger)()) return c.text('Too many requests at once.', 429, { 'retry-after': '1' });
    if (isLink) return c.html(welcomePage, 200, { 'set-cookie': door.passHeader() });
    // Browsers ask for it beside pages that name no icon.
    if (c.req.path === '/favicon.ico') return c.body(null, 204);
    if (known) return next();
    if (!c.req.path.startsWith('/api/')) return c.html(noticePage(c.get('nonce')), 401);
    return c.json(refused('not-let-in', 'Counterfoil does not know this browser.', 'Open its newest link.'), 401);
  });

  // A browser that goes away in the middle of its request, for one.
  app.onError((error, c) => {
    api.log?.warn('a request of the page could not be answered', { why: error.message });
    return c.text('That could not be answered.', 500);
  });

  app.route('/api', apiRoutes(api));

  app.get(
    '*',
    c => fileResponse(files, c.req.path, c.get('nonce')) ?? c.text('There is nothing at this address.', 404),
  );
  app.all('*', c => c.text('This address can only be read.', 405, { allow: 'GET, HEAD' }));
  return app;
}
