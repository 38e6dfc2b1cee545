import type { AgentRequestName, Handlers } from '../core/contract.ts';
import { SyncError } from '../core/errors.ts';

/** What is asked of the agent, handed to whichever there is when it is asked. @throws not-set-up where there is none */
export function ofTheAgent(now: () => Handlers<AgentRequestName> | undefined): Handlers<AgentRequestName> {
  const ofAgent =
    <N extends AgentRequestName>(name: N): Handlers<N>[N] =>
    (...args) => {
      const asked: Pick<Handlers<AgentRequestName>, N> | undefined = now();
      if (asked !== undefined) return asked[name](...args);
      throw new SyncError('rejected', 'not-set-up', 'No shop is connected yet.', {
        system: 'agent',
        nextStep: 'Finish the set-up first.',
      });
    };
  return {
    'orders.list': ofAgent('orders.list'),
    'order.trace': ofAgent('order.trace'),
    'run.now': ofAgent('run.now'),
    'pause.start': ofAgent('pause.start'),
    'pause.end': ofAgent('pause.end'),
    'order.retry': ofAgent('order.retry'),
    'orders.retry': ofAgent('orders.retry'),
    'orders.ignore': ofAgent('orders.ignore'),
    'order.decide': ofAgent('order.decide'),
    'mappings.list': ofAgent('mappings.list'),
    'mapping.choices': ofAgent('mapping.choices'),
    'mapping.add': ofAgent('mapping.add'),
    'mapping.remove': ofAgent('mapping.remove'),
    'ownership.get': ofAgent('ownership.get'),
    'ownership.consequences': ofAgent('ownership.consequences'),
    'ownership.save': ofAgent('ownership.save'),
    'stock.view': ofAgent('stock.view'),
    'stock.rows': ofAgent('stock.rows'),
    'stock.look': ofAgent('stock.look'),
    'stock.write': ofAgent('stock.write'),
    'plan.approve': ofAgent('plan.approve'),
    'plan.again': ofAgent('plan.again'),
    'goods.list': ofAgent('goods.list'),
    'goods.trace': ofAgent('goods.trace'),
    'goods.choose': ofAgent('goods.choose'),
    'goods.retry': ofAgent('goods.retry'),
    'preview.start': ofAgent('preview.start'),
    'preview.stop': ofAgent('preview.stop'),
    'preview.state': ofAgent('preview.state'),
    'preview.rows': ofAgent('preview.rows'),
    'undo.look': ofAgent('undo.look'),
    'undo.do': ofAgent('undo.do'),
    resume: ofAgent('resume'),
  };
}
