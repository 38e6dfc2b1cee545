import { afterEach, beforeEach, expect, test } from 'vitest';
import { SyncError } from '../../core/errors.ts';
import { days, hours, minutes } from '../../core/model/time.ts';
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

test('ORD-03 of two PCs on one shop only the lease holder writes, and the other says who holds it', async () => {
  world.shop.placeOrder(ordinary());
  const office = await world.openAgent({ pc: newPc('Office PC') });
  const stock = await world.openAgent({ pc: newPc('Stock room') });
  const first = await office.run({ trigger: 'schedule' });
  const second = await stock.run({ trigger: 'schedule' });
  expect(first?.summary.counts.posted).toBe(1);
  expect(second).toBeUndefined();
  expect(stock.snapshot()).toMatchObject({ light: 'standing-by' });
  expect(stock.snapshot().verdict).toContain('Office PC');
  expect(await inBooks(world)).toHaveLength(1);
  // Both at the same moment: compare-and-set lets exactly one through.
  world.shop.placeOrder(ordinary());
  await Promise.all([office.run({ trigger: 'schedule' }), stock.run({ trigger: 'schedule' })]);
  expect(await inBooks(world)).toHaveLength(2);
  // The holder falls silent: the other takes over once the promised time has passed, and repeats nothing.
  world.clock.advance(minutes(20));
  world.shop.placeOrder(ordinary());
  const takenOver = await stock.run({ trigger: 'schedule' });
  expect(takenOver?.summary.counts).toMatchObject({ seen: 3 });
  expect(await inBooks(world)).toHaveLength(3);
  expect(await office.run({ trigger: 'schedule' })).toBeUndefined();
  expect(office.snapshot().verdict).toContain('Stock room');
});

test('ORD-03 a PC that loses the lease in the middle of a run stops there and parks nothing', async () => {
  world.shop.placeOrder(ordinary());
  world.shop.placeOrder(ordinary());
  const stock = await world.openAgent({ pc: newPc('Stock room') });
  let slept = false;
  const office = await world.openAgent({
    pc: newPc('Office PC'),
    wrapErp: erp =>
      withVerbs(erp, {
        postSalesOrder: async (...args) => {
          const made = await erp.postSalesOrder(...args);
          if (slept) return made;
          slept = true;
          await stock.run({ trigger: 'schedule' });
          world.clock.advance(minutes(20));
          await stock.run({ trigger: 'schedule' });
          return made;
        },
      }),
  });
  await office.run({ trigger: 'schedule' });
  expect(await inBooks(world)).toHaveLength(2);
  expect(office.snapshot()).toMatchObject({ light: 'standing-by', counts: { parked: 0 }, problems: [] });
  expect(office.snapshot().banners.map(banner => banner.code)).toEqual(['standing-by']);
});

test('ORD-03 a shop that refuses the mark is asked again the next day, so that one PC writes from then on', async () => {
  let refuses = true;
  const refusal = new SyncError('auth', 'shared-value-refused', 'Shopify does not let the app keep its own notes.');
  const office = await world.openAgent({
    wrapShop: shop =>
      withVerbs(shop, {
        writeShared: (...args) => (refuses ? Promise.reject(refusal) : shop.writeShared(...args)),
      }),
  });
  await office.start();
  expect(office.snapshot().banners.map(banner => banner.code)).toContain('shared-value-refused');
  refuses = false;
  world.clock.advance(days(1) + hours(1));
  await office.tick();
  const stock = await world.openAgent({ pc: newPc('Stock room') });
  expect(await stock.run({ trigger: 'schedule' })).toBeUndefined();
});
