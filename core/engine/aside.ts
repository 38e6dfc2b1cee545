import { recoveryOf, SyncError } from '../errors.ts';
import type { Instant } from '../model/time.ts';
import type { Observation } from './flow.ts';

export type SetAside<R> = { readonly observation: Observation<R>; readonly error: SyncError };

/** The ERP was there, as far as one can tell, and still gave no answer to this one. */
const mayBeItsOwn = (error: unknown): error is SyncError =>
  error instanceof SyncError && recoveryOf(error) === 'retry' && error.system === 'erp';

/**
 * Records that got no answer however often they were tried. When others are written after it, the trouble is a record's
 * own and must not hold up the rest (DESIGN rule 2); two in a row are the other side's trouble, which ends the run.
 */
export function openAside<R>() {
  let aside: SetAside<R>[] = [];
  /** Nothing has been written since the last of them. */
  let doubt: SyncError | undefined;
  /** Of the oldest record that must be read again with the next run. */
  let waitsSince: Instant | undefined;
  return {
    /** The cursor may pass what was read. */
    get isEmpty() {
      return aside.length === 0;
    },
    /** This record must be read again with the next run. */
    wait(updatedAt: Instant): void {
      if (waitsSince === undefined || updatedAt < waitsSince) waitsSince = updatedAt;
    },
    /** As far as the cursor may go. */
    upTo: (value: Instant): Instant => (waitsSince !== undefined && waitsSince < value ? waitsSince : value),
    has: (id: string): boolean => aside.some(({ observation }) => observation.ref.id === id),
    /**
     * @param cause what the record was last parked for: one that is known for this raises no new doubt
     * @throws the error, when it is not for this record alone
     */
    put(observation: Observation<R>, error: unknown, cause: string | undefined): void {
      if (!mayBeItsOwn(error)) throw error;
      const isKnown = cause === error.code;
      if (doubt !== undefined && !isKnown) throw error;
      if (!isKnown) doubt = error;
      aside.push({ observation, error });
    },
    wrote(): void {
      doubt = undefined;
    },
    /** Those whose trouble is their own. @throws the last one's error, when nothing was written since */
    take(): readonly SetAside<R>[] {
      if (doubt !== undefined) throw doubt;
      const taken = aside;
      aside = [];
      return taken;
    },
  };
}
export type Aside<R> = ReturnType<typeof openAside<R>>;
