import { mkdir, open } from 'node:fs/promises';
import type { Event, Head, Position } from '../../core/journal/entry.ts';
import { emptyHead, encodeBatch } from '../../core/journal/line.ts';
import { journalFolder, segmentPath } from '../../core/journal/segment-files.ts';
import { days, instantOf } from '../../core/model/time.ts';
import { orderStory } from './order-story.ts';

/** Of its first day. */
export const startMs = Date.parse('2025-10-01T06:00:00Z');

/** The product's own lines and chain, without a sync for each. @returns the number of entries */
export async function writeJournal(folder: string, daysBack: number, ordersADay: number): Promise<number> {
  await mkdir(journalFolder(folder), { recursive: true });
  const last = new Map<string, Position>();
  let head: Head = emptyHead;
  for (let day = 0; day < daysBack; day += 1) {
    const segment = instantOf(startMs + days(day)).slice(0, 10);
    const file = await open(segmentPath(folder, segment), 'wx');
    let offset = 0;
    for (let nth = 0; nth < ordersADay; nth += 1) {
      const at = instantOf(startMs + days(day) + nth * 60_000);
      const events: readonly Event[] = orderStory(day * ordersADay + nth, at);
      const { text, placed } = encodeBatch(events, { head, at, segment, offset }, id => last.get(id));
      const newest = placed.at(-1)?.entry ?? head;
      head = { seq: newest.seq, hash: newest.hash };
      offset += Buffer.byteLength(text);
      await file.write(text);
    }
    await file.close();
  }
  return head.seq;
}
