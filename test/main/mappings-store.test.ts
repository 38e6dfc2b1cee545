import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Mappings } from '../../core/model/mappings.ts';
import { openMappings } from '../../main/mappings-store.ts';

let folder: string;
const write = (content: string): Promise<void> => writeFile(join(folder, 'mappings.json'), content);
const items = (table: Mappings['items']): string => JSON.stringify({ items: table });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-mappings-'));
  await write(items({ A: '1' }));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('what a person changed in the file is taken over as a new object; what did not change stays the same one', async () => {
  const file = await openMappings(folder);
  const before = file.current();
  await file.refresh();
  expect(file.current()).toBe(before);
  await write(`${items({ A: '1' })}\n\n`);
  await file.refresh();
  expect(file.current()).toBe(before);
  await write(items({ A: '1', B: '2' }));
  await file.refresh();
  expect(file.current().items).toEqual({ A: '1', B: '2' });
});

test('a slip is told each time and changes nothing, until it is mended', async () => {
  const file = await openMappings(folder);
  await write('{ "items": { "A": "1", } }');
  await expect(file.refresh()).rejects.toThrow(/Line 1/);
  await expect(file.refresh()).rejects.toThrow(/Line 1/);
  expect(file.current().items).toEqual({ A: '1' });
  await write(items({ A: '3' }));
  await file.refresh();
  expect(file.current().items).toEqual({ A: '3' });
});

test('a slip is over when the file from before is put back with its old time', async () => {
  const [path, copy] = [join(folder, 'mappings.json'), join(folder, 'mappings copy.json')];
  await cp(path, copy, { preserveTimestamps: true });
  await cp(copy, path, { preserveTimestamps: true });
  const file = await openMappings(folder);
  await write('{');
  await expect(file.refresh()).rejects.toThrow(/Line 1/);
  await cp(copy, path, { preserveTimestamps: true });
  await file.refresh();
  expect(file.slip?.()).toBeUndefined();
});

test('a file that goes away means that nothing is mapped', async () => {
  const file = await openMappings(folder);
  await rm(join(folder, 'mappings.json'));
  await file.refresh();
  expect(file.current().items).toEqual({});
});
