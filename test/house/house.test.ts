import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { deadExports } from './layers.ts';
import { filesUnder, parse, sources, textOf } from './tree.ts';

const product = sources(['core', 'main', 'renderer']);
const tests = sources(['test']);

const MOST_LINES = 300;
/** Files that may be longer, each with its reason. */
const longer: Readonly<Record<string, string>> = {
  'core/contract.ts': 'one file is the whole contract: both transports, the preload and the double derive from it',
};

/** Exports whose user is no file of the tree, each with its user. */
const takenFromOutside: Readonly<Record<string, string>> = {};

/** Programs: nobody imports them. */
const isEntry = (file: string): boolean =>
  /^main\/headless\/[^/]+\.ts$/.test(file) || file.startsWith('renderer/main.');

test('files are small', () => {
  const long = [...product, ...tests].filter(({ lines }) => lines > MOST_LINES).map(({ file }) => file);
  expect(long).toEqual(Object.keys(longer));
});

test('every export is taken by another file', () => {
  const dead = deadExports(product, tests).filter(({ file }) => !isEntry(file));
  expect(dead.map(({ file, name }) => `${file} ${name}`)).toEqual(Object.keys(takenFromOutside));
});

test('a dead export is caught', () => {
  const files = [
    parse('core/a.ts', 'export const used = 1; export const dead = 2; export type Own = 1; export const x: Own = 1;'),
    parse('core/b.ts', "import { used, x } from './a.ts'; export type Unused = typeof used | typeof x;"),
  ];
  expect(deadExports(files, [])).toEqual([
    { file: 'core/a.ts', name: 'dead' },
    { file: 'core/b.ts', name: 'Unused' },
  ]);
});

test('nothing is left for later in a comment', () => {
  const marks = /\b(TODO|FIXME|XXX|HACK)\b/;
  const left = [...product, ...tests].filter(({ comments }) => comments.some(comment => marks.test(comment)));
  expect(left.map(({ file }) => file)).toEqual([]);
  const others = filesUnder(['scripts', 'renderer', '.ci', 'docs'], /\.(mjs|css|html|md)$|^\.ci\/run$/);
  expect(others.filter(file => marks.test(textOf(file)))).toEqual([]);
});

test('DESK-18 nothing keeps the PC awake', () => {
  const keepers = /powerSaveBlocker|wakeLock|caffeinate/;
  expect(product.filter(({ words }) => words.some(word => keepers.test(word))).map(({ file }) => file)).toEqual([]);
});

test('what a reader looks for first is there', () => {
  for (const file of ['LICENSE', 'package.json', 'package-lock.json', 'docs/settings.md']) {
    expect(existsSync(file), file).toBe(true);
  }
});

test('the lock file says nothing about where packages came from', () => {
  expect(textOf('package-lock.json')).not.toMatch(/"resolved"\s*:/);
});
