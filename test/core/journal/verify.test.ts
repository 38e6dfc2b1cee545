import { readFile, rm, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { verifyJournal } from '../../../core/journal/verify.ts';
import { linesOf, pathOf, segmentsOf, threeDays } from './folder.ts';

test('stubs cut off the end are missed, with the file and the number that stood there', async () => {
  const folder = await threeDays();
  const newest = (await segmentsOf(folder)).at(-1) ?? '';
  const lines = await linesOf(pathOf(folder, newest));
  await writeFile(pathOf(folder, newest), `${lines.slice(0, -2).join('\n')}\n`);
  await expect(verifyJournal(folder)).rejects.toMatchObject({
    code: 'journal-damaged',
    message: expect.stringContaining('the journal ends before it, after 26 of 28 entries'),
  });
});

test('a whole day taken away at the end is missed by its name', async () => {
  const folder = await threeDays();
  const newest = (await segmentsOf(folder)).at(-1) ?? '';
  await rm(pathOf(folder, newest));
  await expect(verifyJournal(folder)).rejects.toMatchObject({ message: expect.stringContaining(newest) });
});

test('a journal that has grown since its checkpoint is sound', async () => {
  const folder = await threeDays();
  expect(await readFile(`${folder}/checkpoint.json`, 'utf8')).not.toBe('');
  expect(await verifyJournal(folder)).toMatchObject({ entries: 28, segments: 3 });
});
