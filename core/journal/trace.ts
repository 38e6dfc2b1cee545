import type { JournalStore } from '../ports.ts';
import { SyncError } from '../errors.ts';
import { recordOf, type Entry, type Position } from './entry.ts';
import { positionOf, positionText } from './line.ts';

/** A record and where its last entry stands; undefined: it has none. */
type Told = { readonly id: string; readonly name: string; readonly last: Position | undefined };

/** A record's entries, oldest first: walks back from the last one, one small read each. */
export async function traceOf(store: JournalStore, record: Told): Promise<readonly Entry[]> {
  const newestFirst: Entry[] = [];
  let at: Position | undefined = record.last;
  while (at !== undefined) {
    const entry: Entry = await store.readAt(at);
    const newer = newestFirst.at(-1);
    if (recordOf(entry)?.id !== record.id || (newer !== undefined && entry.seq >= newer.seq)) throw astray(at, record);
    newestFirst.push(entry);
    at = entry.back === undefined ? undefined : positionOf(entry.back);
  }
  return newestFirst.toReversed();
}

const astray = (at: Position, { name }: Told): SyncError =>
  new SyncError('safety', 'journal-damaged', `The journal's story of ${name} leads to an entry of something else.`, {
    system: 'agent',
    details: { position: positionText(at) },
  });
