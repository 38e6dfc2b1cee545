import type { Served, Snapshot } from '../../../core/contract.ts';
import { SyncError } from '../../../core/errors.ts';
import type { Updater } from './updater.ts';
import { noUpdates, updateBanner, updateWords } from './words.ts';

/** What the window sees, with what is known of new versions and the request to go on with one. */
export type WithUpdates = Served & {
  /** Tells the window anew. */
  changed(): void;
};

/** `updater` undefined: this build names no place for new versions, and says so. */
export function withUpdates(served: Served, updater: () => Updater | undefined): WithUpdates {
  const listeners = new Set<(snapshot: Snapshot) => void>();
  const shown = (snapshot: Snapshot): Snapshot => {
    const state = updater()?.state();
    if (state === undefined) return { ...snapshot, updates: noUpdates };
    const banner = updateBanner(state, snapshot.running === undefined);
    return {
      ...snapshot,
      updates: updateWords(state),
      banners: banner === undefined ? snapshot.banners : [...snapshot.banners, banner],
    };
  };
  const snapshot = (): Snapshot => shown(served.snapshot());
  return {
    snapshot,
    handlers: {
      ...served.handlers,
      snapshot,
      'update.install': () => {
        if (updater()?.go() === true) return;
        throw new SyncError('rejected', 'no-update', 'There is no new version to put in place.');
      },
    },
    subscribe(listen) {
      listeners.add(listen);
      const unsubscribe = served.subscribe(given => listen(shown(given)));
      return () => {
        listeners.delete(listen);
        unsubscribe();
      };
    },
    changed() {
      const now = snapshot();
      for (const listen of listeners) listen(now);
    },
  };
}
