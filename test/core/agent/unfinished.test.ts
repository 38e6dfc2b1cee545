import { afterEach, beforeEach, expect, test } from 'vitest';
import { SyncError } from '../../../core/errors.ts';
import { minutes } from '../../../core/model/time.ts';
import { heldFor } from '../../world/books.ts';
import { ordinary } from '../../world/orders.ts';
import { newPc, openWorld, type World } from '../../world/world.ts';
import { noAnswer, withVerbs } from '../../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

/** An order in the books that was paid since, and an agent whose ERP makes no invoice for it while `refusal` stands. */
async function withoutInvoice(refusal: SyncError) {
  const order = world.shop.placeOrder(ordinary({ financialStatus: 'pending' }));
  let standing: SyncError | undefined;
  const pc = newPc();
  const open = () =>
    world.openAgent({
      pc,
      wrapErp: erp =>
        withVerbs(erp, {
          createInvoice: async (wanted, day, signal) => {
            if (standing !== undefined && wanted.reference === order.name) throw standing;
            return erp.createInvoice(wanted, day, signal);
          },
        }),
    });
  const agent = await open();
  await agent.start();
  world.clock.advance(minutes(1));
  world.shop.payOrder(order);
  standing = refusal;
  const mend = () => void (standing = undefined);
  return { order, agent, open, mend };
}

test('an order in the books whose invoice the ERP refused is tried again at the next start', async () => {
  const locked = new SyncError('rejected', 'period-locked', 'The books are locked.', { system: 'erp' });
  const { order, agent, open, mend } = await withoutInvoice(locked);
  await agent.run({ trigger: 'schedule' });
  expect(agent.snapshot().problems).toMatchObject([{ problem: { code: 'period-locked' } }]);
  await agent.stop();
  mend();
  const next = await open();
  await next.start();
  expect(await heldFor(world, order)).toMatchObject({ invoice: { state: 'posted' } });
  expect(next.snapshot()).toMatchObject({ problems: [], counts: { posted: 1 } });
});

test('an order in the books whose invoice alone gets no answer is tried again at the next start, as its card says', async () => {
  const { order, agent, open, mend } = await withoutInvoice(noAnswer());
  world.clock.advance(minutes(1));
  world.shop.placeOrder(ordinary());
  await agent.run({ trigger: 'schedule' });
  const [card] = agent.snapshot().problems;
  expect(card?.problem).toMatchObject({
    title: `${order.name} is not complete in the books`,
    nextStep: expect.stringContaining('It is also tried again at each start and once a day.'),
  });
  await agent.stop();
  mend();
  const next = await open();
  await next.start();
  expect(await heldFor(world, order)).toMatchObject({ invoice: { state: 'posted' } });
  expect(next.snapshot()).toMatchObject({ problems: [], counts: { posted: 2 } });
});
