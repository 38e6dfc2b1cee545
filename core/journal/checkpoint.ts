import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Instant } from '../model/time.ts';
import type { FlowName, RunSummary } from '../model/write.ts';
import { fromBlock, pack, toBlock, unpack, type RecordBlock, type Texts } from './columns.ts';
import { emptyFold, putGoods, type Fold } from './fold.ts';
import type { GoodsState, HeldPlan } from './goods.ts';
import { readSealed, writeSealed } from './sealed-file.ts';
import type { DayTally, Notice, RecordState } from './view.ts';
import type { Mark } from './walk.ts';

/** A remembered fold: saves reading the journal again. Never the truth: whatever is wrong with it, it is left aside. */
export type Checkpoint = { readonly mark: Mark; readonly fold: Fold };

/** To be raised whenever the fold or this file's form changes, so that an older one is folded anew. */
const format = 8;
const blockSize = 2_000;

type LinkBlock = { readonly key: Texts; readonly id: Texts; readonly name: Texts };
type Small = Pick<
  Fold,
  'device' | 'lastRuns' | 'halted' | 'pause' | 'lease' | 'mappingChanges' | 'ownershipChanges'
> & {
  readonly days: readonly (readonly [string, DayTally])[];
  readonly cursors: readonly (readonly [FlowName, Instant])[];
  readonly starts: readonly (readonly [FlowName, Instant | null])[];
  readonly notices: readonly (readonly [string, Notice])[];
  readonly holds: readonly (readonly [string, HeldPlan])[];
  readonly goodsRuns: readonly (readonly [FlowName, RunSummary])[];
};
type Saved = {
  readonly format: number;
  readonly mark: Mark;
  readonly small: Small;
  readonly links: readonly LinkBlock[];
  readonly records: readonly RecordBlock[];
  readonly goods: readonly (readonly GoodsState[])[];
};

/**
 * Writes the fold as it is at the call. Encoding rests between blocks, so that appends and the page go on meanwhile;
 * that is safe because a record's state is replaced, never altered.
 */
export async function saveCheckpoint(folder: string, mark: Mark, fold: Fold): Promise<void> {
  await writeSealed(
    fileIn(folder),
    textOf(mark, fold, [...fold.records.values()], [...fold.links], [...fold.goods.values()]),
  );
}

async function* textOf(
  mark: Mark,
  fold: Fold,
  records: readonly RecordState[],
  links: Parameters<typeof toLinkBlock>[0],
  goods: readonly GoodsState[],
): AsyncGenerator<string> {
  const numbers = new Map(mark.segments.map(({ name }, at) => [name, at]));
  yield `{"format":${format},"mark":${ascii(mark)},"small":${ascii(smallOf(fold))}`;
  yield* list('links', links, toLinkBlock);
  yield* list('records', records, block => toBlock(block, numbers));
  yield* list('goods', goods, block => block);
}

/** Undefined when there is none, or none that is whole, ours and of this format. */
export async function loadCheckpoint(folder: string): Promise<Checkpoint | undefined> {
  try {
    const text = await readSealed(fileIn(folder));
    const saved: unknown = JSON.parse(`${text}}`);
    return isSaved(saved) ? restore(saved) : undefined;
  } catch {
    return undefined;
  }
}

const fileIn = (folder: string): string => path.join(folder, 'checkpoint.json');

/** The checksum vouches for the rest. */
const isSaved = (value: unknown): value is Saved =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === format;

function restore({ mark, small, links, records, goods }: Saved): Checkpoint {
  const { days, cursors, starts, notices, holds, goodsRuns, ...rest } = small;
  const fold: Fold = {
    ...emptyFold(),
    ...rest,
    seq: mark.seq,
    days: new Map(days),
    cursors: new Map(cursors),
    starts: new Map(starts),
    notices: new Map(notices),
    holds: new Map(holds),
    goodsRuns: new Map(goodsRuns),
  };
  for (const one of goods.flat()) putGoods(fold, { ...blankGoods, ...one });
  for (const { key, id, name } of links) {
    const ids = unpack(id);
    const names = unpack(name);
    for (const [at, each] of unpack(key).entries()) fold.links.set(each, { id: ids[at] ?? '', name: names[at] ?? '' });
  }
  const segments = mark.segments.map(segment => segment.name);
  for (const block of records)
    fromBlock(block, segments, record => {
      fold.records.set(record.id, record);
      fold.counts[record.state] += 1;
      if (record.sold === undefined) fold.undated.add(record.id);
    });
  return { mark, fold };
}

const smallOf = (fold: Fold): Small => ({
  device: fold.device,
  lastRuns: fold.lastRuns,
  halted: fold.halted,
  pause: fold.pause,
  lease: fold.lease,
  mappingChanges: fold.mappingChanges,
  ownershipChanges: fold.ownershipChanges,
  days: [...fold.days],
  cursors: [...fold.cursors],
  starts: [...fold.starts],
  notices: [...fold.notices],
  holds: [...fold.holds],
  goodsRuns: [...fold.goodsRuns],
});

/** What JSON leaves out. */
const blankGoods = {
  agreed: undefined,
  agreedAt: undefined,
  problem: undefined,
  reason: undefined,
  cause: undefined,
  since: undefined,
  choice: undefined,
  last: undefined,
} as const;

const toLinkBlock = (
  links: readonly (readonly [string, { readonly id: string; readonly name: string }])[],
): LinkBlock => ({
  key: pack(links.map(([key]) => key)),
  id: pack(links.map(([, { id }]) => id)),
  name: pack(links.map(([, { name }]) => name)),
});

async function* list<Item>(
  name: string,
  items: readonly Item[],
  encode: (block: readonly Item[]) => unknown,
): AsyncGenerator<string> {
  yield `,"${name}":[`;
  for (let at = 0; at < items.length; at += blockSize) {
    yield `${at === 0 ? '' : ','}${ascii(encode(items.slice(at, at + blockSize)))}`;
    await breathe();
  }
  yield ']';
}

/** One byte a character, so that 40 MB are read at once without decoding. */
const ascii = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\0-\x7f]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
