/** What a person's editor left behind that is no JSON, at its place. */
export class JsonTrouble extends Error {
  override readonly name = 'JsonTrouble';
  readonly line: number;
  readonly column: number;

  constructor(words: string, text: string, at: number) {
    super(words);
    const before = text.slice(0, at).split('\n');
    this.line = before.length;
    this.column = (before.at(-1) ?? '').length + 1;
  }
}

export type LocatedJson = {
  readonly value: unknown;
  /** The line on which the value at `path` starts, or the nearest one around it. */
  lineOf(path: readonly PropertyKey[]): number;
};

/** Read as UTF-8: its mark at the start is no character, or every other byte is none. */
const UTF_16 = /^(\uFFFD\uFFFD|[^\0]\0|\0[^\0])/;
const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\r\n]|\\.)*"/y;
const LITERAL = /true\b|false\b|null\b|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;

const keyOf = (path: readonly PropertyKey[]): string => JSON.stringify(path.map(String));

/**
 * Reads JSON as JSON.parse does, but says where it breaks in a shop owner's words, refuses a key that is there twice, and
 * knows each value's line. JSON.parse names neither line nor column on every Node version.
 * @throws JsonTrouble
 */
export function locatedJson(raw: string): LocatedJson {
  const text = raw.replace(/^\uFEFF/, '');
  if (UTF_16.test(text))
    throw new JsonTrouble('the file is saved as UTF-16; save it again with the encoding UTF-8', '', 0);
  const starts = new Map<string, number>();
  let at = 0;

  const fail = (words: string, where = at): never => {
    throw new JsonTrouble(words, text, where);
  };
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const next = (): string => {
    take(SPACE);
    if (/^\/[/*]/.test(text.slice(at, at + 2))) fail('a comment, which JSON does not have');
    return text[at] ?? '';
  };

  function string(what: string): string {
    const start = at;
    const found = take(STRING);
    if (found === undefined) {
      if (text[at] === '"') return fail(`the text that starts here has no closing quotation mark on its line`);
      if (/['‘’“”„«]/.test(text[at] ?? '')) return fail(`${what} needs straight double quotation marks: "`);
      return fail(
        text[at] === undefined ? 'the file ends too early' : `${what} in double quotation marks is missing here`,
      );
    }
    try {
      return String(JSON.parse(found));
    } catch {
      return fail('a character in this text is not allowed; write a backslash twice: \\\\', start);
    }
  }

  function value(path: readonly PropertyKey[]): void {
    const first = next();
    if (!starts.has(keyOf(path))) starts.set(keyOf(path), at);
    if (first === '{') return members(path);
    if (first === '[') return items(path);
    if (first === '"') return void string('text');
    if (first === '') return fail('the file ends too early');
    if (take(LITERAL) !== undefined) return undefined;
    if (first === ',' || first === '}' || first === ']') return fail('a value is missing here');
    return void string('text');
  }

  /** After a value: whether another one follows. Points at the value's end where the comma is missing. */
  function goesOn(close: string, valueEnd: number): boolean {
    const mark = next();
    if (mark === close) {
      at += 1;
      return false;
    }
    if (mark === '') return fail(`the file ends too early: a ${close} is missing`);
    if (mark !== ',') return fail(`a comma or a ${close} is missing after this value`, valueEnd);
    const comma = at;
    at += 1;
    if (next() === close) return fail(`a comma too many before the ${close}`, comma);
    return true;
  }

  function members(path: readonly PropertyKey[]): void {
    at += 1;
    const seen = new Set<string>();
    if (next() === '}') return void (at += 1);
    do {
      next();
      const start = at;
      const key = string('a key');
      if (seen.has(key)) fail(`"${key}" is there twice`, start);
      seen.add(key);
      starts.set(keyOf([...path, key]), start);
      if (next() !== ':') fail(`a colon is missing after "${key}"`);
      at += 1;
      value([...path, key]);
    } while (goesOn('}', at));
    return undefined;
  }

  function items(path: readonly PropertyKey[]): void {
    at += 1;
    let index = 0;
    if (next() === ']') return void (at += 1);
    do value([...path, index++]);
    while (goesOn(']', at));
    return undefined;
  }

  value([]);
  if (next() !== '') fail('the file should end before this');
  const lineOf = (path: readonly PropertyKey[]): number => {
    const start = starts.get(keyOf(path));
    if (start === undefined) return path.length === 0 ? 1 : lineOf(path.slice(0, -1));
    return text.slice(0, start).split('\n').length;
  };
  return { value: JSON.parse(text), lineOf };
}
