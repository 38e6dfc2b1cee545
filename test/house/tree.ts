import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export type Import = {
  /** A file of the tree ("core/errors.ts"), a package ("zod") or a module of Node ("node:fs"). */
  readonly to: string;
  /** Undefined: all of it. */
  readonly names: readonly string[] | undefined;
};

export type SourceFile = {
  readonly file: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly exports: readonly { readonly name: string; readonly isType: boolean }[];
  /** Reads of the clock, timers and chance: "Date.now", "setTimeout". */
  readonly impurities: readonly string[];
  /** Everything the code says: names, texts, but no comments. */
  readonly words: readonly string[];
  readonly comments: readonly string[];
};

/** Files under the folders as `core/errors.ts`, sorted. */
export function filesUnder(folders: readonly string[], pattern: RegExp): readonly string[] {
  const all = folders.flatMap(folder => list(folder).map(name => path.posix.join(folder, name.replaceAll('\\', '/'))));
  return all.filter(file => pattern.test(file) && !file.includes('node_modules/')).toSorted();
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  } catch {
    return []; // not there yet
  }
}

export const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');
export const sources = (folders: readonly string[]): readonly SourceFile[] =>
  filesUnder(folders, /\.[cm]?tsx?$/).map(file => parse(file, textOf(file)));

/** Packages by their name: "@hono/node-server/serve" is "@hono/node-server". */
function target(file: string, spec: string): string {
  if (spec.startsWith('.')) return path.posix.join(path.posix.dirname(file), spec);
  if (spec.startsWith('node:')) return spec;
  return spec
    .split('/')
    .slice(0, spec.startsWith('@') ? 2 : 1)
    .join('/');
}

export function parse(file: string, text: string): SourceFile {
  const { program, module, comments, errors } = parseSync(file, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${file}: ${error.message}`);
  const imports: Import[] = module.staticImports.map(({ moduleRequest, entries }) => ({
    to: target(file, moduleRequest.value),
    names: entries.some(({ importName }) => importName.kind === 'NamespaceObject')
      ? undefined
      : entries.map(({ importName }) => importName.name ?? 'default'),
  }));
  const exports: { name: string; isType: boolean }[] = [];
  for (const entry of module.staticExports.flatMap(statement => statement.entries)) {
    if (entry.exportName.name !== null) exports.push({ name: entry.exportName.name, isType: entry.isType });
    const from = entry.moduleRequest?.value;
    const name = entry.importName.name;
    if (from !== undefined) imports.push({ to: target(file, from), names: name === null ? undefined : [name] });
  }
  const found = { impurities: [], words: [], imports: [] };
  walk(program, file, found);
  return {
    file,
    lines: text.trimEnd().split('\n').length,
    imports: [...imports, ...found.imports],
    exports,
    impurities: found.impurities,
    words: found.words,
    comments: comments.map(({ value }) => value),
  };
}

type Found = { readonly impurities: string[]; readonly words: string[]; readonly imports: Import[] };
type Node = Readonly<Record<string, unknown>>;

const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']);
const READS = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'Temporal.Now',
]);

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const nodeOf = (value: unknown): Node => (isNode(value) ? value : {});
const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const nameOf = (value: unknown): string => stringOf(nodeOf(value)['name']);

function walk(node: unknown, file: string, found: Found): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, file, found);
    return;
  }
  if (!isNode(node)) return;
  look(node, file, found);
  for (const [key, value] of Object.entries(node)) if (key !== 'parent') walk(value, file, found);
}

function look(node: Node, file: string, found: Found): void {
  switch (node['type']) {
    case 'Identifier':
      found.words.push(nameOf(node));
      break;
    case 'Literal':
    case 'JSXText':
      found.words.push(stringOf(node['value']));
      break;
    case 'TemplateElement':
      found.words.push(stringOf(nodeOf(node['value'])['raw']));
      break;
    case 'MemberExpression': {
      const name = `${nameOf(node['object'])}.${nameOf(node['property'])}`;
      if (READS.has(name)) found.impurities.push(name);
      break;
    }
    case 'CallExpression':
      if (TIMERS.has(nameOf(node['callee']))) found.impurities.push(nameOf(node['callee']));
      if (nameOf(node['callee']) === 'Date') found.impurities.push('Date()');
      break;
    case 'NewExpression': {
      const given = node['arguments'];
      if (nameOf(node['callee']) === 'Date' && Array.isArray(given) && given.length === 0) {
        found.impurities.push('new Date()');
      }
      break;
    }
    case 'ImportExpression':
    case 'TSImportType': {
      const spec = stringOf(nodeOf(node['source'] ?? node['argument'])['value']);
      if (spec !== '') found.imports.push({ to: target(file, spec), names: undefined });
      break;
    }
    default:
  }
}
