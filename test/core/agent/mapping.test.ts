import { expect, onTestFinished, test } from 'vitest';
import { ordinary } from '../../world/orders.ts';
import { openWorld } from '../../world/world.ts';

test('two mappings given at the same moment are both kept', async () => {
  const world = await openWorld({ shop: { seed: 'empty' } });
  onTestFinished(() => world.close());
  const missing = ['GONE-1', 'GONE-2'].map(sku => ({ sku, title: sku, unitPrice: '1.00' }));
  world.shop.placeOrder(ordinary({ lines: missing }));
  const agent = await world.openAgent();
  await agent.start();
  const map = async ({ sku, title }: { readonly sku: string; readonly title: string }) =>
    agent.handlers['mapping.add']({ missing: { kind: 'item', sku, title }, code: 'MUG-SLT-350' });
  await Promise.all(missing.map(map));
  expect(agent.mappings().items).toMatchObject({ 'GONE-1': 'MUG-SLT-350', 'GONE-2': 'MUG-SLT-350' });
  expect(agent.snapshot()).toMatchObject({ problems: [], counts: { posted: 1 } });
});
