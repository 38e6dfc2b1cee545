import { cp, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { openJournal, type FileJournalOptions, type Journal } from '../../../core/journal/journal.ts';
import { days } from '../../../core/model/time.ts';
import { freshFolder } from '../../world/fresh-folder.ts';
import { orderEvents } from './events.ts';

export const noon = Date.parse('2026-11-23T12:00:00Z');

export async function copyOf(folder: string): Promise<string> {
  const copy = await freshFolder();
  await cp(folder, copy, { recursive: true });
  return copy;
}

export const opened = (folder: string, more: Partial<FileJournalOptions> = {}): Promise<Journal> =>
  openJournal({ folder, clock: { now: () => noon }, version: '1.0.0', device: 'office', ...more });

/** Orders 1 to 3 on one day, 4 to 6 on the next, 7 to 9 on the third: ten lines, nine, nine. */
export async function threeDays(): Promise<string> {
  const folder = await freshFolder();
  let now = noon;
  const journal = await opened(folder, { clock: { now: () => now } });
  for (let day = 0; day < 3; day += 1) {
    for (const n of [1, 2, 3]) await journal.append(...orderEvents(day * 3 + n));
    now += days(1);
  }
  await journal.close();
  return folder;
}

export const segmentsOf = async (folder: string): Promise<readonly string[]> =>
  (await readdir(path.join(folder, 'journal'))).toSorted();

export const pathOf = (folder: string, segment: string): string => path.join(folder, 'journal', segment);

/** Lines of a segment without their newlines. */
export const linesOf = async (file: string): Promise<readonly string[]> =>
  (await readFile(file, 'utf8')).split('\n').slice(0, -1);
