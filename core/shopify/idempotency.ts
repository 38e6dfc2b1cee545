import { SyncError, withTheLog } from '../errors.ts';

/**
 * What Shopify says of an idempotency key, as an error of the request or of the mutation; undefined for any other code.
 * 'stock-key-spent' may be tried again with another key only: the attempt under this one did not land, and never will.
 */
export function keyFailure(code: string | undefined, details: Readonly<Record<string, string>>): SyncError | undefined {
  const of = (category: 'transient' | 'bug', name: string, message: string, nextStep: string): SyncError =>
    new SyncError(category, name, message, { system: 'shop', nextStep, details });
  const wait = 'Nothing to do: Counterfoil tries again by itself.';
  if (code === 'IDEMPOTENCY_CONCURRENT_REQUEST')
    return of('transient', 'stock-key-in-use', 'Shopify is still busy with the same change.', wait);
  if (code === 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED')
    return of('transient', 'stock-key-spent', 'Shopify did not finish the first attempt at this change.', wait);
  if (code !== 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH') return undefined;
  return of(
    'bug',
    'stock-key-mismatch',
    'Counterfoil sent Shopify two different changes as if they were one.',
    `Nothing was changed by the second. Report it ${withTheLog}.`,
  );
}
