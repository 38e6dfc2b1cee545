import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readJournal } from '../../../core/journal/journal.ts';
import { verifyJournal } from '../../../core/journal/verify.ts';
import { days } from '../../../core/model/time.ts';
import { freshFolder } from '../../world/fresh-folder.ts';
import { orderEvents, posted } from './events.ts';
import { failingOpen, type DiskFault } from './failing-disk.ts';
import { noon, opened, pathOf, segmentsOf } from './folder.ts';

const today = '2026-11-23.jsonl';

test.each([0, 1, 150, 700])('a disk that is full after %i bytes loses nothing and can be used again', async room => {
  const folder = await freshFolder();
  const disk: DiskFault = { fails: new Map() };
  const journal = await opened(folder, { openFile: failingOpen(disk) });
  await journal.append(...orderEvents(1));
  const { size } = await stat(pathOf(folder, today));
  disk.room = room;
  await expect(journal.append(...orderEvents(2))).rejects.toMatchObject({ category: 'transient', code: 'disk-full' });
  expect(journal.view.records.size).toBe(1);
  expect((await stat(pathOf(folder, today))).size).toBe(size);
  disk.room = undefined;
  await journal.append(...orderEvents(3));
  await journal.close();
  expect(await verifyJournal(folder)).toMatchObject({ entries: 7, torn: 0 });
});

test('a disk that fills up just as a new day begins leaves an empty segment, and the day after goes on', async () => {
  const folder = await freshFolder();
  const disk: DiskFault = { fails: new Map() };
  let now = noon;
  const journal = await opened(folder, { openFile: failingOpen(disk), clock: { now: () => now } });
  now += days(1);
  disk.room = 10;
  await expect(journal.append(...orderEvents(1))).rejects.toMatchObject({ code: 'disk-full' });
  disk.room = undefined;
  now += days(1);
  await journal.append(...orderEvents(2));
  await journal.close();
  const again = await opened(folder, { clock: { now: () => now } });
  expect((await again.trace('#1002')).length).toBe(3);
  expect(await again.hashAt(2)).toBe((await again.trace('#1002'))[0]?.hash);
  await again.close();
  expect(await verifyJournal(folder)).toMatchObject({ entries: 5, segments: 3 });
});

test('a day before that cannot be closed at midnight is not written over', async () => {
  const folder = await freshFolder();
  const disk: DiskFault = { fails: new Map() };
  let now = noon;
  const journal = await opened(folder, { openFile: failingOpen(disk), clock: { now: () => now } });
  await journal.append(...orderEvents(1));
  now += days(1);
  disk.fails.set('close', 'EIO');
  await expect(journal.append(...orderEvents(2))).rejects.toMatchObject({ code: 'journal-write-failed' });
  disk.fails.clear();
  await journal.append(...orderEvents(3));
  await journal.close();
  expect(await segmentsOf(folder)).toEqual([today, '2026-11-24.jsonl']);
  expect(await verifyJournal(folder)).toMatchObject({ entries: 7, torn: 0 });
});

test('what can neither be made durable nor taken back ends all writing, and the next start sorts it out', async () => {
  const folder = await freshFolder();
  const disk: DiskFault = { fails: new Map() };
  const journal = await opened(folder, { openFile: failingOpen(disk) });
  disk.fails.set('datasync', 'EIO').set('truncate', 'EIO');
  await expect(journal.append(...orderEvents(1))).rejects.toMatchObject({ code: 'journal-write-failed' });
  disk.fails.clear();
  await expect(journal.append(...orderEvents(1))).rejects.toMatchObject({
    category: 'safety',
    code: 'journal-unusable',
  });
  await journal.close();
  await (await opened(folder)).close();
  expect(await verifyJournal(folder)).toMatchObject({ torn: 0 });
});

test('a data folder that may not be written is said to be so', async () => {
  const folder = await freshFolder();
  await (await opened(folder)).close();
  const openFile = failingOpen({ fails: new Map([['open', 'EROFS']]) });
  await expect(opened(folder, { openFile })).rejects.toMatchObject({
    category: 'safety',
    code: 'data-folder-read-only',
  });
});

test('appends called at once are written one after the other, each batch whole', async () => {
  const folder = await freshFolder();
  const seen: number[] = [];
  const journal = await opened(folder, { onChange: (view, entries) => seen.push(view.seq, entries.length) });
  await Promise.all([1, 2, 3].map(n => journal.append(...orderEvents(n))));
  expect(seen).toEqual([1, 1, 4, 3, 7, 3, 10, 3]);
  await journal.close();
  await expect(journal.append(posted(1))).rejects.toMatchObject({ code: 'journal-closed' });
  expect((await verifyJournal(folder)).entries).toBe(10);
});

test('a clock that goes back goes on in the newest segment', async () => {
  const folder = await freshFolder();
  let now = noon;
  const clock = { now: () => now };
  const journal = await opened(folder, { clock });
  now -= days(3);
  await journal.append(...orderEvents(1));
  await journal.close();
  const again = await opened(folder, { clock });
  now += days(4);
  await again.append(...orderEvents(2));
  await again.close();
  expect(await segmentsOf(folder)).toEqual([today, '2026-11-24.jsonl']);
  expect(await verifyJournal(folder)).toMatchObject({ entries: 8, lastAt: '2026-11-24T12:00:00.000Z' });
});

test('a second writer is noticed before anything is written over it', async () => {
  const folder = await freshFolder();
  const [one, other] = [await opened(folder), await opened(folder)];
  await other.append(...orderEvents(1));
  const before = await readFile(pathOf(folder, today), 'utf8');
  await expect(one.append(...orderEvents(2))).rejects.toMatchObject({
    category: 'safety',
    code: 'journal-two-writers',
  });
  expect(await readFile(pathOf(folder, today), 'utf8')).toBe(before);
  await appendFile(pathOf(folder, today), '\n');
  await expect(other.append(...orderEvents(3))).rejects.toMatchObject({ code: 'journal-two-writers' });
});

test('a next day’s segment that another has begun is noticed too', async () => {
  const folder = await freshFolder();
  let now = noon;
  const journal = await opened(folder, { clock: { now: () => now } });
  now += days(1);
  await writeFile(pathOf(folder, '2026-11-24.jsonl'), '');
  await expect(journal.append(...orderEvents(1))).rejects.toMatchObject({ code: 'journal-two-writers' });
});

test('a reader sees what is durable while the agent goes on writing, and touches nothing', async () => {
  const folder = await freshFolder();
  const journal = await opened(folder);
  await journal.append(...orderEvents(1));
  const reader = await readJournal(folder);
  await journal.append(...orderEvents(2));
  expect(reader.view.records.size).toBe(1);
  expect((await reader.trace('1001')).map(({ seq }) => seq)).toEqual([2, 3, 4]);
  expect((await readJournal(folder)).view).toEqual(journal.view);
  await journal.close();
});
