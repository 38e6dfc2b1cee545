import type { Clock, JournalStore } from '../ports.ts';
import { SyncError } from '../errors.ts';
import { saveCheckpoint } from './checkpoint.ts';
import type { OpenFile } from './disk-file.ts';
import type { Entry, Event, Head } from './entry.ts';
import { apply, emptyFold, type Fold } from './fold.ts';
import { recall } from './recall.ts';
import { openSegments, readingStore } from './segments.ts';
import { traceOf } from './trace.ts';
import { findRecord, type JournalView } from './view.ts';

export type JournalReader = {
  readonly view: JournalView;
  readonly head: Head;
  /** Bytes of a last line that power loss cut short. */
  readonly dropped: number;
  /** Everything about one record, oldest first, by Shopify id or name. Empty when unknown. */
  trace(ref: string): Promise<readonly Entry[]>;
  /** From `fromSeq` (default 1) up to now, each checked against the chain. */
  entries(fromSeq?: number): AsyncIterable<Entry>;
  /** Undefined when there is no such entry. */
  hashAt(seq: number): Promise<string | undefined>;
  close(): Promise<void>;
};

export type Journal = JournalReader & {
  /** Resolves once the events are durable and then visible in `view`, together. May be called again before it has. */
  append(...events: readonly Event[]): Promise<void>;
};

export type JournalOptions = {
  /** Agent's version and the PC's name, for the `opened` entry. */
  readonly version: string;
  readonly device: string;
  /** After each append, once visible. Must not throw. */
  readonly onChange?: (view: JournalView, entries: readonly Entry[]) => void;
};

export type FileJournalOptions = JournalOptions & {
  /** The data folder. */
  readonly folder: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Tests put a failing disk here. */
  readonly openFile?: OpenFile;
};

/** Entries between two checkpoints. */
const checkpointEvery = 20_000;

/**
 * Opens the data folder's journal for its one writer.
 * @throws journal-damaged naming file and line, journal-newer, data-folder-read-only
 */
export async function openJournal(options: FileJournalOptions): Promise<Journal> {
  const { folder } = options;
  const { fold, walked, fresh } = await recall(folder);
  const store = await openSegments(options, walked);
  let unsaved = fresh;
  let saving: Promise<void> | undefined;
  /** A cache: failing to write it costs the next start some time and nothing else. */
  const save = (): Promise<void> => {
    unsaved = 0;
    return saveCheckpoint(folder, store.mark(), fold).catch(() => undefined);
  };
  const onChange = (view: JournalView, entries: readonly Entry[]): void => {
    unsaved += entries.length;
    if (unsaved >= checkpointEvery && saving === undefined)
      saving = save().finally(() => {
        saving = undefined;
      });
    options.onChange?.(view, entries);
  };
  return journalOver(store, fold, { ...options, onChange }, async () => {
    await saving;
    if (unsaved > 0) await save();
  });
}

/** The same journal over any store, such as one that fails or one in memory. */
export async function openJournalOn(store: JournalStore, options: JournalOptions): Promise<Journal> {
  const fold = emptyFold();
  for await (const placed of store.read(1)) for (const each of placed) apply(fold, each);
  return journalOver(store, fold, options);
}

/** For looking only, also while an agent writes: changes nothing on disk and shows what is there now. */
export async function readJournal(folder: string): Promise<JournalReader> {
  const { fold, walked } = await recall(folder);
  return readerOver(readingStore(folder, walked), fold);
}

function readerOver(store: JournalStore, fold: Fold): JournalReader {
  async function* entries(fromSeq = 1): AsyncGenerator<Entry> {
    for await (const placed of store.read(fromSeq)) for (const { entry } of placed) yield entry;
  }
  return {
    view: fold,
    get head() {
      return store.head;
    },
    dropped: store.dropped,
    async trace(ref) {
      const record = fold.goods.get(ref) ?? findRecord(fold, ref);
      return record === undefined ? [] : traceOf(store, record);
    },
    entries,
    async hashAt(seq) {
      if (seq < 1 || seq > store.head.seq) return undefined;
      if (seq === store.head.seq) return store.head.hash;
      for await (const entry of entries(seq)) return entry.hash;
      return undefined;
    },
    close: () => store.close(),
  };
}

async function journalOver(
  store: JournalStore,
  fold: Fold,
  options: JournalOptions,
  beforeClose: () => Promise<void> = () => Promise.resolve(),
): Promise<Journal> {
  let turn: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  async function appendNow(events: readonly Event[]): Promise<void> {
    const placed = await store.append(events, id => (fold.records.get(id) ?? fold.goods.get(id))?.last);
    for (const each of placed) apply(fold, each);
    options.onChange?.(
      fold,
      placed.map(({ entry }) => entry),
    );
  }

  const journal: Journal = {
    ...readerOver(store, fold),
    get head() {
      return store.head;
    },
    append(...events) {
      if (isClosed) return Promise.reject(new SyncError('bug', 'journal-closed', 'The journal is closed.'));
      if (events.length === 0) return Promise.resolve();
      const done = turn.then(() => appendNow(events));
      turn = done.catch(() => undefined);
      return done;
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await turn;
      try {
        await beforeClose();
      } finally {
        await store.close();
      }
    },
  };
  const { version, device } = options;
  await journal.append({ kind: 'opened', version, device, droppedBytes: store.dropped }).catch(async cause => {
    await store.close();
    throw cause;
  });
  return journal;
}
