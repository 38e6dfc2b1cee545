import { beforeEach, describe, expect, test } from 'vitest';
import type { Compared, Comparison, GoodsPlan, Hold, Inverse, Sent } from '../../../core/engine/comparison.ts';
import { runComparison } from '../../../core/engine/run-comparison.ts';
import { retryPolicies } from '../../../core/engine/retry.ts';
import { keepTakenBack, undoWrite, type Undone } from '../../../core/engine/undo.ts';
import { SyncError } from '../../../core/errors.ts';
import { openJournalOn, type Journal } from '../../../core/journal/journal.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { Write } from '../../../core/model/write.ts';
import { MemoryJournal } from '../../fakes/memory-journal.ts';
import { worldClock } from '../../world/clock.ts';

type Shelf = { readonly from: number; readonly to: number };
type Change = Write<'set-stock', Shelf>;

const idOf = (name: string): string => `gid://shopify/InventoryLevel/${name}?inventory_item_id=1`;
const problem = (code: string, category: Problem['category'] = 'safety'): Problem => ({
  category,
  code,
  title: code,
  explanation: code,
  nextStep: '',
  missing: [],
  details: {},
});

/** Two shelves to be brought into agreement: the right one follows the left one. */
class Shelves implements Comparison<Shelf, Change> {
  readonly name = 'export-stock';
  readonly lotSize = 2;
  readonly left = new Map<string, number>();
  readonly right = new Map<string, number>();
  /** Keys of what was sent, lot by lot. */
  readonly sent: { readonly key: string; readonly records: readonly string[] }[] = [];
  reads: string[] = [];
  /** Before a lot arrives. */
  onSend: (records: readonly string[]) => void = () => {};
  /** After a lot has arrived. */
  onSent: () => void = () => {};
  onRead: () => void = () => {};
  refuses = new Set<string>();
  mostToZero = Infinity;

  async read(scope: Parameters<Comparison<Shelf, Change>['read']>[0]) {
    this.onRead();
    this.reads.push(scope.kind);
    const names =
      scope.kind === 'only'
        ? [...this.right.keys()].filter(one => scope.ids.includes(idOf(one)))
        : [...this.right.keys()];
    return names.map(name => ({
      ref: { id: idOf(name), name },
      updatedAt: '2026-11-26T10:00:00.000Z',
      record: { from: this.right.get(name) ?? 0, to: this.left.get(name) ?? 0 },
    }));
  }

  plan({ ref, record: { from, to } }: Parameters<Comparison<Shelf, Change>['plan']>[0]): GoodsPlan<Change> {
    if (to === 99) return { kind: 'skip', code: 'bundle', reason: 'a bundle' };
    if (to === 98) return { kind: 'wait', code: 'lock', reason: 'until later' };
    if (to === 97) return { kind: 'conflict', problem: problem('two-values', 'conflict') };
    if (from === to) return { kind: 'same', agreed: String(to) };
    const fields = [{ field: 'on hand', before: from, after: to }];
    const write: Change = {
      key: `set:${ref.name}:${from}:${to}`,
      system: 'shop',
      action: 'set-stock',
      record: ref,
      fields,
      rule: 'the left shelf rules',
      body: { from, to },
    };
    return { kind: 'write', writes: [write], agreed: String(to) };
  }

  hold(
    planned: Parameters<Comparison<Shelf, Change>['hold']>[0],
    _scope: unknown,
    approved: ReadonlySet<string>,
  ): readonly Hold[] {
    const ids = planned.flatMap(({ compared, plan }) =>
      plan.kind === 'write' && compared.record.to === 0 && !approved.has(compared.ref.id) ? [compared.ref.id] : [],
    );
    return ids.length > this.mostToZero ? [{ key: 'mass-zero', problem: problem('mass-zero'), ids }] : [];
  }

  lot = (): string => 'all';
  inverse({ ref, record }: Compared<Shelf>, { fields }: { readonly fields: Change['fields'] }): Inverse<Change> {
    const [field] = fields;
    if (field === undefined || record.from !== field.after)
      return { kind: 'refused', why: 'It is another figure by now.' };
    const to = Number(field.before);
    const back = { key: `back:${ref.name}`, system: 'shop', action: 'set-stock', record: ref } as const;
    const body = { from: record.from, to };
    const undone = [{ field: 'on hand', before: record.from, after: to }];
    return { kind: 'write', write: { ...back, fields: undone, rule: 'a person took it back', body } };
  }
  contended = (): Problem => problem('contended', 'conflict');

  async send(writes: readonly Change[], key: string): Promise<readonly Sent[]> {
    const records = writes.map(({ record }) => record.name);
    this.sent.push({ key, records });
    this.onSend(records);
    const answers = writes.map(({ record, body }): Sent => {
      if (this.refuses.has(record.name))
        return { kind: 'refused', error: new SyncError('rejected', 'no', 'It will not.') };
      if (this.right.get(record.name) !== body.from) return { kind: 'stale' };
      this.right.set(record.name, body.to);
      return { kind: 'landed', landed: { id: 'a', name: record.name, how: 'written', fields: [] } };
    });
    this.onSent();
    return answers;
  }
}

const clock = worldClock();
let shelves: Shelves;
let journal: Journal;
beforeEach(async () => {
  shelves = new Shelves();
  journal = await openJournalOn(new MemoryJournal(), { version: '0', device: 'PC' });
});

const stock = (both: Readonly<Record<string, readonly [left: number, right: number]>>): void => {
  for (const [name, [left, right]] of Object.entries(both)) {
    shelves.left.set(name, left);
    shelves.right.set(name, right);
  }
};
const deps = () => ({
  journal,
  clock,
  policies: retryPolicies,
  mayWrite: async () => {},
  writing: new AbortController().signal,
  onProgress: () => {},
});
let runs = 0;
const go = (scope: Parameters<Comparison<Shelf, Change>['read']>[0] = { kind: 'all' }) =>
  runComparison(shelves, deps(), { run: `run-${++runs}`, trigger: 'schedule', scope }, new AbortController().signal);
const kinds = async (name: string): Promise<readonly string[]> =>
  (await journal.trace(idOf(name))).map(({ kind }) => kind);
const goods = (name: string) => journal.view.goods.get(idOf(name));
const silent = () => new SyncError('transient', 'no-answer', 'No answer.', { system: 'shop' });

test('what differs is written in lots, intent first, and what is the same is agreed on without a Write', async () => {
  stock({ a: [5, 5], b: [6, 5], c: [7, 5], d: [8, 5] });
  const { summary } = await go();
  expect(Object.fromEntries(shelves.right)).toEqual({ a: 5, b: 6, c: 7, d: 8 });
  expect(shelves.sent.map(({ records }) => records)).toEqual([['b', 'c'], ['d']]);
  expect(await kinds('b')).toEqual(['intended', 'landed']);
  expect(goods('a')).toMatchObject({ state: 'agreed', agreed: '5', last: undefined });
  expect(goods('b')).toMatchObject({ state: 'agreed', agreed: '6', open: [] });
  expect(summary).toMatchObject({ end: 'ok', words: '3 stock levels written.', counts: { posted: 3, unchanged: 1 } });
});

test('a second look at the same leaves no entry', async () => {
  stock({ a: [5, 5], b: [6, 5] });
  await go();
  await go();
  const { seq } = journal.view;
  await go();
  expect(journal.view.seq).toBe(seq);
});

test('what lost against another writer is read and planned anew, and only that', async () => {
  stock({ a: [9, 10], b: [6, 5] });
  shelves.onSend = () => {
    shelves.onSend = () => {};
    shelves.right.set('a', 8);
    shelves.left.set('a', 7);
  };
  const { summary } = await go();
  expect(Object.fromEntries(shelves.right)).toEqual({ a: 7, b: 6 });
  expect(shelves.sent.map(({ records }) => records)).toEqual([['a', 'b'], ['a']]);
  expect(summary.counts).toMatchObject({ posted: 2, parked: 0 });
});

test('a record that loses again and again is left for a person, with every value as it is', async () => {
  stock({ a: [9, 10] });
  let other = 20;
  shelves.onSend = () => shelves.right.set('a', (other += 1));
  const { summary } = await go();
  expect(shelves.right.get('a')).toBe(other);
  expect(goods('a')).toMatchObject({ state: 'conflict', problem: { code: 'contended' } });
  expect(summary.end).toBe('attention');
});

test('one that is refused is parked with the reason, and the others of its lot go through', async () => {
  stock({ a: [9, 10], b: [6, 5] });
  shelves.refuses.add('a');
  await go();
  expect(goods('a')).toMatchObject({ state: 'parked', problem: { explanation: 'It will not.' } });
  expect(shelves.right.get('b')).toBe(6);
});

describe('a reply that is lost', () => {
  test('after the Write has landed: it is read back, found, and not sent again', async () => {
    stock({ a: [9, 10] });
    shelves.onSent = () => {
      shelves.onSent = () => {};
      throw silent();
    };
    await go();
    expect(shelves.sent).toHaveLength(1);
    expect(shelves.reads).toEqual(['all', 'only']);
    expect(await kinds('a')).toEqual(['intended', 'failed', 'landed']);
    expect(goods('a')).toMatchObject({ state: 'agreed', agreed: '9' });
  });

  test('does not make it forget what had lost against another writer just before', async () => {
    stock({ a: [9, 10], b: [9, 10], c: [9, 10] });
    shelves.onSend = ([first]) => {
      if (first === 'a') shelves.right.set('a', 20);
      if (first !== 'c') return;
      shelves.onSend = () => {};
      throw silent();
    };
    await go();
    expect(Object.fromEntries(shelves.right)).toEqual({ a: 9, b: 9, c: 9 });
  });

  test('late in a long run: it is tried again as in a short one', async () => {
    stock({ a: [9, 10], b: [9, 10], c: [9, 10] });
    shelves.onSend = ([first]) => {
      clock.advance(3 * 60_000);
      if (first !== 'c') return;
      shelves.onSend = () => {};
      throw silent();
    };
    const { summary } = await go();
    expect(summary.end).toBe('ok');
    expect(shelves.right.get('c')).toBe(9);
  });

  test('before it has landed: it is planned from what both sides say then, never from the old figure', async () => {
    stock({ a: [9, 10] });
    shelves.onSend = () => {
      shelves.onSend = () => {};
      shelves.left.set('a', 4);
      throw silent();
    };
    await go();
    expect(shelves.right.get('a')).toBe(4);
    expect(new Set(shelves.sent.map(({ key }) => key)).size).toBe(2);
  });
});

test('a plan that takes time is read again before it goes on (INV-08)', async () => {
  stock({ a: [9, 10], b: [9, 10], c: [9, 10] });
  shelves.onSent = () => {
    shelves.onSent = () => {};
    clock.advance(6 * 3_600_000);
    shelves.left.set('c', 3);
  };
  await go();
  expect(shelves.right.get('c')).toBe(3);
});

describe('a held plan', () => {
  beforeEach(() => {
    stock({ a: [0, 10], b: [0, 10], c: [0, 10], d: [9, 10] });
    shelves.mostToZero = 2;
  });

  test('is not written, is in the journal with its records, and the rest goes on', async () => {
    const { summary } = await go();
    expect(Object.fromEntries(shelves.right)).toEqual({ a: 10, b: 10, c: 10, d: 9 });
    expect(journal.view.holds.get('export-stock mass-zero')).toMatchObject({ ids: ['a', 'b', 'c'].map(idOf) });
    expect(summary).toMatchObject({ end: 'attention', counts: { parked: 3, posted: 1 } });
  });

  test('stays held for a look at some of it, however few they are', async () => {
    await go();
    await go({ kind: 'only', ids: [idOf('a')] });
    expect(shelves.right.get('a')).toBe(10);
  });

  test('keeps all its records when only some are looked at, however many', async () => {
    shelves.mostToZero = 1;
    await go();
    await go({ kind: 'only', ids: [idOf('a'), idOf('b')] });
    expect(journal.view.holds.get('export-stock mass-zero')).toMatchObject({ ids: ['a', 'b', 'c'].map(idOf) });
  });

  const letPass = (key: string) =>
    journal.append({ kind: 'hold-ended', flow: 'export-stock', key, how: 'approved', by: 'Office PC' });

  test('that was let pass stays so for the rest when one of its records is retried first', async () => {
    shelves.mostToZero = 1;
    await go();
    await letPass('mass-zero');
    await go({ kind: 'only', ids: [idOf('a')] });
    expect(shelves.right.get('b')).toBe(10);
    await go();
    expect(Object.fromEntries(shelves.right)).toEqual({ a: 0, b: 0, c: 0, d: 9 });
  });

  test('of an answer that was empty is back when it is let pass and the answer is empty again', async () => {
    shelves.onRead = () => {
      throw new SyncError('safety', 'erp-stock-empty', 'Odoo sent no stock. Nothing was written.');
    };
    await go();
    await letPass('erp-stock-empty');
    await go();
    expect(journal.view.holds.get('export-stock erp-stock-empty')?.approvedBy).toBeUndefined();
  });

  test('goes through once a person has let it, and is over then', async () => {
    await go();
    await letPass('mass-zero');
    await go();
    expect(Object.fromEntries(shelves.right)).toEqual({ a: 0, b: 0, c: 0, d: 9 });
    expect(journal.view.holds.size).toBe(0);
  });

  test('is over by itself when the other side no longer says so', async () => {
    await go();
    stock({ a: [10, 10], b: [10, 10], c: [10, 10] });
    await go();
    expect(journal.view.holds.size).toBe(0);
  });

  test('is told once, not with each run', async () => {
    await go();
    await go();
    let held = 0;
    for await (const { kind } of journal.entries()) if (kind === 'held') held += 1;
    expect(held).toBe(1);
  });
});

test('what is left out, waits or needs a person is told once and clears itself', async () => {
  stock({ a: [99, 1], b: [98, 1], c: [97, 1] });
  const { summary, waiting } = await go();
  expect(summary.counts).toMatchObject({ skipped: 1, parked: 1, waiting: 1, posted: 0 });
  expect(waiting).toEqual([idOf('b')]);
  expect(goods('a')).toMatchObject({ state: 'skipped', reason: 'a bundle' });
  expect([...journal.view.asking]).toEqual([idOf('c')]);
  const { seq } = journal.view;
  await go();
  expect(journal.view.seq).toBe(seq);
  stock({ c: [1, 1] });
  await go();
  expect(journal.view.asking.size).toBe(0);
});

test('a read that fails for safety writes nothing, and says so until one goes through', async () => {
  stock({ a: [9, 10] });
  shelves.onRead = () => {
    throw new SyncError(
      'safety',
      'erp-stock-empty',
      'Odoo sent no stock. The answer was empty, so nothing was written.',
    );
  };
  const { summary } = await go();
  expect(shelves.sent).toEqual([]);
  expect(summary.end).toBe('stopped');
  const held = journal.view.holds.get('export-stock erp-stock-empty');
  expect(held?.problem).toMatchObject({
    title: 'Odoo sent no stock',
    explanation: 'The answer was empty, so nothing was written.',
  });
  shelves.onRead = () => {};
  await go();
  expect(journal.view.holds.size).toBe(0);
  expect(shelves.right.get('a')).toBe(9);
});

describe('taking a Write back', () => {
  const landedOf = async (name: string): Promise<Undone> => {
    const entries = await journal.trace(idOf(name));
    const intended = entries.find(entry => entry.kind === 'intended');
    const landed = entries.find(entry => entry.kind === 'landed');
    if (intended?.kind !== 'intended' || landed === undefined) throw new Error('no Write');
    const { action, fields } = intended.write;
    return { seq: landed.seq, recordId: idOf(name), action, fields };
  };
  const undo = async (name: string) =>
    undoWrite(shelves, deps(), await landedOf(name), `run-${++runs}`, new AbortController().signal);

  beforeEach(async () => {
    stock({ a: [9, 10] });
    await go();
  });

  test('sets back what it changed, tells which entry it takes back, and is not written again by itself', async () => {
    await undo('a');
    expect(shelves.right.get('a')).toBe(10);
    const last = (await journal.trace(idOf('a'))).findLast(entry => entry.kind === 'intended');
    expect(last).toMatchObject({ write: { undoes: (await landedOf('a')).seq, fields: [{ before: 9, after: 10 }] } });
    await go();
    expect(shelves.right.get('a')).toBe(10);
    expect(goods('a')).toMatchObject({ problem: { code: 'taken-back' } });
  });

  test('holds only for that value: another one of the owner is written', async () => {
    await undo('a');
    stock({ a: [7, 10] });
    await go();
    expect(shelves.right.get('a')).toBe(7);
    expect(journal.view.asking.size).toBe(0);
  });

  test('without a reply that had landed: the next run does not write it again', async () => {
    shelves.onSent = () => {
      shelves.onSent = () => {};
      throw silent();
    };
    await expect(undo('a')).rejects.toThrow('No answer.');
    await go();
    expect(shelves.right.get('a')).toBe(10);
    expect(goods('a')).toMatchObject({ state: 'parked', problem: { code: 'taken-back' } });
  });

  test('without a reply that had not landed: the next run says that both sides still agree, not that it was done', async () => {
    shelves.onSend = () => {
      shelves.onSend = () => {};
      throw silent();
    };
    await expect(undo('a')).rejects.toThrow('No answer.');
    await go();
    expect(goods('a')).toMatchObject({ state: 'agreed', problem: undefined });
    expect(await kinds('a')).toEqual(['intended', 'landed', 'intended', 'parked', 'failed']);
  });

  test('that is overtaken at the last moment leaves all as it was', async () => {
    shelves.onSend = () => {
      shelves.onSend = () => {};
      shelves.right.set('a', 8);
    };
    await expect(undo('a')).rejects.toThrow('somebody else');
    expect(goods('a')).toMatchObject({ state: 'agreed', agreed: '9', problem: undefined });
  });

  test('holds also when another field of the same record is to be written with it', async () => {
    await undo('a');
    const fields = [
      { field: 'on hand', before: 10, after: 9 },
      { field: 'title', before: 'A', after: 'B' },
    ];
    const [compared] = await shelves.read({ kind: 'all' });
    const plan = compared && shelves.plan(compared);
    if (plan?.kind !== 'write') throw new Error('no Write');
    const both = { ...plan, writes: plan.writes.map(write => ({ ...write, fields })) };
    expect(keepTakenBack(both, goods('a')).kind).toBe('park');
  });

  test('is refused where somebody has changed it since', async () => {
    shelves.right.set('a', 8);
    await expect(undo('a')).rejects.toThrow('It is another figure by now.');
    expect(shelves.right.get('a')).toBe(8);
  });

  test('a person may have it written again', async () => {
    await undo('a');
    await journal.append({ kind: 'chosen', record: { id: idOf('a'), name: 'a' }, choice: 'write-again', by: 'PC' });
    await go();
    expect(shelves.right.get('a')).toBe(9);
  });
});
