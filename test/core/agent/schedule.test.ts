import { afterEach, beforeEach, expect, test } from 'vitest';
import { SyncError } from '../../../core/errors.ts';
import { days, hours, minutes } from '../../../core/model/time.ts';
import { ordinary } from '../../world/orders.ts';
import { openWorld, type World } from '../../world/world.ts';
import { withVerbs } from '../../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

test('a clock that was a year ahead at the start and is put right does not stop the schedule', async () => {
  world.clock.advance(days(365));
  const agent = await world.openAgent();
  await agent.start();
  world.clock.advance(-days(365));
  world.shop.placeOrder(ordinary());
  for (let time = 0; time < 5; time++) {
    world.clock.advance(minutes(2));
    await agent.tick();
  }
  expect(agent.snapshot().counts.posted).toBe(1);
});

test('a start that could not reach the shop is followed by a sweep within hours, not after a day', async () => {
  const offline = new SyncError('transient', 'offline', 'There is no network.', { system: 'shop' });
  let isAway = true;
  const agent = await world.openAgent({
    wrapShop: shop => withVerbs(shop, { info: signal => (isAway ? Promise.reject(offline) : shop.info(signal)) }),
  });
  await agent.start();
  isAway = false;
  for (let hour = 0; hour < 3; hour++) {
    world.clock.advance(hours(1));
    await agent.tick();
  }
  expect(agent.snapshot().runs.filter(run => run.trigger === 'sweep')).toHaveLength(1);
});
