import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readJournal } from '../../../core/journal/journal.ts';
import { verifyJournal } from '../../../core/journal/verify.ts';
import { freshFolder } from '../../world/fresh-folder.ts';
import { orderEvents } from './events.ts';
import { copyOf, opened, pathOf, segmentsOf, threeDays } from './folder.ts';

test('a tail torn at any byte of the last two lines is cut off, and the journal goes on after it', async () => {
  const seed = await freshFolder();
  const journal = await opened(seed);
  await journal.append(...orderEvents(1));
  await journal.close();
  await rm(path.join(seed, 'checkpoint.json'));
  const file = pathOf(seed, '2026-11-23.jsonl');
  const bytes = await readFile(file);
  const ends = [...bytes.keys()].filter(at => bytes[at] === 10).map(at => at + 1);
  for (let keep = ends.at(-3) ?? 0; keep <= bytes.length; keep += 1) {
    await writeFile(file, bytes.subarray(0, keep));
    const whole = ends.filter(end => end <= keep).length;
    const dropped = keep - (ends[whole - 1] ?? 0);
    expect(await readJournal(seed), `kept ${keep} bytes`).toMatchObject({ dropped, head: { seq: whole } });
    // Going on after it costs disk time: at every seventh byte, and around the ends of lines.
    if (keep % 7 > 0 && !ends.some(end => Math.abs(end - keep) < 3)) continue;
    const again = await opened(seed);
    expect(again.head.seq, `kept ${keep} bytes`).toBe(whole + 1);
    expect((await again.trace('1001')).length).toBe(whole - 1);
    await again.append(...orderEvents(2));
    await again.close();
    await rm(path.join(seed, 'checkpoint.json'));
    expect((await verifyJournal(seed)).entries).toBe(whole + 4);
  }
});

test.each([
  ['zeros', Buffer.alloc(300)],
  ['zeros and a newline', Buffer.from(`${'\0'.repeat(300)}\n`)],
  ['half a line and a newline', Buffer.from('{"seq":29,"at":"2026\n')],
])('%s at the end never happened', async (_, tail) => {
  const folder = await threeDays();
  const last = pathOf(folder, '2026-11-25.jsonl');
  await writeFile(last, tail, { flag: 'a' });
  const reader = await readJournal(folder);
  expect(reader).toMatchObject({ dropped: tail.length, head: { seq: 28 } });
  expect((await readFile(last)).subarray(-tail.length)).toEqual(tail);
  const journal = await opened(folder);
  const [latest] = await collect(journal.entries(29));
  expect(latest).toMatchObject({ kind: 'opened', droppedBytes: tail.length });
  await journal.close();
});

test('a last segment without one whole line is as good as none', async () => {
  const folder = await copyOf(await threeDays());
  await rm(path.join(folder, 'checkpoint.json'));
  await truncate(pathOf(folder, '2026-11-25.jsonl'), 20);
  const journal = await opened(folder);
  expect(journal.head.seq).toBe(20);
  await journal.close();
  expect((await segmentsOf(folder)).length).toBe(3);
  expect((await verifyJournal(folder)).entries).toBe(20);
});

const collect = async <T>(items: AsyncIterable<T>): Promise<readonly T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};
