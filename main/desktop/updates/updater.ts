import type { UpdateSettings } from '../../../core/model/settings.ts';
import type { Log } from '../../../core/ports.ts';
import type { Tried } from './tried.ts';

/** Where new versions come from, and how one is put in place. */
export type UpdateSource = {
  /** The newest version, where it is newer than this one. */
  newer(): Promise<string | undefined>;
  /** Fetches what `newer` has told. */
  fetch(): Promise<void>;
  /** Hands over to the installer, which replaces the program's files. Called when all else has ended. */
  install(then: 'restart' | 'close'): void;
};

/** What is known of a version newer than this one. */
export type UpdateState =
  | { readonly kind: 'none' }
  /** Not fetched before a person says so: they want to be asked, or the network is metered. */
  | { readonly kind: 'waits'; readonly version: string; readonly why: 'asked' | 'metered' }
  | { readonly kind: 'fetching'; readonly version: string }
  | {
      readonly kind: 'ready';
      readonly version: string;
      /** A person asked for it; it only waits until nothing runs. */
      readonly isWanted: boolean;
      /** It was tried before and this version still runs. */
      readonly hasFailed: boolean;
    };

export type UpdaterOptions = {
  readonly source: UpdateSource;
  readonly tried: Tried;
  /** As they are now: a person may have changed them since the start. */
  readonly settings: () => Promise<UpdateSettings>;
  readonly isMetered: () => Promise<boolean>;
  /** Nothing runs. */
  readonly isIdle: () => boolean;
  /** The window is in sight. */
  readonly isWatched: () => boolean;
  /** Ends the agent at its next safe point, then the program, which calls `finish`. */
  readonly end: () => void;
  /** There is something new to show. */
  readonly changed: () => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Log;
};

export type Updater = {
  readonly state: () => UpdateState;
  /** Looks where it is time to, and puts in place what is ready where nothing is in the way. Called about once a minute. */
  tick(): Promise<void>;
  /** By a person: fetches what waits, or puts in place what is ready, once nothing runs. @returns false: there is neither */
  go(): boolean;
  /** A person quits the program: what is ready is put in place on the way. Not called where the system shuts down. */
  leaving(): void;
  /** The last thing of all. @returns whether an installer has taken over and ends the process */
  finish(): Promise<boolean>;
};

const lookEveryMs = 6 * 3_600_000;
/** Out of sight for so long, the window is not missed for a moment. */
const unwatchedMs = 10 * 60_000;

/**
 * New versions: fetched when the network is free, put in place only when nothing runs. The agent comes to its own end before
 * an installer starts, so that whatever stops the installer finds nothing of ours half done.
 */
export function openUpdater(options: UpdaterOptions): Updater {
  const { source, tried, isIdle, isWatched, log } = options;
  let state: UpdateState = { kind: 'none' };
  let isAutomatic = false;
  let lookedAtMs = -Infinity;
  let watchedAtMs = options.now();
  let atEnd: 'nothing' | 'restart' | 'close' = 'nothing';
  let noted: Promise<void> = Promise.resolve();

  const become = (next: UpdateState): void => {
    state = next;
    options.changed();
  };

  async function fetch(version: string): Promise<void> {
    become({ kind: 'fetching', version });
    try {
      await source.fetch();
      become({ kind: 'ready', version, isWanted: false, hasFailed: (await tried.last())?.version === version });
    } catch (error) {
      become({ kind: 'none' });
      throw error;
    }
  }

  async function look(): Promise<void> {
    const { automatic, metered } = await options.settings();
    isAutomatic = automatic;
    const version = await source.newer();
    if (version === undefined) return become({ kind: 'none' });
    if (state.kind === 'ready' && state.version === version) return;
    if (!automatic) return become({ kind: 'waits', version, why: 'asked' });
    if (metered === 'yes' || (metered === 'detect' && (await options.isMetered())))
      return become({ kind: 'waits', version, why: 'metered' });
    await fetch(version);
  }

  /** In a file, so that a version that does not take is not tried at every turn. */
  const noteTry = (version: string, hidden: boolean): Promise<void> => tried.note({ version, hidden });

  async function restart(version: string): Promise<void> {
    atEnd = 'restart';
    try {
      await (noted = noteTry(version, !isWatched()));
    } catch (error) {
      atEnd = 'nothing';
      throw error;
    }
    options.end();
  }

  async function settle(): Promise<void> {
    if (state.kind !== 'ready' || atEnd !== 'nothing' || !isIdle()) return;
    const { version, isWanted, hasFailed } = state;
    const isUnwatched = options.now() - watchedAtMs >= unwatchedMs;
    if (isWanted || (isAutomatic && !hasFailed && isUnwatched)) await restart(version);
  }

  const failed = (error: unknown): void =>
    log.warn('a new version could not be had; this one goes on', {
      why: error instanceof Error ? error.message : String(error),
    });

  return {
    state: () => state,
    async tick() {
      if (isWatched()) watchedAtMs = options.now();
      try {
        const isDue = options.now() - lookedAtMs >= lookEveryMs;
        if (isDue && state.kind !== 'fetching' && atEnd === 'nothing') {
          lookedAtMs = options.now();
          await look();
        }
        await settle();
      } catch (error) {
        failed(error);
      }
    },
    go() {
      if (state.kind === 'waits') void fetch(state.version).catch(failed);
      else if (state.kind === 'ready') {
        become({ ...state, isWanted: true });
        void settle().catch(failed);
      } else return false;
      return true;
    },
    leaving() {
      if (state.kind !== 'ready' || state.hasFailed || atEnd !== 'nothing') return;
      atEnd = 'close';
      noted = noteTry(state.version, false);
    },
    async finish() {
      await noted.catch(failed);
      if (atEnd === 'nothing') return false;
      source.install(atEnd);
      return true;
    },
  };
}
