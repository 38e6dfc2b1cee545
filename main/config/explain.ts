import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** One thing wrong with a file's content: where, and in words. */
export type Fault = { readonly kind: 'field' | 'secret'; readonly path: Path; readonly words: string };

/** A key the file may hold: the dotted path of its group, and its name; `kind`: only in a group whose "kind" says this. */
export type KnownKey = { readonly group: string; readonly name: string; readonly kind: string | undefined };

const SECRET_KEY = /token|secret|passw|pwd|api.?key|client.?id|credential|bearer|authorization/i;
const SECRET_VALUE = /\bshp[a-z]{2}_\w{8,}|\bBearer\s|:\/\/[^/\s]*:[^/\s]*@/i;

/**
 * @returns every fault; where there is a secret, only the secrets: whoever pasted one must learn that before anything else,
 * and no other sentence may repeat it.
 */
export function faultsOf(issues: readonly Issue[], content: unknown, known: readonly KnownKey[]): readonly Fault[] {
  const faults = [...secretsIn(content, []), ...issues.flatMap(issue => faultsOfIssue(issue, content, known))];
  const secrets = faults.filter(fault => fault.kind === 'secret');
  const once = new Map(secrets.toReversed().map(fault => [dotted(fault.path), fault]));
  return secrets.length > 0 ? [...once.values()].toReversed() : faults;
}

/** A token or password as a value, wherever it stands. */
export function secretsIn(content: unknown, path: Path): readonly Fault[] {
  if (typeof content === 'string') {
    const words = `${dotted(path)} holds a password or an access token`;
    return SECRET_VALUE.test(content) ? [{ kind: 'secret', path, words }] : [];
  }
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([key, value]) => secretsIn(value, [...path, key]));
}

function faultsOfIssue(issue: Issue, content: unknown, known: readonly KnownKey[]): readonly Fault[] {
  const { path } = issue;
  const field = (words: string): readonly Fault[] => [{ kind: 'field', path, words }];
  if (issue.code === 'unrecognized_keys') return issue.keys.map(key => unknownKey(path, key, content, known));
  const value = valueAt(content, path);
  const must = allowedBy(issue);
  if (issue.code === 'invalid_key')
    return field(`"${String(path.at(-1))}" in ${dotted(path.slice(0, -1))} must be ${must}`);
  if (value === undefined) return field(`${dotted(path)} is missing; it must be ${must}`);
  return field(`${dotted(path)} is ${shown(value)}, but must be ${must}`);
}

function unknownKey(path: Path, key: string, content: unknown, known: readonly KnownKey[]): Fault {
  const full = [...path, key];
  const value = valueAt(content, full);
  if (SECRET_KEY.test(key) && (typeof value === 'string' || typeof value === 'number')) {
    return { kind: 'secret', path: full, words: `${dotted(full)} looks like a password or an access token` };
  }
  const other = known.find(one => fullOf(one) === dotted(full))?.kind;
  if (other !== undefined) {
    const kind = [...path, 'kind'];
    const words = `${dotted(full)} goes with ${dotted(kind)} "${other}" only; here it is ${shown(valueAt(content, kind))}`;
    return { kind: 'field', path: full, words };
  }
  const allowed = known.filter(one => isAllowed(one, content));
  const meant = nearest(path, key, allowed);
  const hint = meant === undefined ? `Known here: ${siblings(path, allowed).join(', ')}` : `Did you mean ${meant}?`;
  return { kind: 'field', path: full, words: `${dotted(full)} is not known. ${hint}` };
}

function allowedBy(issue: Issue): string {
  if (issue.code === 'invalid_value') return either.format(issue.values.map(shown));
  if (issue.code === 'invalid_key') return issue.issues.map(allowedBy).join(' or ');
  if (issue.code === 'invalid_type') return kinds[issue.expected] ?? issue.message;
  return issue.message;
}

const kinds: Readonly<Record<string, string>> = {
  object: 'a group in braces: { ... }',
  record: 'a table in braces: { ... }',
  array: 'a list in brackets: [ ... ]',
  boolean: 'true or false, without quotation marks',
};

const either = new Intl.ListFormat('en-GB', { type: 'disjunction' });

const dotted = (path: Path): string => (path.length === 0 ? 'The file' : path.map(String).join('.'));

const LOOKS_RANDOM = /^[0-9a-z+/=_-]{24,}$/i;

function shown(value: unknown): string {
  if (typeof value === 'string' && LOOKS_RANDOM.test(value)) return 'a long code';
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}

function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? new Map(Object.entries(at)).get(String(key)) : undefined),
    content,
  );
}

/** Whether its group is of the kind it goes with. */
const isAllowed = ({ group, kind }: KnownKey, content: unknown): boolean =>
  kind === undefined || valueAt(content, [...group.split('.'), 'kind']) === kind;

const pathOf = (path: Path): string => path.map(String).join('.');
const fullOf = ({ group, name }: KnownKey): string => (group === '' ? name : `${group}.${name}`);

const siblings = (path: Path, known: readonly KnownKey[]): readonly string[] =>
  known.filter(({ group }) => group === pathOf(path)).map(({ name }) => name);

const bare = (name: string): string => name.toLowerCase().replaceAll(/[-_ ]/g, '');

/** The same name elsewhere, or a name beside it that differs by a slip of the fingers. */
function nearest(path: Path, key: string, known: readonly KnownKey[]): string | undefined {
  const name = bare(key);
  const scored = known.map(candidate => {
    const distance = editDistance(name, bare(candidate.name));
    return { candidate, score: distance + (candidate.group === pathOf(path) ? 0 : 0.5) };
  });
  const best = scored.toSorted((a, b) => a.score - b.score)[0];
  return best !== undefined && best.score <= Math.max(1, name.length / 3) ? fullOf(best.candidate) : undefined;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(a).entries()) {
    const above = row;
    row = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const swap = (above[j] ?? 0) + (letter === other ? 0 : 1);
      row.push(Math.min(swap, (above[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
  }
  return row.at(-1) ?? 0;
}
