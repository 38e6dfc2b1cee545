import { SyncError } from '../errors.ts';

const wrong = (code: string, message: string, nextStep: string): SyncError =>
  new SyncError('auth', code, message, { system: 'shop', nextStep });

const SHOP_NAME = /^[a-z0-9][a-z0-9-]*$/;
const DOMAIN_EXAMPLE = 'Enter it as example.myshopify.com. It is shown in the Shopify admin under Settings, Domains.';

/**
 * Any way people write a shop's address, as `example.myshopify.com`: the admin's address bar, the domain, the bare name.
 * @throws SyncError in words when it is none of these.
 */
export function shopDomain(pasted: string): string {
  const text = pasted.trim().toLowerCase();
  if (text === '') throw wrong('shop-address-missing', "The shop's address is missing.", DOMAIN_EXAMPLE);
  const bare = text.replace(/^[a-z]+:\/\//, '');
  const [host = '', ...path] = bare.split(/[/?#]/);
  const name = host === 'admin.shopify.com' ? nameInAdmin(path) : host.replace(/\.myshopify\.com$/, '');
  if (name !== undefined && SHOP_NAME.test(name)) return `${name}.myshopify.com`;
  if (host === 'admin.shopify.com') {
    throw wrong('shop-address-wrong', 'This address of the Shopify admin does not name a store.', DOMAIN_EXAMPLE);
  }
  throw wrong(
    'shop-address-wrong',
    `"${host}" is not an address of a Shopify store. The store's own web address does not work here.`,
    DOMAIN_EXAMPLE,
  );
}

function nameInAdmin(path: readonly string[]): string | undefined {
  const [store, name] = path;
  return store === 'store' ? name : undefined;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Where requests go, without a trailing slash. Plain http is accepted for this PC only: a token must not cross a network in clear.
 * @throws SyncError in words.
 */
export function shopOrigin(domain: string, endpoint: string | null): string {
  if (endpoint === null) return `https://${shopDomain(domain)}`;
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw wrong('endpoint-wrong', `"${endpoint}" is not a web address.`, 'Enter it with https:// at the front.');
  }
  if (url.username !== '' || url.password !== '') {
    throw wrong(
      'endpoint-wrong',
      'The address must not hold a user name or password.',
      'Remove them from the address.',
    );
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    throw wrong(
      'endpoint-not-encrypted',
      `The connection to ${url.hostname} would not be encrypted.`,
      'Use an address that starts with https://. Plain http:// works for this PC only, for example http://127.0.0.1:4100.',
    );
  }
  return url.origin;
}
