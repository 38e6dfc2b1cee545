import { afterEach, beforeEach, expect, test } from 'vitest';
import { minutes } from '../../../core/model/time.ts';
import { heldFor } from '../../world/books.ts';
import { ordinary } from '../../world/orders.ts';
import { newPc, openWorld, type World } from '../../world/world.ts';
import { withVerbs } from '../../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

test('a draft that a crash left in the ERP is taken back when its order is cancelled in Shopify', async () => {
  const pc = newPc();
  const order = world.shop.placeOrder(ordinary({ financialStatus: 'pending' }));
  const dying = await world.openAgent({
    pc,
    wrapErp: erp => withVerbs(erp, { postSalesOrder: () => Promise.reject(new Error('power cut')) }),
  });
  await dying.start();
  await dying.stop();
  expect(await heldFor(world, order)).toMatchObject({ state: 'draft' });
  world.clock.advance(minutes(1));
  world.shop.cancelOrder(order);
  const next = await world.openAgent({ pc });
  await next.start();
  await next.handlers.resume();
  expect(await heldFor(world, order)).toBeUndefined();
  expect(next.snapshot()).toMatchObject({ problems: [], counts: { skipped: 1, pending: 0 } });
});
