import { hash } from 'node:crypto';
import { recordOf, type Entry, type Event, type Head, type Placed, type Position } from './entry.ts';
import { damaged, writtenByNewer, type Place } from './damage.ts';

/** SHA-256, the first 32 hex digits: the chain's link and the checkpoint's checksum. */
export const digest = (text: string | Uint8Array): string => hash('sha256', text, 'hex').slice(0, 32);

export const emptyHead = { seq: 0, hash: digest('') } as const;

const ending = /^,"hash":"([0-9a-f]{32})"\}$/;
const endingLength = ',"hash":""}'.length + 32;

export const positionText = ({ segment, offset }: Position): string => `${segment}:${offset}`;
export const positionOf = (text: string): Position => {
  const colon = text.lastIndexOf(':');
  return { segment: text.slice(0, colon), offset: Number(text.slice(colon + 1)) };
};

export type Line = { readonly text: string; readonly entry: Entry };

/** One line without its newline: the event, the link to the line before, and the hash of all that. */
function encodeLine(
  event: Event,
  stamp: { readonly seq: number; readonly at: string; readonly back: Position | undefined; readonly prev: string },
): Line {
  const { seq, at, prev } = stamp;
  const back = stamp.back === undefined ? {} : { back: positionText(stamp.back) };
  const body = { seq, at, ...event, ...back, prev };
  const open = JSON.stringify(body).slice(0, -1);
  const own = digest(open);
  return { text: `${open},"hash":"${own}"}`, entry: { ...body, hash: own } };
}

export type Chunk = { readonly text: string; readonly placed: readonly Placed[] };

/** A batch as the bytes that follow `head` in `segment` at `offset`. */
export function encodeBatch(
  events: readonly Event[],
  after: {
    readonly head: Head;
    readonly at: string;
    readonly segment: string;
    readonly offset: number;
  },
  lastOf: (recordId: string) => Position | undefined,
): Chunk {
  const inBatch = new Map<string, Position>();
  const placed: Placed[] = [];
  let { offset } = after;
  let { seq, hash: prev } = after.head;
  let text = '';
  for (const event of events) {
    const id = recordOf(event)?.id;
    const back = id === undefined ? undefined : (inBatch.get(id) ?? lastOf(id));
    const line = encodeLine(event, { seq: (seq += 1), at: after.at, back, prev });
    const position = { segment: after.segment, offset };
    if (id !== undefined) inBatch.set(id, position);
    placed.push({ entry: line.entry, position });
    prev = line.entry.hash;
    text += `${line.text}\n`;
    offset += Buffer.byteLength(line.text) + 1;
  }
  return { text, placed };
}

/** @throws journal-damaged when the line is no longer what was written, journal-newer when it is not ours to read. */
export function decodeLine(bytes: Buffer, place: Place): Entry {
  const value = parseJson(bytes, place);
  const cut = Math.max(bytes.length - endingLength, 0);
  const claimed = ending.exec(bytes.toString('latin1', cut))?.[1];
  if (claimed === undefined || digest(bytes.subarray(0, cut)) !== claimed)
    throw damaged(place, 'its text was changed after it was written');
  return parseEntry(value, place);
}

/** As `decodeLine`, and it is the very next one. @throws journal-damaged when lines are missing, added or moved. */
export function decodeNext(bytes: Buffer, place: Place, before: Head): Entry {
  const entry = decodeLine(bytes, place);
  if (entry.seq !== before.seq + 1)
    throw damaged(place, `entry ${before.seq + 1} should stand here, but it is entry ${entry.seq}`);
  if (entry.prev !== before.hash) throw damaged(place, 'it does not follow from the line before');
  return entry;
}

export function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString());
    return true;
  } catch {
    return false;
  }
}

function parseJson(bytes: Buffer, place: Place): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch (cause) {
    throw damaged(place, 'it cannot be read', cause);
  }
}

const kinds: Readonly<Record<Event['kind'], true>> = {
  opened: true,
  intended: true,
  landed: true,
  failed: true,
  posted: true,
  parked: true,
  skipped: true,
  conflicted: true,
  decided: true,
  unwanted: true,
  ignored: true,
  mapped: true,
  cursor: true,
  'run-finished': true,
  halted: true,
  resumed: true,
  paused: true,
  'pause-ended': true,
  lease: true,
  owned: true,
  agreed: true,
  held: true,
  'hold-ended': true,
  chosen: true,
  noticed: true,
};

/** The hash vouches for the rest: only what a newer version or another program may have written is looked at. */
function parseEntry(value: unknown, place: Place): Entry {
  if (!isNumbered(value)) throw damaged(place, 'it is not a journal entry');
  if (!isKnown(value)) throw writtenByNewer(place, value.kind);
  return value;
}

type Numbered = { readonly seq: number; readonly at: string; readonly kind: string };
const isNumbered = (value: unknown): value is Numbered =>
  typeof value === 'object' &&
  value !== null &&
  'seq' in value &&
  typeof value.seq === 'number' &&
  'at' in value &&
  typeof value.at === 'string' &&
  'kind' in value &&
  typeof value.kind === 'string';
const isKnown = (value: Numbered): value is Entry => Object.hasOwn(kinds, value.kind);
