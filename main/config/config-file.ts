import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TextFile } from 'lowdb/node';
import { z } from 'zod';
import { SyncError } from '../../core/errors.ts';
import { type Fault, faultsOf, type KnownKey, secretsIn } from './explain.ts';
import { JsonTrouble, type LocatedJson, locatedJson } from './json.ts';

/** One of the files a person may edit by hand. */
export type ConfigFile<T> = {
  readonly name: 'settings' | 'mappings' | 'ownership';
  /** As written by a person; the editor's schema derives from it. */
  readonly written: z.ZodType;
  readonly schema: z.ZodType<T>;
  /** The environment variable for a value that must not stand in the file. */
  readonly secretsHint: string;
};

/** Replaces a value of the file before it is checked: an environment variable that wins. */
export type Override = (content: unknown) => unknown;

const asIs: Override = content => content;

/**
 * Reads and checks `<folder>/<name>.json`, and keeps what it read beside as `<name>.previous.json`.
 * @returns undefined when there is no such file.
 * @throws SyncError 'rejected' that names file, line and field; neither file is touched then.
 */
export async function readConfig<T>(folder: string, file: ConfigFile<T>, override = asIs): Promise<T | undefined> {
  const { value, text } = await readChecked(folder, file, override);
  if (text !== null) await keepPrevious(folder, file, text).catch(() => undefined); // a read-only folder can still be read
  return value;
}

/** The last version that was read well. Undefined: there is none, or it was edited too. */
export async function readPrevious<T>(folder: string, file: ConfigFile<T>): Promise<T | undefined> {
  try {
    const text = await new TextFile(previousOf(folder, file)).read();
    return text === null ? undefined : check(file, parse(file, text, undefined), asIs, undefined);
  } catch {
    return undefined;
  }
}

/**
 * Writes atomically; the version before stays beside as `<name>.previous.json`, the editor's schema as `<name>.schema.json`.
 * Refuses to overwrite a file that cannot be read: it holds what a person was about to change.
 */
export function writeConfig<T>(folder: string, file: ConfigFile<T>, value: T): Promise<void> {
  const path = pathOf(folder, file);
  const turn = (turns.get(path) ?? Promise.resolve()).catch(() => undefined).then(() => replace(folder, file, value));
  turns.set(path, turn);
  return turn;
}

/** Writes to one file go one after the other. */
const turns = new Map<string, Promise<void>>();

const pathOf = (folder: string, { name }: { readonly name: string }): string => join(folder, `${name}.json`);
const previousOf = (folder: string, { name }: { readonly name: string }): string =>
  join(folder, `${name}.previous.json`);

async function replace<T>(folder: string, file: ConfigFile<T>, value: T): Promise<void> {
  const before = await readChecked(folder, file, asIs);
  const content = { $schema: `./${file.name}.schema.json`, ...value };
  const text = `${JSON.stringify(content, null, 2)}\n`;
  check(file, locatedJson(text), asIs, undefined);
  await onDisk(pathOf(folder, file), 'written', async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (before.text !== null) await keepPrevious(folder, file, before.text);
    await new TextFile(pathOf(folder, file)).write(text);
    await writeEditorSchema(folder, file);
  });
}

/** The JSON Schema beside the file, for completion and checks in an editor. */
export async function writeEditorSchema<T>(folder: string, file: ConfigFile<T>): Promise<void> {
  const { $schema, ...schema } = z.toJSONSchema(file.written, { io: 'input', target: 'draft-07' });
  const text = `${JSON.stringify({ $schema, title: `Counterfoil: ${file.name}`, ...schema }, null, 2)}\n`;
  await writeIfChanged(join(folder, `${file.name}.schema.json`), text);
}

const keepPrevious = <T>(folder: string, file: ConfigFile<T>, text: string): Promise<void> =>
  writeIfChanged(previousOf(folder, file), text);

async function writeIfChanged(path: string, text: string): Promise<void> {
  const target = new TextFile(path);
  if ((await target.read()) !== text) await target.write(text);
}

type Checked<T> = { readonly value: T | undefined; readonly text: string | null };

async function readChecked<T>(folder: string, file: ConfigFile<T>, override: Override): Promise<Checked<T>> {
  const text = await onDisk(pathOf(folder, file), 'read', () => new TextFile(pathOf(folder, file)).read());
  if (text === null) return { value: undefined, text };
  const hasPrevious = await access(previousOf(folder, file)).then(
    () => true,
    () => false,
  );
  const previous = hasPrevious ? `${file.name}.previous.json` : undefined;
  return { value: check(file, parse(file, text, previous), override, previous), text };
}

function parse<T>(file: ConfigFile<T>, text: string, previous: string | undefined): LocatedJson {
  try {
    return locatedJson(text);
  } catch (error) {
    if (!(error instanceof JsonTrouble)) throw error;
    const { line, column, message } = error;
    throw new SyncError(
      'rejected',
      'settings-unreadable',
      `${file.name}.json cannot be read. Line ${line}, column ${column}: ${message}.`,
      {
        system: 'agent',
        nextStep: `Correct line ${line} of ${file.name}.json${orPrevious(previous)}.`,
        details: { file: `${file.name}.json`, line: String(line), column: String(column) },
      },
    );
  }
}

const orPrevious = (previous: string | undefined): string =>
  previous === undefined ? '' : `, or take back ${previous}, the last version that could be read`;

function check<T>(file: ConfigFile<T>, json: LocatedJson, override: Override, previous: string | undefined): T {
  const content = override(json.value);
  const result = file.schema.safeParse(content);
  const known = knownKeys(z.toJSONSchema(file.written, { io: 'input', target: 'draft-07' }));
  const faults = result.success ? secretsIn(content, []) : faultsOf(result.error.issues, content, known);
  const [first] = faults;
  if (first !== undefined) throw refusal(file, json, faults, first, previous);
  if (result.success) return result.data;
  throw result.error;
}

function refusal<T>(
  file: ConfigFile<T>,
  json: LocatedJson,
  faults: readonly Fault[],
  first: Fault,
  previous: string | undefined,
): SyncError {
  const name = `${file.name}.json`;
  const lines = faults.map(fault => `line ${json.lineOf(fault.path)}: ${fault.words}`);
  const more = faults.length > 3 ? [`and ${faults.length - 3} more`] : [];
  const isSecret = first.kind === 'secret';
  const words = `${name}, ${[...lines.slice(0, 3), ...more].join('; ')}`;
  return new SyncError('rejected', isSecret ? 'settings-hold-a-secret' : 'settings-invalid', sentence(words), {
    system: 'agent',
    nextStep: isSecret
      ? `Remove it from ${name} and renew it where it was issued. ${file.secretsHint}`
      : `Correct ${name}${orPrevious(previous)}.`,
    details: { file: name, field: first.path.map(String).join('.'), line: String(json.lineOf(first.path)) },
  });
}

const sentence = (words: string): string => (/[.?]$/.test(words) ? words : `${words}.`);

/** Every key of a JSON Schema with the dotted path of its group, through all alternatives. */
function knownKeys(schema: unknown, group = ''): readonly KnownKey[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema ? Object.entries(Object(schema.properties)) : [];
  const choices = 'propertyNames' in schema ? Object.values(Object(Object(schema.propertyNames).enum)) : [];
  const kind: unknown = Object(new Map(own).get('kind')).const;
  const nested = own.flatMap(([name, inner]) => [
    { group, name, kind: typeof kind === 'string' && name !== 'kind' ? kind : undefined },
    ...knownKeys(inner, group === '' ? name : `${group}.${name}`),
  ]);
  const alternatives = ['anyOf', 'oneOf', 'allOf'].flatMap(word => Object.values(Object(Object(schema)[word])));
  const all = [
    ...choices.map(name => ({ group, name: String(name), kind: undefined })),
    ...nested,
    ...alternatives.flatMap(inner => knownKeys(inner, group)),
  ];
  return [...new Map(all.map(known => [JSON.stringify(known), known])).values()];
}

async function onDisk<R>(path: string, verb: 'read' | 'written', work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new SyncError('rejected', `settings-not-${verb}`, `${path} could not be ${verb} (${code}).`, {
      system: 'agent',
      nextStep: 'Check that the data folder is there, that it is yours, and that the disk has room.',
      cause,
    });
  }
}
