import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readJournal } from '../../../core/journal/journal.ts';
import { digest } from '../../../core/journal/line.ts';
import { verifyJournal } from '../../../core/journal/verify.ts';
import { copyOf, linesOf, opened, pathOf, segmentsOf, threeDays } from './folder.ts';

const [first, second, third] = ['2026-11-23.jsonl', '2026-11-24.jsonl', '2026-11-25.jsonl'] as const;

/** What a forger without the rest of the chain can do: a line that is sound in itself. */
const resealed = (line: string): string => {
  const open = line.slice(0, line.lastIndexOf(',"hash":'));
  return `${open},"hash":"${digest(open)}"}`;
};

type Edit = (lines: string[]) => string[];
const at =
  (line: number, change: (text: string) => string): Edit =>
  lines =>
    lines.map((text, index) => (index === line - 1 ? change(text) : text));

const cases: readonly (readonly [string, string, Edit, string, number])[] = [
  ['a changed value', first, at(4, text => text.replace('#1001', '#1009')), first, 4],
  ['a changed value, sealed again', first, at(4, text => resealed(text.replace('#1001', '#1009'))), first, 5],
  ['a line that is not JSON', second, at(2, text => text.slice(0, 40)), second, 2],
  ['a line of zeros', second, at(1, text => '\0'.repeat(text.length)), second, 1],
  ['a removed line', second, lines => lines.toSpliced(4, 1), second, 5],
  ['a repeated line', second, lines => lines.toSpliced(4, 0, lines[4] ?? ''), second, 6],
  ['two lines in the wrong order', third, ([a = '', b = '', ...rest]) => [b, a, ...rest], third, 1],
  ['an empty line', third, lines => lines.toSpliced(3, 0, ''), third, 4],
  ['a last line that was changed', third, at(9, text => text.replace('posted', 'parked')), third, 9],
  ['a shortened earlier segment', second, lines => lines.slice(0, -1), third, 1],
  ['a JSON line that is no entry', third, at(5, () => resealed('{"kind":"cursor","hash":""}')), third, 5],
];

test.each(cases)('%s stops everything and is named', async (_, file, edit, named, line) => {
  const seed = await threeDays();
  await writeFile(pathOf(seed, file), `${edit([...(await linesOf(pathOf(seed, file)))]).join('\n')}\n`);
  const before = await contents(seed);
  const damage = { category: 'safety', code: 'journal-damaged', details: { file: named, line: String(line) } };
  await expect(verifyJournal(seed)).rejects.toMatchObject(damage);
  await rm(path.join(seed, 'checkpoint.json'));
  await expect(opened(seed)).rejects.toMatchObject(damage);
  await expect(readJournal(seed)).rejects.toThrow(`${named}, line ${line}:`);
  expect(await contents(seed)).toEqual(before);
});

test('an earlier segment that breaks off is damage, not a torn tail', async () => {
  const folder = await threeDays();
  await writeFile(pathOf(folder, second), (await readFile(pathOf(folder, second))).subarray(0, -30));
  await expect(opened(folder)).rejects.toMatchObject({ details: { file: second, line: '9' } });
});

test('a missing segment is named by the next one, or by the checkpoint when it was the last', async () => {
  const seed = await threeDays();
  const expected = { [first]: [second, '1'], [second]: [third, '1'], [third]: [third, '1'] };
  for (const [gone, [file, line]] of Object.entries(expected)) {
    const folder = await copyOf(seed);
    await rm(pathOf(folder, gone));
    await expect(opened(folder)).rejects.toMatchObject({ code: 'journal-damaged', details: { file, line } });
  }
  await Promise.all((await segmentsOf(seed)).map(name => rm(pathOf(seed, name))));
  await expect(opened(seed)).rejects.toMatchObject({ code: 'journal-damaged', details: { file: first, line: '1' } });
});

test('lines the checkpoint knows are missed even when the rest is sound', async () => {
  const folder = await threeDays();
  const file = pathOf(folder, third);
  await writeFile(file, `${(await linesOf(file)).slice(0, 7).join('\n')}\n`);
  await expect(opened(folder)).rejects.toMatchObject({ details: { file: third, line: '8' } });
  expect((await linesOf(file)).length).toBe(7);
});

test('the line the checkpoint stands on is looked at again, and a gap is told by number', async () => {
  const folder = await threeDays();
  const file = pathOf(folder, third);
  const lines = await linesOf(file);
  await writeFile(file, `${at(9, text => text.replace('f9', 'f8'))([...lines]).join('\n')}\n`);
  await expect(opened(folder)).rejects.toMatchObject({ details: { file: third, line: '9' } });
  await writeFile(file, `${lines.toSpliced(1, 2).join('\n')}\n`);
  await expect(opened(folder)).rejects.toThrow('line 2: entry 21 should stand here, but it is entry 23');
});

test('an entry of a newer version is said to be one', async () => {
  const folder = await threeDays();
  const file = pathOf(folder, third);
  const lines = await linesOf(file);
  const newer = resealed((lines[8] ?? '').replace('"kind":"posted"', '"kind":"teleported"'));
  await writeFile(file, `${[...lines.slice(0, 8), newer].join('\n')}\n`);
  await rm(path.join(folder, 'checkpoint.json'));
  await expect(opened(folder)).rejects.toMatchObject({
    code: 'journal-newer',
    message: expect.stringContaining('2026-11-25.jsonl, line 9 says "teleported"'),
  });
});

const contents = async (folder: string): Promise<readonly string[]> =>
  Promise.all((await segmentsOf(folder)).map(name => readFile(pathOf(folder, name), 'latin1')));
