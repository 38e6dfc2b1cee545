import type { AgentRequestName, Handlers } from '../../contract.ts';
import type { RunResult } from '../../engine/run.ts';
import { SyncError } from '../../errors.ts';
import { demandDone } from '../asked-run.ts';
import type { Connection } from '../connect.ts';
import type { AgentDeps } from '../ports.ts';
import type { RunSignals, RunWish, Runner } from '../runner.ts';
import { choicesFor, type Home } from './choices.ts';
import type { Goods } from './goods.ts';
import { goodsIndex, goodsTrace } from './list.ts';
import { createPreviewDesk } from './preview-desk.ts';
import { createUndoDesk } from './undo-desk.ts';
import { createOrderUndo } from '../order-undo.ts';

type GoodsRequest = Extract<AgentRequestName, `${'stock' | 'plan' | 'goods' | 'preview' | 'undo'}.${string}`>;

export type GoodsHandlerDeps = {
  readonly deps: AgentDeps;
  readonly goods: Goods;
  readonly run: (wish: RunWish) => Promise<RunResult | undefined>;
  /** Throws where what a person decides could not be done now: while only watching; what runs over everything, while paused too. */
  readonly refuse: (isWhole: boolean) => void;
  readonly runner: Pick<Runner, 'connected' | 'write'>;
  readonly signals: () => RunSignals;
  readonly home: () => Home;
  readonly zone: () => string;
  readonly changed: () => void;
};

/** What a person sees and does with products and stock. All that writes goes by a run, or in turn with the runs. */
export function goodsHandlers(given: GoodsHandlerDeps): Handlers<GoodsRequest> {
  const { deps, goods, run, refuse, runner, signals, home, zone, changed } = given;
  const { journal, device, log } = deps;
  const { view } = journal;
  const ending = (): AbortSignal => signals().writing;
  const connected = (signal: AbortSignal): Promise<Connection> => runner.connected(signal);
  const told = (): void => {
    goods.changed();
    changed();
  };

  const tryNow = async (wish: RunWish): Promise<void> => {
    const result = await run(wish);
    const why = wish.flow === undefined ? undefined : goods.off(wish.flow);
    if (why !== undefined) throw new SyncError('rejected', 'flow-off', why);
    demandDone(result, ending().aborted);
  };

  const preview = createPreviewDesk(deps, { connected, flows: goods.flowsFor, off: goods.off, changed: told });
  const orders = createOrderUndo(deps, connected);
  const undo = createUndoDesk(deps, {
    flow: async (id, signal) => goods.flowOf(id, await connected(signal), signal),
    orders,
  });

  async function choose(id: string, choice: string): Promise<void> {
    const state = view.goods.get(id);
    const place = goods.stockView(zone()).locations.find(location => location.id === id && location.isFirst);
    const isOffered =
      place === undefined
        ? state?.problem !== undefined && choicesFor(state.problem, home()).some(one => one.choice === choice)
        : choice === 'use-erp';
    if (!isOffered)
      throw new SyncError('rejected', 'nothing-to-choose', `${state?.name ?? 'It'} does not wait for this choice.`, {
        nextStep: 'Look at it again: it has changed since, or waits for something else.',
      });
    const name = place?.name ?? state?.name ?? id;
    refuse(place !== undefined);
    await journal.append({ kind: 'chosen', record: { id, name }, choice, by: device.name });
    await tryNow(place === undefined ? { trigger: 'retry', only: [id] } : { trigger: 'manual', flow: 'export-stock' });
  }

  async function look(): Promise<void> {
    await goods.look(() => connected(ending()), 'export-stock', ending());
  }

  return {
    'stock.view': () => goods.stockView(zone()),
    'stock.rows': query => goods.stockRows(query),
    'stock.look': () => {
      const why = (error: unknown): void => log.warn('stock could not be compared', { why: String(error) });
      void look().catch(why).finally(told);
      told();
    },
    'stock.write': ids => tryNow({ trigger: 'retry', only: ids }),
    'plan.approve': async (flow, key) => {
      if (view.holds.get(`${flow} ${key}`) === undefined)
        throw new SyncError('rejected', 'nothing-held', 'This plan is not held any more.', {
          nextStep: 'Look again: it was compared anew since.',
        });
      refuse(true);
      await journal.append({ kind: 'hold-ended', flow, key, how: 'approved', by: device.name });
      await tryNow({ trigger: 'manual', flow });
    },
    'plan.again': flow => tryNow({ trigger: 'manual', flow }),
    'goods.list': goodsIndex(view),
    'goods.trace': async id => {
      const state = view.goods.get(id);
      return state && goodsTrace(state, await journal.trace(id));
    },
    'goods.choose': choose,
    'goods.retry': ids => tryNow({ trigger: 'retry', only: ids }),
    'preview.start': preview.start,
    'preview.stop': preview.stop,
    'preview.state': preview.state,
    'preview.rows': preview.rows,
    'undo.look': seq => undo.look(seq, ending()),
    'undo.do': async seq => {
      refuse(false);
      const order = await runner.write((_found, runDeps) => undo.undo(seq, device.name, runDeps, ending()), signals());
      told();
      if (order === undefined) return;
      await tryNow({ trigger: 'retry', only: [order] });
      orders.demandBack(order);
    },
  };
}
