import { afterEach, beforeEach, expect, test } from 'vitest';
import { SyncError } from '../../../core/errors.ts';
import { days, epochMs, hours, minutes } from '../../../core/model/time.ts';
import { inBooks } from '../../world/books.ts';
import { ordinary } from '../../world/orders.ts';
import { newPc, openWorld, type World } from '../../world/world.ts';
import { showing, silentFor, withVerbs } from '../../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

const place = (count: number) => Array.from({ length: count }, () => world.shop.placeOrder(ordinary()).name);

test('two orders with trouble of their own do not stop the others', async () => {
  const names = place(4);
  const agent = await world.openAgent({ wrapErp: silentFor(new Set(names.filter((_name, at) => at % 2 === 0))) });
  await agent.run({ trigger: 'schedule' });
  world.clock.advance(days(1));
  await agent.run({ trigger: 'sweep' });
  for (let time = 0; time < 3; time++) {
    world.clock.advance(hours(1));
    place(1);
    await agent.run({ trigger: 'schedule' });
  }
  expect(await inBooks(world)).toHaveLength(5);
});

test('one silent order, retried in a quiet shop, leaves no entries for ever', async () => {
  const names = place(3);
  const agent = await world.openAgent({ wrapErp: silentFor(new Set(names.slice(0, 1))) });
  await agent.start();
  await Promise.resolve(agent.handlers['order.retry'](names[0] ?? '')).catch(() => {});
  world.clock.advance(minutes(10));
  await agent.tick();
  const { seq } = agent.journal.view;
  world.clock.advance(minutes(10));
  await agent.tick();
  expect(agent.journal.view.seq).toBe(seq);
});

test('an earlier first day is read although the first import was cut short', async () => {
  const pc = newPc();
  for (const day of ['05', '06', '21', '22', '23'])
    world.shop.placeOrder(ordinary({ createdAt: `2026-11-${day}T10:00:00Z`, processedAt: `2026-11-${day}T10:00:00Z` }));
  let cut = true;
  const open = (from: string) =>
    world.openAgent({
      pc,
      orders: { from },
      wrapShop: shop =>
        withVerbs(shop, {
          ordersUpdatedSince: async function* (since, signal) {
            let pages = 0;
            for await (const page of shop.ordersUpdatedSince(since, signal))
              for (const one of page) {
                if (cut && ++pages > 2)
                  throw new SyncError('auth', 'shop-token-refused', 'revoked', { system: 'shop' });
                yield [one];
              }
          },
        }),
    });
  const first = await open('2026-11-20');
  await first.start();
  await first.stop();
  cut = false;
  const second = await open('2026-11-01');
  await second.start();
  expect(second.snapshot().counts.posted).toBe(5);
});

test('a lost reply to our own beat is no other PC', async () => {
  const names = place(3);
  let lose = false;
  const agent = await world.openAgent({
    wrapShop: shop =>
      withVerbs(shop, {
        writeShared: async (...args) => {
          const written = await shop.writeShared(...args);
          if (!lose) return written;
          lose = false;
          throw new SyncError('transient', 'shop-unreachable', 'The shop could not be reached.', { system: 'shop' });
        },
      }),
    wrapErp: erp =>
      withVerbs(erp, {
        draftSalesOrder: async (draft, signal) => {
          if (draft.reference === names[0]) {
            world.clock.advance(minutes(6));
            lose = true;
          }
          return erp.draftSalesOrder(draft, signal);
        },
      }),
  });
  expect((await agent.run({ trigger: 'schedule' }))?.summary).toMatchObject({ end: 'ok', counts: { posted: 3 } });
  expect(agent.snapshot().light).toBe('ok');
});

test('the cursor moves although some order is always being assessed', async () => {
  const agent = await world.openAgent({
    wrapShop: shop =>
      showing(shop, one =>
        world.clock.now() - epochMs(one.createdAt) < minutes(10) ? { ...one, riskLevels: ['PENDING'] } : one,
      ),
  });
  await agent.start();
  for (let i = 0; i < 12; i++) {
    world.shop.placeOrder(ordinary());
    world.clock.advance(minutes(5));
    await agent.run({ trigger: 'schedule' });
  }
  expect(agent.journal.view.cursors.get('import-orders')).toBeDefined();
});

test('what is left out again is not written again with each run that cannot finish', async () => {
  const pc = newPc();
  world.shop.placeOrder(ordinary());
  const old = world.shop.placeOrder(ordinary({ processedAt: '2026-11-02T10:00:00Z' }));
  const first = await world.openAgent({ pc, orders: { from: '2026-11-23' } });
  await first.start();
  await first.stop();
  world.clock.advance(minutes(30));
  const silent = world.shop.placeOrder(ordinary());
  const second = await world.openAgent({
    pc,
    orders: { from: '2026-11-15' },
    wrapErp: silentFor(new Set([silent.name])),
  });
  await second.start();
  for (let i = 0; i < 5; i++) {
    world.clock.advance(minutes(10));
    await second.tick();
  }
  expect((await second.handlers['order.trace'](old.name))?.steps.length).toBeLessThan(3);
});

test('a page that never comes ends the run', async () => {
  for (const day of ['10', '12', '14', '16'])
    world.shop.placeOrder(ordinary({ createdAt: `2026-11-${day}T10:00:00Z`, processedAt: `2026-11-${day}T10:00:00Z` }));
  let starts = 0;
  const agent = await world.openAgent({
    wrapShop: shop =>
      withVerbs(shop, {
        ordersUpdatedSince: async function* (since, signal) {
          if (++starts > 300) throw new SyncError('auth', 'enough', 'enough', { system: 'shop' });
          for await (const page of shop.ordersUpdatedSince(since, signal))
            for (const one of page) {
              if (one.updatedAt > '2026-11-14')
                throw new SyncError('transient', 'shop-timeout', 'no', { system: 'shop' });
              yield [one];
            }
        },
      }),
  });
  await agent.run({ trigger: 'schedule' });
  expect(starts).toBeLessThan(50);
});
