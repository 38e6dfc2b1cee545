import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonTrouble, locatedJson } from '../../../main/config/json.ts';

const troubleOf = (text: string): string => {
  try {
    locatedJson(text);
    return 'none';
  } catch (error) {
    return error instanceof JsonTrouble
      ? `${error.line}:${error.column} ${error.message}`
      : `not in words: ${String(error)}`;
  }
};

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(locatedJson(text).value).toEqual(JSON.parse(text));
    }),
  );
});

test('refuses what JSON.parse refuses, always with a place in words', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"',
    '1',
    '-',
    '0.',
    'true',
    'nul',
    ' ',
    '\n',
    '\\',
    '//',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), parts => {
      const text = parts.join('');
      const trouble = troubleOf(text);
      expect(trouble).not.toMatch(/^not in words/);
      let readable = true;
      try {
        JSON.parse(text);
      } catch {
        readable = false;
      }
      if (!readable) expect(trouble).toMatch(/^\d+:\d+ /);
    }),
    { numRuns: 2000 },
  );
});

test('takes the byte order mark some editors write', () => {
  expect(locatedJson('\uFEFF{"a": 1}').value).toEqual({ a: 1 });
});

test('knows the line of each value', () => {
  const json = locatedJson('{\n  "a": {\n    "b": [\n      1,\n      2\n    ]\n  }\n}');
  expect([['a'], ['a', 'b'], ['a', 'b', 1], ['a', 'missing'], []].map(path => json.lineOf(path))).toEqual([
    2, 3, 5, 2, 1,
  ]);
});

test.each([
  ['{\n  "a": 1,\n}', '2:9 a comma too many before the }'],
  ['{\n  "a": 1\n  "b": 2\n}', '2:9 a comma or a } is missing after this value'],
  ['{\n  // why\n  "a": 1\n}', '2:3 a comment, which JSON does not have'],
  ["{'a': 1}", '1:2 a key needs straight double quotation marks: "'],
  ['{“a”: 1}', '1:2 a key needs straight double quotation marks: "'],
  ['{a: 1}', '1:2 a key in double quotation marks is missing here'],
  ['{"a": yes}', '1:7 text in double quotation marks is missing here'],
  ['{"a" 1}', '1:6 a colon is missing after "a"'],
  ['{"a": "x}', '1:7 the text that starts here has no closing quotation mark on its line'],
  ['{"a": "C:\\shop"}', '1:7 a character in this text is not allowed; write a backslash twice: \\\\'],
  ['{"a": 1, "a": 2}', '1:10 "a" is there twice'],
  ['{"a": [1', '1:9 the file ends too early: a ] is missing'],
  ['', '1:1 the file ends too early'],
  ['{} {}', '1:4 the file should end before this'],
])('names the place in %j', (text, words) => {
  expect(troubleOf(text)).toBe(words);
});
