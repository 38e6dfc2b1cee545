import type { Event } from '../journal/entry.ts';
import type { GoodsState, HeldPlan } from '../journal/goods.ts';
import type { JournalView } from '../journal/view.ts';
import type { Problem } from '../model/problem.ts';
import type { FlowName, Landed, RecordRef, Write } from '../model/write.ts';
import type { Compared, GoodsPlan, Hold } from './comparison.ts';

/** As many as one entry tells, and one append makes durable. */
export const atOnce = 250;

type Of<R> = Pick<Compared<R>, 'ref' | 'updatedAt'>;

/** A problem of goods: their own, or that both sides say otherwise. */
export const problemEvent = (run: string, { ref, updatedAt }: Of<unknown>, problem: Problem): Event => ({
  kind: problem.category === 'conflict' ? 'conflicted' : 'parked',
  run,
  record: ref,
  recordUpdatedAt: updatedAt,
  fingerprint: '',
  problem,
});

const isAsked = (state: GoodsState | undefined, problem: Problem): boolean =>
  state?.problem?.code === problem.code &&
  state.problem.explanation === problem.explanation &&
  state.choice === undefined &&
  state.state !== 'pending';

/** What a plan that writes nothing leaves in the journal: nothing, where the journal says so already. */
export function restEvents<R>(
  run: string,
  compared: Of<R>,
  plan: GoodsPlan,
  state: GoodsState | undefined,
): readonly Event[] {
  const { ref, updatedAt } = compared;
  switch (plan.kind) {
    case 'skip': {
      const { code, reason } = plan;
      if (state?.state === 'skipped' && state.reason === reason) return [];
      return [{ kind: 'skipped', run, record: ref, recordUpdatedAt: updatedAt, fingerprint: '', code, reason }];
    }
    case 'park':
    case 'conflict':
      return isAsked(state, plan.problem) ? [] : [problemEvent(run, compared, plan.problem)];
    case 'same': {
      // A lost reply: it had landed.
      const landed = (state?.open ?? []).map(({ key, action }): Event => ({
        kind: 'landed',
        run,
        record: ref,
        key,
        action,
        landed: found(ref),
        ms: 0,
      }));
      // What is agreed anew clears what was asked.
      const isTold = plan.problem === undefined || (isAsked(state, plan.problem) && !isNews(plan, state));
      if (plan.problem === undefined || isTold) return landed;
      return [...landed, problemEvent(run, compared, plan.problem)];
    }
    case 'wait':
    case 'write':
      return [];
  }
}

const found = ({ id, name }: RecordRef): Landed => ({ id, name, how: 'found', fields: [] });

/** Whether the journal does not know yet that both sides hold this. A problem that stays is told beside it. */
export const isNews = (plan: Extract<GoodsPlan, { kind: 'same' }>, state: GoodsState | undefined): boolean =>
  state === undefined ||
  state.agreed !== plan.agreed ||
  (plan.problem === undefined ? state.state !== 'agreed' : state.state === 'pending' || state.choice !== undefined);

type Value = readonly [id: string, name: string, agreed: string];

export const agreedEvents = (flow: FlowName, values: readonly Value[]): readonly Event[] =>
  chunks(values, atOnce).map(some => ({ kind: 'agreed', flow, values: some }));

export function chunks<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  const parts: (readonly T[])[] = [];
  for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size));
  return parts;
}

/** What is held anew, and what a whole comparison no longer asks for. */
export function holdEvents(
  view: JournalView,
  { run, flow, isWhole }: { readonly run: string; readonly flow: FlowName; readonly isWhole: boolean },
  holds: readonly Hold[],
): readonly Event[] {
  const asked = new Set(holds.map(({ key }) => key));
  const over = [...view.holds.values()].filter(
    held => isWhole && held.flow === flow && held.approvedBy === undefined && !asked.has(held.key),
  );
  return [
    ...over.map(({ key }) => endOfHold(flow, key)),
    ...holds
      .filter(hold => !isHeld(view.holds.get(`${flow} ${hold.key}`), hold, isWhole))
      .map(({ key, problem, ids }): Event => ({ kind: 'held', run, flow, key, problem, ids })),
  ];
}

export const endOfHold = (flow: FlowName, key: string): Event => ({
  kind: 'hold-ended',
  flow,
  key,
  how: 'over',
  by: 'a comparison',
});

/** What was let pass and is asked for all the same is held anew. A look at some of what is held says nothing about the rest. */
const isHeld = (held: HeldPlan | undefined, { problem, ids }: Hold, isWhole: boolean): boolean => {
  if (held === undefined || held.approvedBy !== undefined) return false;
  const isSome = !isWhole && ids.length > 0 && ids.every(id => held.ids.includes(id));
  const isSame = held.ids.length === ids.length && held.ids.every((id, at) => id === ids[at]);
  return isSome || (isSame && held.problem.explanation === problem.explanation);
};

/** Writes that may go as one request: those of one lot, in order. */
export function lotsOf<W extends Write>(
  writes: readonly W[],
  { lot, lotSize }: { readonly lot: (write: W) => string; readonly lotSize: number },
): readonly (readonly W[])[] {
  const lots = new Map<string, W[]>();
  for (const write of writes) {
    const name = lot(write);
    const mine = lots.get(name);
    if (mine === undefined) lots.set(name, [write]);
    else mine.push(write);
  }
  return [...lots.values()].flatMap(mine => chunks(mine, lotSize));
}
