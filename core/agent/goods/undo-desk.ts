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
import type { AgentDeps } from '../ports.ts';
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
  if (story.some(entry => entry.kind === 'intended' && entry.write.undoes === seq)) throw nothing();
  const intended = story.findLast(entry => entry.kind === 'intended' && entry.write.key === key && entry.seq < seq);
  if (intended?.kind !== 'intended') throw nothing();
  return { seq, recordId: record.id, name: record.name, action, fields: intended.write.fields };
}

export type UndoSides = { readonly flow: (id: string, signal: AbortSignal) => Promise<GoodsFlow | undefined> };

/** Taking back single Writes of goods: looked at first, and done by the same pipeline as any Write. */
export function createUndoDesk(deps: Pick<AgentDeps, 'journal' | 'clock' | 'policies'>, { flow }: UndoSides) {
  const { journal, clock, policies = retryPolicies } = deps;
  return {
    isGoods: async (seq: number): Promise<boolean> => goodsFlowOf((await writeAt(journal, seq)).recordId) !== undefined,
    async look(seq: number, signal: AbortSignal): Promise<UndoLook> {
      const undone = await writeAt(journal, seq);
      const words = `Take back: ${doing[undone.action]} of ${undone.name}`;
      const its = await flow(undone.recordId, signal);
      if (its === undefined) throw nothing();
      const found = await its.lookBack({ clock, policies }, undone, signal);
      if ('refusal' in found) return { words, fields: [], stays: [], refusal: found.refusal };
      const stays = [
        `The other side keeps what it has. ${undone.name} waits for you then, and is written again when you say so or when the other side has another value.`,
      ];
      return { words, fields: found.fields, stays, refusal: undefined };
    },
    async undo(seq: number, runDeps: RunDeps, signal: AbortSignal): Promise<void> {
      const undone = await writeAt(journal, seq);
      const its = await flow(undone.recordId, signal);
      if (its === undefined) throw nothing();
      await its.undo(runDeps, undone, `run-${journal.view.seq + 1}`, signal);
    },
  };
}
