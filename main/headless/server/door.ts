import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';

const digest = (value: string) => createHash('sha256').update(value).digest();
/** In constant time, whatever the lengths. */
const same = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));

const host = (c: Context) => c.req.header('host') ?? '';

/**
 * Who may come in. The link's token is shown once per browser and becomes a cookie that only that browser keeps; cookies
 * know no ports, so its name carries ours and its value is not the token.
 */
export function doorFor(token: string, port: () => number) {
  const pass = createHmac('sha256', token).update('page').digest('base64url');
  const cookieName = () => `counterfoil-${port()}`;
  const hosts = () => [`127.0.0.1:${port()}`, `localhost:${port()}`];

  return {
    /** Against a name that somebody pointed at this PC. */
    knowsHost: (c: Context) => hosts().includes(host(c)),
    opensWith: (given: string | undefined) => given !== undefined && same(given, token),
    hasPass: (c: Context) => same(getCookie(c, cookieName()) ?? '', pass),
    /** No `Secure`: plain HTTP that never leaves this PC. */
    passHeader: () => `${cookieName()}=${pass}; Path=/; HttpOnly; SameSite=Strict`,
    /** A page on another port is the same site, so SameSite alone is not enough. Browsers leave Origin out of same-origin GETs. */
    isOwnPage(c: Context): boolean {
      const origin = c.req.header('origin');
      if (origin !== undefined) return origin === `http://${host(c)}`;
      return c.req.method === 'GET' && c.req.header('sec-fetch-site') === 'same-origin';
    },
  };
}
export type Door = ReturnType<typeof doorFor>;
