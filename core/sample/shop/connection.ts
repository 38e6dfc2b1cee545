import { fault } from './graphql-fault.ts';

export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly reverse?: boolean | null;
}

/** Where a record stands in a sorted list. The id breaks ties, so a page never skips or repeats a record. */
export interface Place {
  readonly value: number | string;
  readonly id: number;
}

export interface Connection {
  readonly nodes: () => unknown[];
  readonly edges: () => unknown[];
  readonly pageInfo: () => PageInfo;
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

export const isConnection = (value: unknown): value is Connection =>
  typeof value === 'object' && value !== null && 'edges' in value && 'pageInfo' in value;

const PAGE_LIMIT = 250;

/** A page by keyset: a cursor names a place, not an offset, so changes before it do not shift the page. */
export function connection<T>(
  records: readonly T[],
  args: PageArguments,
  place: (record: T) => Place,
  view: (record: T) => unknown,
): Connection {
  const size = pageSize(args);
  const sign = args.reverse === true ? -1 : 1;
  const sorted = records
    .map(record => ({ record, place: place(record) }))
    .toSorted((a, b) => sign * comparePlaces(a.place, b.place));
  const after = args.after == null ? null : readCursor(args.after);
  const before = args.before == null ? null : readCursor(args.before);
  const inside = sorted.filter(
    ({ place: own }) =>
      (after === null || sign * comparePlaces(own, after) > 0) &&
      (before === null || sign * comparePlaces(own, before) < 0),
  );
  const forward = args.first != null;
  const page = forward ? inside.slice(0, size) : inside.slice(Math.max(0, inside.length - size));
  const first = page[0];
  const last = page.at(-1);
  return {
    nodes: () => page.map(one => view(one.record)),
    edges: () => page.map(one => ({ cursor: cursorOf(one.place), node: view(one.record) })),
    pageInfo: () => ({
      hasNextPage: forward ? inside.length > page.length : before !== null,
      hasPreviousPage: forward ? after !== null : inside.length > page.length,
      startCursor: first ? cursorOf(first.place) : null,
      endCursor: last ? cursorOf(last.place) : null,
    }),
  };
}

/** A connection over an object's own parts, in their own order. */
export function listConnection<T>(
  records: readonly T[],
  args: PageArguments,
  view: (record: T) => unknown,
): Connection {
  const indexed = records.map((record, i) => ({ record, i: i + 1 }));
  return connection(
    indexed,
    args,
    one => ({ value: one.i, id: one.i }),
    one => view(one.record),
  );
}

function pageSize(args: PageArguments): number {
  if (args.first != null && args.last != null) throw fault('BAD_REQUEST', 'you cannot provide both first and last');
  const size = args.first ?? args.last;
  if (size == null) throw fault('BAD_REQUEST', 'you must provide one of first or last');
  if (size < 0) throw fault('BAD_REQUEST', 'first and last must be zero or more');
  if (size > PAGE_LIMIT)
    throw fault(
      'MAX_INPUT_SIZE_EXCEEDED',
      `The page size of ${size} is greater than the maximum allowed of ${PAGE_LIMIT}.`,
    );
  return size;
}

function comparePlaces(a: Place, b: Place): number {
  if (a.value !== b.value) return a.value < b.value ? -1 : 1;
  return a.id - b.id;
}

const cursorOf = (place: Place): string =>
  Buffer.from(JSON.stringify({ last_id: place.id, last_value: place.value })).toString('base64');

function readCursor(cursor: string): Place {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'));
    if (typeof read === 'object' && read !== null && 'last_id' in read && 'last_value' in read) {
      const { last_id: id, last_value: value } = read;
      if (typeof id === 'number' && (typeof value === 'number' || typeof value === 'string')) return { value, id };
    }
  } catch {
    // Falls through to the one answer for every unreadable cursor.
  }
  throw fault('BAD_REQUEST', 'Invalid cursor for current pagination sort.');
}
