import { afterEach, beforeEach, expect, test } from 'vitest';
import { hours, minutes } from '../../core/model/time.ts';
import { inBooks } from '../world/books.ts';
import { ordinary } from '../world/orders.ts';
import { newPc, openWorld, type World } from '../world/world.ts';
import { withVerbs } from '../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

test('ORD-03 a PC that slept while the other took the lease, wrote and gave it back posts nothing twice', async () => {
  const names = [world.shop.placeOrder(ordinary()).name, world.shop.placeOrder(ordinary()).name];
  const stock = await world.openAgent({ pc: newPc('Stock room') });
  let hasSlept = false;
  const office = await world.openAgent({
    pc: newPc('Office PC'),
    wrapErp: erp =>
      withVerbs(erp, {
        draftSalesOrder: async (...args) => {
          if (!hasSlept) {
            hasSlept = true;
            await stock.run({ trigger: 'schedule' });
            world.clock.advance(minutes(20));
            await stock.run({ trigger: 'schedule' });
            await stock.stop();
            world.clock.advance(hours(1));
          }
          return erp.draftSalesOrder(...args);
        },
      }),
  });
  await office.run({ trigger: 'schedule' });
  expect(stock.snapshot().counts.posted).toBe(2);
  expect((await inBooks(world)).map(document => document.reference).toSorted()).toEqual(names);
});
