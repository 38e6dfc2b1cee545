import { randomBytes } from 'node:crypto';

export const newNonce = (): string => randomBytes(16).toString('base64');

type Connects = "'self'" | "'none'";

const contentPolicy = (nonce: string, connects: Connects): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    `connect-src ${connects}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** On every answer, files and refusals alike. `connects`: what the page's scripts may ask for. */
export const safeHeaders = (nonce: string, connects: Connects): Readonly<Record<string, string>> => ({
  'content-security-policy': contentPolicy(nonce, connects),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cache-control': 'no-store',
});
