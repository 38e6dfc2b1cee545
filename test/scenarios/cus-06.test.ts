import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { customerKey } from '../../core/flows/import-orders/keys.ts';
import { ordinary } from '../world/orders.ts';
import { newPc, openWorld, type TestAgent } from '../world/world.ts';

test('CUS-06 a customer that a person assigned stays so: in a rerun, a sweep and a retry, after a restart, though another has the e-mail', async () => {
  const world = await openWorld({ shop: { seed: 'empty' } });
  onTestFinished(() => world.close());
  const live = new AbortController().signal;
  const customer = (key: string, email: string) =>
    world.erp.createCustomer({ key, name: key, email, phone: undefined, address: undefined }, live);
  const byHand = await customer('Baker & Sons', 'accounts@baker.example');
  const lookAlike = await customer('Ada Baker', 'ada.baker@example.com');
  const postedTo = async (agent: TestAgent, name: string) => {
    const trace = await agent.handlers['order.trace'](name);
    const fields = (trace?.steps ?? []).flatMap(step => (step.kind === 'intended' ? step.fields : []));
    return fields.find(({ field }) => field === 'customer')?.after;
  };

  const pc = newPc('Office PC', world.clock);
  const first = world.shop.placeOrder(ordinary());
  const agent = await world.openAgent({ pc });
  await agent.start();
  expect(await postedTo(agent, first.name)).toBe(`${lookAlike.id} (same e-mail address)`);

  const key = customerKey(`gid://shopify/Customer/${first.customerId}`);
  await agent.handlers['mapping.add']({ missing: { kind: 'customer', key }, code: byHand.id });
  const second = world.shop.placeOrder(ordinary());
  await agent.run({ trigger: 'sweep' });
  await agent.handlers['order.retry'](second.name);
  expect(await postedTo(agent, second.name)).toBe(`${byHand.id} (chosen by hand)`);
  expect(agent.mappings().customers).toEqual({ [key]: byHand.id });
  await agent.stop();

  const third = world.shop.placeOrder(ordinary());
  const again = await world.openAgent({ pc, mappings: agent.mappings() });
  await again.start();
  expect(again.mappings().customers).toEqual({ [key]: byHand.id });
  expect(await postedTo(again, third.name)).toBe(`${byHand.id} (chosen by hand)`);
  // What was posted before stays as it was.
  expect(await postedTo(again, first.name)).toBe(`${lookAlike.id} (same e-mail address)`);
  expect((await readdir(join(world.erpFolder, 'customers'))).length).toBe(3);
  expect(again.journal.view.mappingChanges).toMatchObject([{ before: null, after: byHand.id, by: 'Office PC' }]);
});
