import { afterEach, beforeEach, expect, test } from 'vitest';
import { SyncError } from '../../../core/errors.ts';
import type { WholeErp } from '../../world/wrap.ts';
import { ordinary } from '../../world/orders.ts';
import { newPc, openWorld, type World } from '../../world/world.ts';
import { noAnswer, withVerbs } from '../../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
  world.shop.placeOrder(ordinary());
});
afterEach(() => world.close());

/** An ERP that says this whenever orders are looked for. */
const saying = (words: SyncError) => (erp: WholeErp) =>
  withVerbs(erp, { findSalesOrders: () => Promise.reject(words) });

test('a run that stopped before an order says why, not that there was nothing new', async () => {
  const agent = await world.openAgent({ wrapErp: saying(noAnswer()) });
  const result = await agent.run({ trigger: 'schedule' });
  expect(result?.summary).toMatchObject({ end: 'stopped', words: 'The ERP does not answer.' });
});

test('a halted agent does not also say that it tries again by itself', async () => {
  const refused = new SyncError('auth', 'erp-key-refused', 'The ERP does not accept the key.', { system: 'erp' });
  const agent = await world.openAgent({ wrapErp: saying(refused) });
  await agent.start();
  expect(agent.snapshot().light).toBe('failed');
  expect(agent.snapshot().banners.map(banner => banner.code)).toEqual(['erp-key-refused']);
});

test('a retry while the agent is being closed says so, and blames no other PC', async () => {
  const order = world.shop.placeOrder(ordinary());
  const agent = await world.openAgent();
  await agent.start();
  await agent.stop();
  await expect(agent.handlers['order.retry'](order.name)).rejects.toMatchObject({
    code: 'stopping',
    message: 'Counterfoil is being closed, so not all was tried.',
  });
});

test('after a restart nothing is "all well" while the last run has stopped', async () => {
  const options = { pc: newPc(), wrapErp: saying(noAnswer()) };
  const agent = await world.openAgent(options);
  await agent.start();
  await agent.stop();
  const next = await world.openAgent(options);
  expect(next.snapshot()).toMatchObject({
    light: 'attention',
    verdict: 'The last sync could not finish. Nothing is lost; the next sync goes on from there.',
  });
});
