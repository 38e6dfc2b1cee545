import { SyncError } from '../errors.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const REQUEST_LIMIT_MS = 60_000;

/**
 * One request and its whole body, within 60 seconds.
 * @param origin whom it goes to, for the words of a failure
 * @throws the signal's reason when aborted, SyncError 'transient' when the shop was not reached or its answer broke off.
 */
export async function exchange(
  origin: string,
  send: (signal: AbortSignal) => Promise<Response>,
  signal: AbortSignal,
): Promise<{ readonly response: Response; readonly text: string }> {
  signal.throwIfAborted();
  const limit = AbortSignal.timeout(REQUEST_LIMIT_MS);
  try {
    const response = await send(AbortSignal.any([signal, limit]));
    return { response, text: await response.text() };
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) throw timedOut(origin);
    throw unreachable(origin, error);
  }
}

const hostOf = (origin: string): string => new URL(origin).host;

const timedOut = (origin: string): SyncError =>
  new SyncError('transient', 'shop-timeout', `Shopify did not answer at ${hostOf(origin)} within a minute.`, {
    system: 'shop',
    nextStep: 'Nothing to do: Counterfoil tries again. If it lasts, check the internet connection of this PC.',
  });

function unreachable(origin: string, error: unknown): SyncError {
  return new SyncError('transient', 'shop-unreachable', `The shop could not be reached at ${hostOf(origin)}.`, {
    system: 'shop',
    nextStep: 'Check the internet connection of this PC. Counterfoil keeps trying.',
    details: { cause: systemCode(error) },
  });
}

/** ECONNREFUSED, ENOTFOUND, UND_ERR_SOCKET: the innermost code; never the text, which may hold an address with a secret. */
function systemCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const inner = error.cause === undefined ? undefined : systemCode(error.cause);
  if (inner !== undefined && inner !== 'unknown') return inner;
  return 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

/** Undefined when it is no JSON: cut off, or a page of something in between. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
