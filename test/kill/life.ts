import { readJournal } from '../../core/journal/journal.ts';
import type { Entry } from '../../core/journal/entry.ts';

/** What the journal says of the lives of an agent that is dead now. */
export async function entriesFrom(folder: string, fromSeq: number): Promise<readonly Entry[]> {
  const journal = await readJournal(folder);
  const entries: Entry[] = [];
  for await (const entry of journal.entries(fromSeq)) entries.push(entry);
  await journal.close();
  return entries;
}

/** Writes that were begun in these entries and whose end is not among them. */
export function openIntents(entries: readonly Entry[]): readonly string[] {
  const open = new Set<string>();
  for (const entry of entries) {
    if (entry.kind === 'intended') open.add(entry.write.key);
    if (entry.kind === 'landed') open.delete(entry.key);
  }
  return [...open];
}

const intents: readonly (readonly [path: RegExp, actions: readonly string[]])[] = [
  [/res\.partner\/load$/, ['create-customer', 'create-delivery-address']],
  [/sale\.order\/\w+$/, ['post-sales-order']],
  [/account\.move\/\w+$/, ['create-invoice']],
  [/account\.(payment|move\.line)\/\w+$/, ['record-payment']],
];

/** Whether the newest intent in these entries is what this writing request carries out. */
export function isIntended(path: string, entries: readonly Entry[]): boolean {
  const newest = entries.findLast(entry => entry.kind === 'intended')?.write.action ?? 'none';
  return intents.some(([pattern, actions]) => pattern.test(path) && actions.includes(newest));
}
