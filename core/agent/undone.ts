import type { Entry } from '../journal/entry.ts';

/** The entries of Writes that were taken back: a Write that did not land took nothing back. */
export function undoneIn(entries: readonly Entry[]): ReadonlySet<number> {
  const undone = new Set<number>();
  const sent = new Map<string, number>();
  for (const entry of entries)
    if (entry.kind === 'intended') {
      // A later Write of the same change has the same key.
      if (entry.write.undoes === undefined) sent.delete(entry.write.key);
      else sent.set(entry.write.key, entry.write.undoes);
    } else if (entry.kind === 'landed') {
      const seq = sent.get(entry.key);
      if (seq !== undefined) undone.add(seq);
    }
  return undone;
}
