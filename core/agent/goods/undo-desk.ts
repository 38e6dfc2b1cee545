import { retryPolicies } from '../../engine/retry.ts';
import type { RunDeps } from '../../engine/run.ts';
import type { Undone } from '../../engine/undo.ts';
import { SyncError } from '../../errors.ts';
import type { Entry } from '../../journal/entry.ts';
import { recordOf } from '../../journal/entry.ts';
import { goodsFlowOf } from '../../journal/goods-state.ts';
import type { Journal } from '../../journal/journal.ts';
import type { UndoLook } from '../../model/goods-view.ts';
import { doing } from '../action-words.ts';
import type { OrderUndo } from '../order-undo.ts';
import type { AgentDeps } from '../ports.ts';
import { undoneIn } from '../undone.ts';
import type { GoodsFlow } from './flows.ts';

const nothing = (): SyncError =>
  new SyncError('rejected', 'nothing-to-undo', 'There is no such Write that could be taken back.', {
    nextStep: 'Look at the record again: it has changed since.',
  });

/** The Write that this entry says landed, with what it changed. */
async function writeAt(
  journal: Pick<Journal, 'entries' | 'trace'>,
  seq: number,
): Promise<Undone & { readonly name: string }> {
  let landed: Entry | undefined;
  for await (const entry of journal.entries(seq)) {
    landed = entry;
    break;
  }
  if (landed?.kind !== 'landed' || landed.landed.how !== 'written') throw nothing();
  const { key, action } = landed;
  const record = recordOf(landed) ?? { id: '', name: '' };
  const story = await journal.trace(record.id);
  if (undoneIn(story).has(seq)) throw nothing();
  const intended = story.findLast(entry => entry.kind === 'intended' && entry.write.key === key && entry.seq < seq);
  if (intended?.kind !== 'intended') throw nothing();
  return { seq, recordId: record.id, name: record.name, action, fields: intended.write.fields };
}

export type UndoSides = {
  readonly flow: (id: string, signal: AbortSignal) => Promise<GoodsFlow | undefined>;
  readonly orders: OrderUndo;
};

/** Taking back single Writes: looked at first, and done by the same pipeline as any Write. */
export function createUndoDesk(deps: Pick<AgentDeps, 'journal' | 'clock' | 'policies'>, { flow, orders }: UndoSides) {
  const { journal, clock, policies = retryPolicies } = deps;
  const isGoods = ({ recordId }: Undone): boolean => goodsFlowOf(recordId) !== undefined;
  return {
    async look(seq: number, signal: AbortSignal): Promise<UndoLook> {
      const undone = await writeAt(journal, seq);
      if (!isGoods(undone)) return orders.look(undone, signal);
      const words = `Take back: ${doing[undone.action]} of ${undone.name}`;
      const its = await flow(undone.recordId, signal);
      if (its === undefined) throw nothing();
      const found = await its.lookBack({ clock, policies }, undone, signal);
      if ('refusal' in found) return { words, fields: [], stays: [], refusal: found.refusal };
      const stays = [
        `Nothing else is changed. ${undone.name} waits for you then, and is written again when you say so or when another value is due.`,
      ];
      return { words, fields: found.fields, stays, refusal: undefined };
    },
    /** @returns the order that is to be taken back by a run; undefined: it is done */
    async undo(seq: number, by: string, runDeps: RunDeps, signal: AbortSignal): Promise<string | undefined> {
      const undone = await writeAt(journal, seq);
      if (!isGoods(undone)) {
        await orders.ask(undone, by, signal);
        return undone.recordId;
      }
      const its = await flow(undone.recordId, signal);
      if (its === undefined) throw nothing();
      await its.undo(runDeps, undone, `run-${journal.view.seq + 1}`, signal);
      return undefined;
    },
  };
}
