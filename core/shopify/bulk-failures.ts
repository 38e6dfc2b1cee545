import { SyncError, withTheLog } from '../errors.ts';
import type { BulkQuery } from './bulk-operations.ts';

// Every failure here is of a list that was to come whole: nothing of it was used.

const AGAIN = 'Nothing to do: Counterfoil asks for the whole list again by itself.';

const passing = (code: string, message: string, details: Readonly<Record<string, string>>): SyncError =>
  new SyncError('transient', code, message, { system: 'shop', nextStep: AGAIN, details });

/** Shopify runs at most five at a time for one app. */
export const bulkBusy = ({ name }: BulkQuery): SyncError =>
  passing('bulk-busy', 'Shopify is still busy with earlier lists for Counterfoil.', { operation: name });

export const bulkSlow = ({ name, subject }: BulkQuery): SyncError =>
  passing('bulk-slow', `Shopify took too long over the list of all ${subject}.`, { operation: name });

export function bulkFailed({ name, subject }: BulkQuery, status: string, errorCode: string | undefined): SyncError {
  const details = { operation: name, status, code: errorCode ?? 'none' };
  if (errorCode !== 'ACCESS_DENIED')
    return passing('bulk-failed', `Shopify did not finish the list of all ${subject}.`, details);
  return new SyncError('auth', 'shop-access-denied', `Shopify does not let the app list all ${subject}.`, {
    system: 'shop',
    nextStep:
      'Add the permissions that set-up lists to the app in Shopify, release or install it again, then try again.',
    details,
  });
}

/** Broken off, or not all that Shopify says is in it. */
export const bulkIncomplete = ({ name, subject }: BulkQuery, problem: string): SyncError =>
  passing('bulk-incomplete', `The list of all ${subject} did not arrive whole.`, { operation: name, problem });

export const bulkRefused = ({ name, subject }: BulkQuery, code: string): SyncError =>
  new SyncError('bug', 'bulk-refused', `Shopify did not understand how Counterfoil asks for all ${subject}.`, {
    system: 'shop',
    nextStep: `Report it ${withTheLog}.`,
    details: { operation: name, code },
  });
