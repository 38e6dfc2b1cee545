import { z } from 'zod';
import { SyncError, withTheLog, type SyncErrorOptions } from '../errors.ts';
import type { Category } from '../model/problem.ts';
import { keyFailure } from './idempotency.ts';
import { deficitMs, type ThrottleStatus } from './throttle.ts';

// Pure: an answer that is no success, as the one error the engine knows. Shopify's texts are not passed on, since they
// may quote what was sent; codes, scopes, paths and request ids are.

export const requestIdOf = (headers: Headers): string | undefined => headers.get('x-request-id') ?? undefined;

/** `Retry-After` is in seconds, or a date, which is left to our own backoff. */
function retryAfterMs(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1000) : undefined;
}

type Kind = {
  readonly category: Category;
  readonly code: string;
  readonly message: string;
  readonly nextStep: string;
};

const WAIT = 'Nothing to do: Counterfoil tries again by itself.';
const REPORT = `This should not happen. Report it ${withTheLog}.`;

const tokenRefused: Kind = {
  category: 'auth',
  code: 'shop-token-refused',
  message: 'Shopify no longer accepts the access of Counterfoil.',
  nextStep:
    'The token was revoked, or the app was removed from the store. Install the app again, put its new token or client id and secret in the environment (docs/settings.md), and start Counterfoil again.',
};
const frozen: Kind = {
  category: 'auth',
  code: 'shop-frozen',
  message: 'Shopify has frozen or closed this store.',
  nextStep: 'Open the Shopify admin and settle what it asks for (usually the plan or an open bill), then try again.',
};
const busy: Kind = {
  category: 'transient',
  code: 'shop-limits',
  message: 'Shopify asks to slow down.',
  nextStep: WAIT,
};
const troubled: Kind = {
  category: 'transient',
  code: 'shop-unavailable',
  message: 'Shopify is having trouble right now.',
  nextStep: `${WAIT} If it lasts, see shopifystatus.com.`,
};
const refused: Kind = {
  category: 'bug',
  code: 'shop-request-refused',
  message: 'Shopify did not understand a request of Counterfoil.',
  nextStep: REPORT,
};

const byStatus: Readonly<Record<number, Kind>> = {
  401: tokenRefused,
  402: frozen,
  403: {
    ...tokenRefused,
    code: 'shop-forbidden',
    message: 'Shopify does not let Counterfoil in.',
    nextStep: 'Check in the Shopify admin that the app is installed and active, then try again.',
  },
  404: {
    category: 'auth',
    code: 'shop-not-found',
    message: 'Shopify has no store at this address, or no longer this version of its API.',
    nextStep:
      "Check the shop's address (shop.domain) in settings.json; it has the form example.myshopify.com. If it is right, check shop.apiVersion there: Shopify answers each version for about a year, and a newer Counterfoil asks for a newer one.",
  },
  408: troubled,
  423: busy,
  429: busy,
  430: busy,
};

function kindOf(status: number): Kind {
  const known = byStatus[status];
  if (known !== undefined) return known;
  if (status >= 500) return troubled;
  if (status < 300 || status >= 400) return refused;
  // Not followed: a redirect would carry the token to another host.
  return {
    category: 'auth',
    code: 'shop-moved',
    message: 'The shop has moved to another address.',
    nextStep: "Write the shop's present address in settings.json; it has the form example.myshopify.com.",
  };
}

function failure({ category, code, message, nextStep }: Kind, options: SyncErrorOptions): SyncError {
  return new SyncError(category, code, message, { system: 'shop', nextStep, ...options });
}

const present = (details: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(details).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));

const after = (ms: number | undefined): SyncErrorOptions => (ms === undefined ? {} : { retryAfterMs: ms });

export function httpFailure(response: Response, operation: string): SyncError {
  const { status, headers } = response;
  const details = present({ operation, status: String(status), requestId: requestIdOf(headers) });
  return failure(kindOf(status), { details, ...after(retryAfterMs(headers)) });
}

/** Broken off, a proxy's page, or JSON of another shape. */
export function unreadableAnswer(response: Response, operation: string): SyncError {
  return failure(
    {
      category: 'transient',
      code: 'shop-unreadable-answer',
      message: 'The answer from Shopify was cut off or unreadable.',
      nextStep: `${WAIT} If it lasts, something between this PC and Shopify (a proxy or virus scanner) changes the answers.`,
    },
    { details: present({ operation, status: String(response.status), requestId: requestIdOf(response.headers) }) },
  );
}

export const graphqlError = z.object({
  message: z.string().catch(''),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z
    .object({
      code: z.string().optional(),
      requiredAccess: z.string().optional(),
      requestId: z.string().optional(),
      cost: z.number().optional(),
    })
    .optional()
    .catch(undefined),
});
export type GraphqlError = z.infer<typeof graphqlError>;

type Context = {
  readonly operation: string;
  readonly requestId: string | undefined;
  /** What the query asked for and what the bucket held, when the answer says so. */
  readonly requested: number | undefined;
  readonly bucket: ThrottleStatus | undefined;
};

/** When an answer holds several errors the first of these decides; what is not listed is a bug. */
const decisive = ['THROTTLED', 'MAX_COST_EXCEEDED', 'ACCESS_DENIED', 'SHOP_INACTIVE'] as const;
const passing = new Set([
  'INTERNAL_SERVER_ERROR',
  'TIMEOUT',
  'IDEMPOTENCY_CONCURRENT_REQUEST',
  'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED',
  'OPERATION_IN_PROGRESS',
]);

/** @param errors at least one. Data that came along is never used: a part missing is not a success. */
export function graphqlFailure(errors: readonly GraphqlError[], context: Context): SyncError {
  const first =
    decisive
      .map(code => errors.find(({ extensions }) => extensions?.code === code))
      .find(error => error !== undefined) ??
    errors.find(({ extensions }) => !passing.has(extensions?.code ?? '')) ??
    errors[0];
  const code = first?.extensions?.code;
  const details = present({
    operation: context.operation,
    code: code ?? 'none',
    path: first?.path?.join('.'),
    requestId: first?.extensions?.requestId ?? context.requestId,
  });
  if (code === 'THROTTLED') return failure(busy, { details, ...after(throttledFor(context)) });
  if (code === 'MAX_COST_EXCEEDED') return failure(tooExpensive, { details: { ...details, ...costDetail(first) } });
  if (code === 'ACCESS_DENIED') return accessDenied(first, details);
  if (code === 'SHOP_INACTIVE') return failure(frozen, { details });
  if (code === 'RESOURCE_NOT_FOUND' || code === 'NOT_FOUND') return failure(notFound, { details });
  const key = keyFailure(code, details);
  if (key !== undefined) return key;
  if (code !== undefined && passing.has(code)) return failure(troubled, { details });
  return failure(refused, { details });
}

const tooExpensive: Kind = { ...refused, code: 'query-too-expensive' };
const notFound: Kind = {
  category: 'rejected',
  code: 'not-found',
  message: 'Shopify no longer has this record.',
  nextStep: 'Look it up in the Shopify admin; it may have been deleted.',
};

function throttledFor({ requested, bucket }: Context): number | undefined {
  if (requested === undefined || bucket === undefined) return undefined;
  return deficitMs(Math.min(requested, bucket.maximumAvailable), bucket.currentlyAvailable, bucket.restoreRate);
}

/** "Query cost is 1204, which exceeds the single query max cost limit (1000)" */
function costDetail(error: GraphqlError | undefined): Record<string, string> {
  const said = error?.extensions?.cost?.toString() ?? /cost is ([\d,]+)/i.exec(error?.message ?? '')?.[1];
  return said === undefined ? {} : { cost: said.replaceAll(',', '') };
}

function accessDenied(error: GraphqlError | undefined, details: Readonly<Record<string, string>>): SyncError {
  const access = error?.extensions?.requiredAccess ?? error?.message ?? '';
  const scopes = [...new Set([...access.matchAll(/`?\b((?:read|write)_[a-z_]+)\b`?/g)].map(([, name = '']) => name))];
  const [first] = scopes;
  if (first === undefined) {
    return failure(
      {
        category: 'auth',
        code: 'shop-access-denied',
        message: 'Shopify does not let the app see some of the data it needs.',
        nextStep:
          "In the app's configuration in Shopify, allow access to protected customer data (name, address, e-mail, phone), then try again.",
      },
      { details },
    );
  }
  return failure(
    {
      category: 'auth',
      code: 'scope-missing',
      message: `The app in Shopify lacks access: ${first}.`,
      nextStep: `Add ${scopes.join(' or ')} to the app's access scopes in Shopify, release or install it again, then try again.`,
    },
    { details: { ...details, missing: scopes.join(', ') } },
  );
}
