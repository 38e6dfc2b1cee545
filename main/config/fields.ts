import { validate } from 'node-cron';
import { z } from 'zod';
import { SyncError } from '../../core/errors.ts';
import { isLocalHost } from '../../core/model/local-host.ts';
import { shopDomain, shopOrigin } from '../../core/shopify/endpoint.ts';

/**
 * The kinds of value a person may write. Each `error` completes "shop.domain is 'x', but must be ...".
 */
export const text = (words: string) => z.string({ error: words }).trim().min(1, { error: words });

const patterned = (pattern: RegExp, words: string) => z.string({ error: words }).regex(pattern, { error: words });

export const decimal = patterned(/^\d{1,9}(\.\d{1,9})?$/, 'a decimal number in quotation marks, like "0.01"');
export const rate = patterned(
  /^(0|[1-9]\d?|\d{1,2}\.\d{0,8}[1-9])$/,
  'the tax rate as a fraction in quotation marks without zeros at its end: "0.2" for 20 %, "0" for none',
);
export const countryCode = patterned(/^[A-Z]{2}$/, 'a country as two capital letters, like "GB"');
export const countryOrAny = patterned(
  /^([A-Z]{2}|\*)$/,
  'a country as two capital letters, like "GB", or "*" for the others',
);
export const apiVersion = patterned(/^(\d{4}-(01|04|07|10)|unstable)$/, 'a Shopify API version, like "2026-10"');
export const day = z.iso.date({ error: 'a day written as "2026-04-01"' });

export const port = z
  .int({ error: 'a whole number from 0 to 65535 without quotation marks' })
  .min(0, { error: 'a whole number from 0 to 65535' })
  .max(65_535, { error: 'a whole number from 0 to 65535' });

export const timeOfDay = patterned(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day written as "08:00"');

const CRON = 'a cron expression with five fields, like "*/5 * * * *" for every five minutes';
export const cron = z
  .string({ error: CRON })
  .refine(value => value.trim().split(/\s+/).length === 5 && validate(value), { error: CRON });

const refusalOf = (check: () => unknown): string | undefined => {
  try {
    check();
    return undefined;
  } catch (error) {
    return error instanceof SyncError ? error.message : String(error);
  }
};

const DOMAIN = 'the store\'s own Shopify address, like "example.myshopify.com"';
/** Also where a stand-in answers for it: the rule is the shop adapter's own. */
export const ownShopDomain = z
  .string({ error: DOMAIN })
  .refine(value => refusalOf(() => shopDomain(value)) === undefined, { error: DOMAIN });

/** Over plain http only to this PC: the rule is the shop adapter's own. */
export const endpoint = z
  .string({ error: 'a web address, or null for the shop itself' })
  .refine(value => refusalOf(() => shopOrigin('', value)) === undefined, {
    error: 'a web address that starts with https://, or with http:// for this PC only, like "http://127.0.0.1:4100"',
  });

const ERP_URL =
  'a web address that starts with https://, or with http:// for this PC and the local network only, like "http://127.0.0.1:8069"';

export const erpUrl = z.string({ error: ERP_URL }).refine(isErpUrl, { error: ERP_URL });

function isErpUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(value);
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLocalHost(hostname));
}
