import type { Compared, Comparison, GoodsPlan, Hold, Inverse, Sent } from '../../../core/engine/comparison.ts';
import { runComparison, type ComparisonResult } from '../../../core/engine/run-comparison.ts';
import { retryPolicies } from '../../../core/engine/retry.ts';
import type { RunDeps } from '../../../core/engine/run.ts';
import type { Noun } from '../../../core/engine/summary.ts';
import { SyncError } from '../../../core/errors.ts';
import { openJournalOn, type Journal } from '../../../core/journal/journal.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { Write } from '../../../core/model/write.ts';
import { MemoryJournal } from '../../fakes/memory-journal.ts';
import { worldClock } from '../../world/clock.ts';

type Shelf = { readonly from: number; readonly to: number };
type Change = Write<'set-stock', Shelf>;

export const idOf = (name: string): string => `gid://shopify/InventoryLevel/${name}?inventory_item_id=1`;
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

  noun = ({ from }: Shelf): Noun | undefined => (from < 0 ? ['place', 'places'] : undefined);

  plan({ ref, record: { from, to } }: Parameters<Comparison<Shelf, Change>['plan']>[0]): GoodsPlan<Change> {
    if (to === 99) return { kind: 'skip', code: 'bundle', reason: 'a bundle' };
    if (to === 98) return { kind: 'wait', code: 'lock', reason: 'until later' };
    if (to === 96) return { kind: 'wait', code: 'first', reason: 'until a person chooses', untold: true };
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

type Scope = Parameters<Comparison<Shelf, Change>['read']>[0];
let runs = 0;

/** The shelves, a journal, and runs over both. */
export async function openShelves() {
  const clock = worldClock();
  const shelves = new Shelves();
  const journal: Journal = await openJournalOn(new MemoryJournal(), { version: '0', device: 'PC' });
  const deps = (): RunDeps => ({
    journal,
    clock,
    policies: retryPolicies,
    mayWrite: async () => {},
    writing: new AbortController().signal,
    onProgress: () => {},
  });
  return {
    clock,
    shelves,
    journal,
    deps,
    nextRun: (): string => `run-${++runs}`,
    stock(both: Readonly<Record<string, readonly [left: number, right: number]>>): void {
      for (const [name, [left, right]] of Object.entries(both)) {
        shelves.left.set(name, left);
        shelves.right.set(name, right);
      }
    },
    go: (scope: Scope = { kind: 'all' }): Promise<ComparisonResult> =>
      runComparison(
        shelves,
        deps(),
        { run: `run-${++runs}`, trigger: 'schedule', scope },
        new AbortController().signal,
      ),
    kinds: async (name: string): Promise<readonly string[]> =>
      (await journal.trace(idOf(name))).map(({ kind }) => kind),
    goods: (name: string) => journal.view.goods.get(idOf(name)),
  };
}

export const silent = () => new SyncError('transient', 'no-answer', 'No answer.', { system: 'shop' });
