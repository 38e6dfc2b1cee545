import type { OrderState } from '../contract.ts';
import type { ErpRef } from '../model/sales-order.ts';
import type { RecordState } from './view.ts';

/** Texts joined by a character that none of them contains, or as they are when one does. */
export type Texts = string | readonly string[];

/** Delete: never in a name or an id, and one byte in JSON. */
const separator = '\x7f';

export function pack(texts: readonly string[]): Texts {
  const packed = texts.join(separator);
  return packed.split(separator).length === texts.length ? packed : texts;
}
export const unpack = (texts: Texts): readonly string[] => (typeof texts === 'string' ? texts.split(separator) : texts);

/** Records column by column, texts joined: parsed in a tenth of the time that one object a record takes. */
export type RecordBlock = {
  readonly id: Texts;
  readonly name: Texts;
  /** One digit a record. */
  readonly state: string;
  /** One letter a record. */
  readonly moneySide: string;
  readonly fingerprint: Texts;
  readonly recordUpdatedAt: Texts;
  readonly at: Texts;
  readonly segment: readonly number[];
  readonly offset: readonly number[];
  /** One digit a record. */
  readonly waited: string;
  /** Empty where nobody could tell. */
  readonly sold: Texts;
  readonly salesOrder: RefColumn;
  readonly invoice: RefColumn;
  /** What few records have, by place in the block. */
  readonly rare: readonly (readonly [number, Rare])[];
};
/** `has`: one digit a record; ids and names only of those that have one. */
type RefColumn = { readonly has: string; readonly id: Texts; readonly name: Texts };
type RareField =
  | 'booked'
  | 'problem'
  | 'reason'
  | 'ignored'
  | 'open'
  | 'decision'
  | 'undoing'
  | 'since'
  | 'cause'
  | 'postedFingerprint';
type Rare = { readonly [Field in RareField]?: RecordState[Field] | undefined };

/** A record's state in the text is its place here. */
const states = ['pending', 'posted', 'parked', 'skipped', 'conflict'] as const satisfies readonly OrderState[];

function toRefs(refs: readonly (ErpRef | undefined)[]): RefColumn {
  const given = refs.filter(ref => ref !== undefined);
  return {
    has: refs.map(ref => (ref === undefined ? 0 : 1)).join(''),
    id: pack(given.map(({ id }) => id)),
    name: pack(given.map(({ name }) => name)),
  };
}

/** In order: called once for each record. */
function fromRefs({ has, id, name }: RefColumn): (at: number) => ErpRef | undefined {
  const ids = unpack(id);
  const names = unpack(name);
  let next = 0;
  return at => {
    if (has[at] !== '1') return undefined;
    const ref = { id: ids[next] ?? '', name: names[next] ?? '' };
    next += 1;
    return ref;
  };
}

/** @param segments number of each segment's name in the checkpoint */
export function toBlock(records: readonly RecordState[], segments: ReadonlyMap<string, number>): RecordBlock {
  return {
    id: pack(records.map(record => record.id)),
    name: pack(records.map(record => record.name)),
    state: records.map(record => states.indexOf(record.state)).join(''),
    moneySide: records.map(({ moneySide }) => moneySide?.[0] ?? '-').join(''),
    fingerprint: pack(records.map(record => record.fingerprint)),
    recordUpdatedAt: pack(records.map(record => record.recordUpdatedAt)),
    at: pack(records.map(record => record.at)),
    segment: records.map(record => segments.get(record.last.segment) ?? -1),
    offset: records.map(record => record.last.offset),
    waited: records.map(({ waited }) => (waited ? 1 : 0)).join(''),
    sold: pack(records.map(record => record.sold ?? '')),
    salesOrder: toRefs(records.map(record => record.salesOrder)),
    invoice: toRefs(records.map(record => record.invoice)),
    rare: records.flatMap((record, at) => (isPlain(record) ? [] : [[at, rareOf(record)] as const])),
  };
}

/** A record at rest: posted or nothing known yet. What the books hold is then what was last settled. */
const isPlain = (record: RecordState): boolean =>
  record.booked === undefined &&
  record.problem === undefined &&
  record.reason === undefined &&
  record.ignored === undefined &&
  record.open.length === 0 &&
  record.decision === undefined &&
  record.undoing === undefined &&
  record.since === undefined &&
  record.postedFingerprint === impliedFingerprint(record);

const impliedFingerprint = ({ state, fingerprint }: Pick<RecordState, 'state' | 'fingerprint'>): string | undefined =>
  state === 'posted' ? fingerprint : undefined;

const rareOf = (record: RecordState): Rare => ({
  booked: record.booked,
  problem: record.problem,
  reason: record.reason,
  ignored: record.ignored,
  open: record.open,
  decision: record.decision,
  undoing: record.undoing,
  since: record.since,
  cause: record.cause,
  postedFingerprint: record.postedFingerprint,
});

const nothingOpen: readonly string[] = [];

/** The reverse of `toBlock`, handing over each record in order. */
export function fromBlock(block: RecordBlock, segments: readonly string[], take: (record: RecordState) => void): void {
  const rare = new Map(block.rare);
  const names = unpack(block.name);
  const fingerprints = unpack(block.fingerprint);
  const updated = unpack(block.recordUpdatedAt);
  const ats = unpack(block.at);
  const solds = unpack(block.sold);
  const salesOrder = fromRefs(block.salesOrder);
  const invoice = fromRefs(block.invoice);
  for (const [at, id] of unpack(block.id).entries()) {
    const state = states[Number(block.state[at])] ?? 'pending';
    const fingerprint = fingerprints[at] ?? '';
    const some: Rare = rare.get(at) ?? { postedFingerprint: impliedFingerprint({ state, fingerprint }) };
    take({
      id,
      name: names[at] ?? '',
      state,
      fingerprint,
      recordUpdatedAt: updated[at] ?? '',
      at: ats[at] ?? '',
      problem: some.problem,
      reason: some.reason,
      ignored: some.ignored,
      salesOrder: salesOrder(at),
      invoice: invoice(at),
      open: some.open ?? nothingOpen,
      decision: some.decision,
      undoing: some.undoing,
      postedFingerprint: some.postedFingerprint,
      moneySide: sideOf(block.moneySide[at]),
      sold: solds[at] === '' ? undefined : solds[at],
      booked: some.booked,
      waited: block.waited[at] === '1',
      since: some.since,
      cause: some.cause,
      last: { segment: segments[block.segment[at] ?? -1] ?? '', offset: block.offset[at] ?? 0 },
    });
  }
}

const sideOf = (letter: string | undefined): RecordState['moneySide'] => {
  if (letter === 's') return 'shop';
  return letter === 'p' ? 'presentment' : undefined;
};
