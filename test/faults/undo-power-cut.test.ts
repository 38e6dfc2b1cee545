import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SyncError } from '../../core/errors.ts';
import { PlainErp } from '../fakes/plain-erp.ts';
import { heldFor } from '../world/books.ts';
import { ordinary } from '../world/orders.ts';
import { newPc, openWorld, type Pc, type TestAgent, type World } from '../world/world.ts';
import { withVerbs, type WholeErp } from '../world/wrap.ts';
import { Power } from './power.ts';

type Scene = {
  readonly world: World;
  readonly pc: Pc;
  readonly order: { readonly id: number; readonly name: string };
  readonly seq: number;
  readonly erp: () => WholeErp;
};

/** A paid order in the books, and the agent that posted it gone home. */
async function posted(plain?: PlainErp): Promise<Scene> {
  const world = await openWorld({ shop: { seed: 'empty' } });
  const order = world.shop.placeOrder(ordinary());
  const pc = newPc();
  const erp = (): WholeErp => plain ?? world.erp;
  const agent = await world.openAgent({ pc, wrapErp: erp });
  await agent.start();
  const seq = (await undoable(agent, order.name))[0] ?? 0;
  await agent.stop();
  return { world, pc, order, seq, erp };
}

const undoable = async (agent: TestAgent, name: string): Promise<readonly number[]> =>
  ((await agent.handlers['order.trace'](name))?.steps ?? []).filter(step => step.undoable).map(({ seq }) => seq);

/** A person takes the order back, and the power fails in it; then the PC starts again. */
async function takeBack({ world, pc, order, seq, erp }: Scene, power: Power): Promise<'asked' | 'not-asked'> {
  await world
    .openAgent({
      pc,
      wrapShop: shop => power.feed(shop),
      wrapErp: () => power.feed(erp()),
      wrapStore: store => power.feed(store),
    })
    .then(agent => agent.handlers['undo.do'](seq))
    .catch(() => undefined);
  const next = await world.openAgent({ pc, wrapErp: erp });
  await next.start();
  if (next.journal.view.halted !== undefined) await next.handlers.resume();
  const isAsked = (await undoable(next, order.name)).length === 0;
  // Of what was not durable nobody knows: the person looks, and asks again.
  if (!isAsked) await next.handlers['undo.do'](seq);
  await next.run({ trigger: 'sweep' });
  expect(next.snapshot()).toMatchObject({ problems: [], counts: { skipped: 1, posted: 0, conflict: 0, pending: 0 } });
  expect(await undoable(next, order.name)).toEqual([]);
  await next.stop();
  return isAsked ? 'asked' : 'not-asked';
}

const creditNotes = async ({ world }: Scene): Promise<number> =>
  (await readdir(join(world.erpFolder, 'credit-notes')).catch(() => [])).length;

async function callsOf(plain?: PlainErp): Promise<number> {
  const scene = await posted(plain);
  const power = new Power(Infinity, false);
  await takeBack(scene, power);
  await scene.world.close();
  return power.calls;
}

test.each(['before', 'after'] as const)(
  'a power cut %s any call of an undo ends with exactly one credit note and one cancelled order',
  async when => {
    const calls = await callsOf();
    expect(calls).toBeGreaterThan(12);
    const ends = new Set<string>();
    for (let cut = 1; cut <= calls; cut += 1) {
      const scene = await posted();
      const power = new Power(cut, when === 'after');
      ends.add(await takeBack(scene, power));
      expect(power.isOff, `the cut ${when} call ${cut} happened`).toBe(true);
      expect(await creditNotes(scene), `cut ${when} call ${cut} of ${calls}`).toBe(1);
      expect(await heldFor(scene.world, scene.order)).toMatchObject({ state: 'cancelled' });
      await scene.world.close();
    }
    expect(ends).toEqual(new Set(['asked', 'not-asked']));
  },
  240_000,
);

test.each(['before', 'after'] as const)(
  'in an ERP without a key of its own, %s the call: it is the engine that asks before it repeats',
  async when => {
    const calls = await callsOf(new PlainErp());
    for (let cut = 1; cut <= calls; cut += 1) {
      const plain = new PlainErp();
      const scene = await posted(plain);
      await takeBack(scene, new Power(cut, when === 'after'));
      expect(plain.creditNotes, `cut ${when} call ${cut} of ${calls}`).toHaveLength(1);
      expect(plain.orders).toMatchObject([{ state: 'cancelled' }]);
      await scene.world.close();
    }
  },
  240_000,
);

test('a lost reply: the ERP is asked whether it is taken back, and not told a second time', async () => {
  const { world, pc, order, seq } = await posted();
  let told = 0;
  const agent = await world.openAgent({
    pc,
    wrapErp: erp =>
      withVerbs(erp, {
        reverseSalesOrder: async (...given) => {
          told += 1;
          await erp.reverseSalesOrder(...given);
          throw new SyncError('transient', 'timeout', 'The reply was lost.', { system: 'erp' });
        },
      }),
  });
  await agent.handlers['undo.do'](seq);
  expect(told).toBe(1);
  expect((await agent.handlers['order.trace'](order.name))?.row.state).toBe('skipped');
  expect(await creditNotes({ world, pc, order, seq, erp: () => world.erp })).toBe(1);
  await world.close();
});
