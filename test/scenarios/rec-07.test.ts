import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openJournal } from '../../core/journal/journal.ts';
import { intended, landed, orderEvents } from '../core/journal/events.ts';
import { freshFolder } from '../world/fresh-folder.ts';

const open = (folder: string) =>
  openJournal({ folder, clock: { now: () => Date.parse('2026-11-23T12:00:00Z') }, version: '1.0.0', device: 'office' });

/** One order posted, a second one's intent durable; then the power fails while `landed` is being written. */
async function powerFails(): Promise<{ readonly folder: string; readonly file: string }> {
  const folder = await freshFolder();
  const file = path.join(folder, 'journal', '2026-11-23.jsonl');
  const journal = await open(folder);
  await journal.append(...orderEvents(1), intended(2));
  const { length } = await readFile(file);
  await journal.append(landed(2));
  await truncate(file, length + 100);
  return { folder, file };
}

test('REC-07 power loss during a journal write: restarts from the last complete entry', async () => {
  const { folder } = await powerFails();
  const journal = await open(folder);
  expect(journal.dropped).toBe(100);
  expect(journal.view.counts).toMatchObject({ posted: 1, pending: 1 });
  expect(journal.view.records.get('gid://shopify/Order/6002')?.open).toEqual(['shopify:order:6002']);
  await journal.append(landed(2));
  expect((await journal.trace('#1002')).map(({ kind }) => kind)).toEqual(['intended', 'landed']);
  await journal.close();
});

test('REC-07 never starts from empty state: an unreadable journal stops, says which line, and stays as it is', async () => {
  const { folder, file } = await powerFails();
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('{"seq":3', '{"seq":?'));
  await expect(open(folder)).rejects.toThrow('2026-11-23.jsonl, line 3');
  expect(await readFile(file, 'utf8')).toBe(text.replace('{"seq":3', '{"seq":?'));
});

test('REC-07 never starts from empty state: a journal that has gone is missed', async () => {
  const { folder } = await powerFails();
  await (await open(folder)).close();
  await rm(path.join(folder, 'journal'), { recursive: true });
  await expect(open(folder)).rejects.toMatchObject({ category: 'safety', code: 'journal-damaged' });
  expect(await readdir(folder)).toEqual(['checkpoint.json']);
});
