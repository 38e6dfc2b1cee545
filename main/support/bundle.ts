import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { release } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { strToU8, zipSync } from 'fflate';
import type { SupportPreview, SupportRange } from '../../core/model/support.ts';
import { inDataFolder } from '../data-folder.ts';
import { createRedactor, type Json, type Redactor } from '../redact.ts';
import { version } from '../version.ts';

type BundleFile = { readonly name: string; readonly text: string; readonly lines: number; readonly isCut: boolean };

/** More than this of one kind says nothing more, and nobody can send it. */
const mostBytes = 10_000_000;
const shownCharacters = 4_000;

/**
 * What helps to find a fault, and nothing of any customer: the journal's and the log's lines of the range, settings, mappings.
 * All of it goes through the redactor once more (DESK-12), whatever was taken out before.
 */
async function collect(folder: string, range: SupportRange): Promise<readonly BundleFile[]> {
  const redactor = createRedactor();
  const about = { version, node: process.version, platform: process.platform, release: release(), ...range };
  const files: BundleFile[] = [whole('about.json', about, redactor)];
  for (const name of ['settings.json', 'mappings.json', 'ownership.json']) {
    const content = await json(join(folder, name));
    if (content !== undefined) files.push(whole(name, content, redactor));
  }
  const journal = (await namesIn(join(folder, 'journal'))).filter(name => isWithin(name, range));
  files.push(
    await lines(
      'journal.jsonl',
      folder,
      journal.map(name => join('journal', name)),
      range,
      entrySafely(redactor),
    ),
  );
  const logs = (await namesIn(join(folder, 'logs'))).toSorted(byAge).map(name => join('logs', name));
  files.push(await lines('log.jsonl', folder, logs, range, redactor.value));
  return files;
}

/** Shows what would be saved. Nothing is written. */
export const previewSupport = (folder: string, range: SupportRange): Promise<SupportPreview> =>
  inDataFolder(folder, async () =>
    (await collect(folder, range)).map(({ name, text, lines: count, isCut }) => ({
      name,
      bytes: Buffer.byteLength(text),
      lines: count,
      isCut,
      beginning: text.slice(0, shownCharacters),
    })),
  );

/** @returns where it lies */
export async function saveSupport(folder: string, range: SupportRange, stamp: string): Promise<string> {
  return inDataFolder(folder, async () => {
    const files = await collect(folder, range);
    const path = join(folder, 'support', `counterfoil-${stamp}.zip`);
    await mkdir(join(folder, 'support'), { recursive: true, mode: 0o700 });
    await writeFile(path, zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)]))), {
      mode: 0o600,
    });
    return path;
  });
}

const whole = (name: string, content: unknown, redactor: Redactor): BundleFile => {
  const text = `${JSON.stringify(redactor.value(content), null, 2)}\n`;
  return { name, text, lines: text.split('\n').length - 1, isCut: false };
};

/** Order numbers and document names stay: without them nobody can say which stub is meant. */
const entrySafely =
  (redactor: Redactor) =>
  (entry: unknown): Json => {
    const safe = redactor.value(entry);
    const name = nameOf(entry, 'record');
    const landed = nameOf(entry, 'landed');
    return isGroup(safe)
      ? {
          ...safe,
          ...(name === undefined || !isGroup(safe['record']) ? {} : { record: { ...safe['record'], name } }),
          ...(landed === undefined || !isGroup(safe['landed']) ? {} : { landed: { ...safe['landed'], name: landed } }),
        }
      : safe;
  };

const isGroup = (value: unknown): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** A number with at most a few letters around it is nobody's name. */
const isNumber = (name: unknown): name is string =>
  typeof name === 'string' && /^[#\w/.-]{0,12}\d[\w/.-]{0,24}$/.test(name);
function nameOf(entry: unknown, key: string): string | undefined {
  if (!isGroup(entry)) return undefined;
  const part = entry[key];
  return isGroup(part) && isNumber(part['name']) ? part['name'] : undefined;
}

/** @param paths oldest first; of too much the newest is kept */
async function lines(
  name: string,
  folder: string,
  paths: readonly string[],
  range: SupportRange,
  safely: (line: unknown) => Json,
): Promise<BundleFile> {
  const kept: string[] = [];
  let bytes = 0;
  let isCut = false;
  for (const path of paths.toReversed()) {
    if (isCut) break;
    const within: string[] = [];
    for await (const line of createInterface({ input: createReadStream(join(folder, path)), crlfDelay: Infinity }))
      if (isIn(atOf(line), range)) within.push(line);
    for (const line of within.toReversed()) {
      const text = JSON.stringify(safely(parsed(line)));
      bytes += text.length;
      isCut = bytes > mostBytes;
      if (isCut) break;
      kept.push(text);
    }
  }
  return {
    name,
    text: kept
      .toReversed()
      .map(line => `${line}\n`)
      .join(''),
    lines: kept.length,
    isCut,
  };
}

const atOf = (line: string): unknown => {
  const content = parsed(line);
  return isGroup(content) ? content['at'] : undefined;
};
/** "x.log" is the newest, then "x.1.log", "x.2.log". */
const ageOf = (name: string): number => Number(/\.(\d+)\./.exec(name)?.[1] ?? 0);
const byAge = (a: string, b: string): number => ageOf(b) - ageOf(a);

const isIn = (at: unknown, { from, to }: SupportRange): boolean => typeof at === 'string' && at >= from && at < to;
/** The journal's files are named by their UTC day. */
const isWithin = (name: string, { from, to }: SupportRange): boolean =>
  name.endsWith('.jsonl') && name.slice(0, 10) >= from.slice(0, 10) && name.slice(0, 10) <= to.slice(0, 10);

const namesIn = (folder: string): Promise<readonly string[]> =>
  readdir(folder).then(
    names => names.toSorted(),
    () => [],
  );

/** A file that cannot be read is left out: the log says why. */
const json = (path: string): Promise<unknown> => readFile(path, 'utf8').then(parsed, () => undefined);
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
