import type { OrderState } from '../contract.ts';
import type { ErpRef } from '../model/sales-order.ts';
import type { RecordState } from './view.ts';

/** Records column by column: a third of the text, and far fewer pieces to parse, than one object a record. */
export type RecordBlock = {
  readonly id: readonly string[];
  readonly name: readonly string[];
  /** One digit a record. */
  readonly state: string;
  /** One letter a record. */
  readonly moneySide: string;
  readonly fingerprint: readonly string[];
  readonly recordUpdatedAt: readonly string[];
  readonly at: readonly string[];
  readonly segment: readonly number[];
  readonly offset: readonly number[];
  /** Id and name after each other; null twice for none. */
  readonly salesOrder: readonly (string | null)[];
  readonly invoice: readonly (string | null)[];
  /** What few records have, by place in the block. */
  readonly rare: readonly (readonly [number, Rare])[];
};
type RareField = 'problem' | 'reason' | 'open' | 'decision' | 'since' | 'cause' | 'postedFingerprint';
type Rare = { readonly [Field in RareField]?: RecordState[Field] | undefined };

/** A record's state in the text is its place here. */
const states = ['pending', 'posted', 'parked', 'skipped', 'conflict'] as const satisfies readonly OrderState[];

const refPair = (ref: ErpRef | undefined): readonly (string | null)[] =>
  ref === undefined ? [null, null] : [ref.id, ref.name];

/** @param segments number of each segment's name in the checkpoint */
export function toBlock(records: readonly RecordState[], segments: ReadonlyMap<string, number>): RecordBlock {
  return {
    id: records.map(record => record.id),
    name: records.map(record => record.name),
    state: records.map(record => states.indexOf(record.state)).join(''),
    moneySide: records.map(({ moneySide }) => moneySide?.[0] ?? '-').join(''),
    fingerprint: records.map(record => record.fingerprint),
    recordUpdatedAt: records.map(record => record.recordUpdatedAt),
    at: records.map(record => record.at),
    segment: records.map(record => segments.get(record.last.segment) ?? -1),
    offset: records.map(record => record.last.offset),
    salesOrder: records.flatMap(record => refPair(record.salesOrder)),
    invoice: records.flatMap(record => refPair(record.invoice)),
    rare: records.flatMap((record, at) => (isPlain(record) ? [] : [[at, rareOf(record)] as const])),
  };
}

/** A record at rest: posted or nothing known yet. What the books hold is then what was last settled. */
const isPlain = (record: RecordState): boolean =>
  record.problem === undefined &&
  record.reason === undefined &&
  record.open.length === 0 &&
  record.decision === undefined &&
  record.since === undefined &&
  record.postedFingerprint === impliedFingerprint(record);

const impliedFingerprint = ({ state, fingerprint }: Pick<RecordState, 'state' | 'fingerprint'>): string | undefined =>
  state === 'posted' ? fingerprint : undefined;

const rareOf = ({ problem, reason, open, decision, since, cause, postedFingerprint }: RecordState): Rare => ({
  problem,
  reason,
  open,
  decision,
  since,
  cause,
  postedFingerprint,
});

const nothingOpen: readonly string[] = [];

/** The reverse of `toBlock`, handing over each record in order. */
export function fromBlock(block: RecordBlock, segments: readonly string[], take: (record: RecordState) => void): void {
  const rare = new Map(block.rare);
  for (const [at, id] of block.id.entries()) {
    const state = states[Number(block.state[at])] ?? 'pending';
    const fingerprint = block.fingerprint[at] ?? '';
    const {
      problem,
      reason,
      open = nothingOpen,
      decision,
      since,
      cause,
      postedFingerprint,
    } = rare.get(at) ?? { postedFingerprint: impliedFingerprint({ state, fingerprint }) };
    take({
      id,
      name: block.name[at] ?? '',
      state,
      fingerprint,
      recordUpdatedAt: block.recordUpdatedAt[at] ?? '',
      at: block.at[at] ?? '',
      problem,
      reason,
      salesOrder: refAt(block.salesOrder, at),
      invoice: refAt(block.invoice, at),
      open,
      decision,
      postedFingerprint,
      moneySide: sideOf(block.moneySide[at]),
      since,
      cause,
      last: { segment: segments[block.segment[at] ?? -1] ?? '', offset: block.offset[at] ?? 0 },
    });
  }
}

const sideOf = (letter: string | undefined): RecordState['moneySide'] => {
  if (letter === 's') return 'shop';
  return letter === 'p' ? 'presentment' : undefined;
};

function refAt(pairs: readonly (string | null)[], at: number): ErpRef | undefined {
  const id = pairs[at * 2];
  const name = pairs[at * 2 + 1];
  return typeof id === 'string' && typeof name === 'string' ? { id, name } : undefined;
}
