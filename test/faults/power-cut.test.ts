import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SyncError } from '../../core/errors.ts';
import type { WholeErp, WholeShop } from '../world/wrap.ts';
import type { MemoryJournal } from '../fakes/memory-journal.ts';
import { PlainErp } from '../fakes/plain-erp.ts';
import { ordinary } from '../world/orders.ts';
import { newPc, openWorld, type Pc, type World } from '../world/world.ts';
import { withVerbs } from '../world/wrap.ts';
import { Power } from './power.ts';

const live = () => new AbortController().signal;

async function freshWorld(): Promise<World> {
  const world = await openWorld({ shop: { seed: 'empty' } });
  world.shop.placeOrder(ordinary());
  world.shop.placeOrder({
    lines: [{ sku: 'CDL-FIG-220', quantity: 2 }],
    guestEmail: 'guest@example.com',
    financialStatus: 'pending',
  });
  world.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350' }], walkIn: true, gateway: 'cash' });
  // The same customer again, to another place.
  world.shop.placeOrder(ordinary({ country: 'IE', taxRate: '0' }));
  return world;
}

const count = async (world: World, folder: string): Promise<number> =>
  (await readdir(join(world.erpFolder, folder)).catch(() => [])).length;

/** What the books hold, by kind. */
const books = async (world: World) => ({
  orders: (await world.erp.salesOrdersBetween('2020-01-01', '2030-01-01', live()))
    .map(order => `${order.reference} ${order.totals.gross.amount} ${order.state}`)
    .toSorted(),
  documents: await count(world, 'sales-orders'),
  invoices: await count(world, 'invoices'),
  payments: await count(world, 'payments'),
  customers: await count(world, 'customers'),
});

/** The PC starts again: everything is settled, whatever happened before. */
async function restarted(world: World, pc: Pc, wrapErp?: () => WholeErp): Promise<void> {
  const after = await world.openAgent({ pc, ...(wrapErp === undefined ? {} : { wrapErp }) });
  await after.start();
  if (after.journal.view.halted !== undefined) await after.handlers.resume();
  expect(after.snapshot().problems.map(card => card.problem.explanation)).toEqual([]);
  expect(after.snapshot().counts).toMatchObject({ posted: 4, pending: 0, parked: 0, conflict: 0 });
}

/** One run that may die, then the PC starts again, as often as it takes. */
async function runThenRestart(world: World, pc: Pc, power: Power): Promise<void> {
  try {
    const agent = await world.openAgent({
      pc,
      wrapShop: shop => power.feed(shop),
      wrapErp: erp => power.feed(erp),
      wrapStore: store => power.feed(store),
    });
    await agent.run({ trigger: 'start' });
  } catch {
    // A dead process reports nothing.
  }
  await restarted(world, pc);
}

describe('a power cut at every I/O call of a run', () => {
  let expected: Awaited<ReturnType<typeof books>>;
  let calls = 0;
  beforeAll(async () => {
    const world = await freshWorld();
    const power = new Power(Infinity, false);
    await runThenRestart(world, newPc(), power);
    expected = await books(world);
    calls = power.calls;
    await world.close();
  });
  afterAll(() => expect(calls).toBeGreaterThan(45));

  test('the run under test does all kinds of writes', () => {
    expect(expected).toMatchObject({ documents: 4, invoices: 3, payments: 3, customers: 3 });
  });

  test.each(['before', 'after'] as const)(
    '%s the call takes effect: every order exactly once, nothing lost',
    async when => {
      for (let cut = 1; cut <= calls; cut++) {
        const world = await freshWorld();
        const power = new Power(cut, when === 'after');
        await runThenRestart(world, newPc(), power);
        expect(power.isOff, `the cut ${when} call ${cut} happened`).toBe(true);
        expect(await books(world), `cut ${when} call ${cut} of ${calls}`).toEqual(expected);
        await world.close();
      }
    },
    240_000,
  );

  test('a second cut during the recovery of the first', async () => {
    for (let cut = 5; cut <= calls; cut += 7) {
      const world = await freshWorld();
      const pc = newPc();
      for (const power of [new Power(cut, true), new Power(Math.ceil(cut / 2), true)]) {
        const agent = await world
          .openAgent({
            pc,
            wrapShop: shop => power.feed(shop),
            wrapErp: erp => power.feed(erp),
            wrapStore: store => power.feed(store),
          })
          .catch(() => undefined);
        await agent?.run({ trigger: 'start' }).catch(() => undefined);
      }
      await runThenRestart(world, pc, new Power(Infinity, false));
      expect(await books(world), `cut ${cut}`).toEqual(expected);
      await world.close();
    }
  }, 240_000);

  test.each(['before', 'after'] as const)(
    'in an ERP without a key of its own, %s the call: it is the engine that asks before it repeats',
    async when => {
      for (let cut = 1; cut <= calls; cut++) {
        const world = await freshWorld();
        const plain = new PlainErp();
        const pc = newPc();
        const power = new Power(cut, when === 'after');
        const wraps = {
          wrapShop: (shop: WholeShop) => power.feed(shop),
          wrapStore: (store: MemoryJournal) => power.feed(store),
        };
        await world
          .openAgent({ pc, ...wraps, wrapErp: () => power.feed<WholeErp>(plain) })
          .then(agent => agent.run({ trigger: 'start' }))
          .catch(() => undefined);
        await restarted(world, pc, () => plain);
        const made = {
          orders: plain.orders.length,
          invoices: plain.invoices.length,
          payments: plain.payments.length,
          customers: plain.customers.length,
          // How many there are depends on who made the customer; each may be there once only.
          addressesTwice: plain.addresses.length - new Set(plain.addresses.map(one => one.key)).size,
        };
        expect(made, `cut ${when} call ${cut} of ${calls}`).toEqual({
          orders: 4,
          invoices: 3,
          payments: 3,
          customers: 2,
          addressesTwice: 0,
        });
        await world.close();
      }
    },
    240_000,
  );

  test('lost replies: every write of the ERP takes effect and answers nothing, the first time', async () => {
    const world = await freshWorld();
    const lost = new Set<string>();
    const losing = (erp: WholeErp, verb: keyof WholeErp) => {
      const call: unknown = erp[verb];
      return {
        [verb]: async (...args: readonly unknown[]) => {
          const result: unknown = typeof call === 'function' ? await call.apply(erp, args) : undefined;
          const mark = `${verb} ${JSON.stringify(args[0])}`;
          if (!lost.has(mark)) {
            lost.add(mark);
            throw new SyncError('transient', 'timeout', 'The reply was lost.', { system: 'erp' });
          }
          return result;
        },
      };
    };
    const verbs = [
      'createCustomer',
      'createDeliveryAddress',
      'draftSalesOrder',
      'postSalesOrder',
      'createInvoice',
      'recordPayment',
    ] as const;
    const agent = await world.openAgent({
      wrapErp: erp => withVerbs(erp, Object.assign({}, ...verbs.map(verb => losing(erp, verb)))),
    });
    await agent.run({ trigger: 'start' });
    expect(lost.size).toBeGreaterThan(15);
    expect(agent.snapshot().counts).toMatchObject({ posted: 4, pending: 0 });
    expect(await books(world)).toEqual(expected);
    await world.close();
  });
});
