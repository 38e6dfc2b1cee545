import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { orderKey } from '../../../core/flows/import-orders/keys.ts';
import { openWorld, type World } from '../../world/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

const sellAtCounter = () => world.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350' }], walkIn: true });
const unmapped = () => world.openAgent({ mappings: { ...world.mappings, warehouses: {} } });

test('a counter sale at a location without a warehouse waits, names it, and goes on once it is mapped', async () => {
  const order = sellAtCounter();
  const agent = await unmapped();
  await agent.run({ trigger: 'schedule' });
  const [card] = agent.snapshot().problems;
  const missing = card?.problem.missing[0];
  if (missing?.kind !== 'location') throw new Error('No location is missed.');
  expect(card?.problem.title).toBe(`The location ${missing.name} is not mapped`);
  const code = world.mappings.warehouses[missing.id];
  expect(await agent.handlers['mapping.choices'](missing, '')).toContainEqual(
    expect.objectContaining({ code, label: missing.name }),
  );
  await agent.handlers['mapping.add']({ missing, code: code ?? '' });
  const key = orderKey(String(order.id));
  expect(await world.erp.findSalesOrders([key], AbortSignal.timeout(5000))).toMatchObject([{ state: 'posted' }]);
});

test('where the ERP has one warehouse, a counter sale takes it', async () => {
  const file = join(world.erpFolder, 'warehouses.json');
  const { warehouses } = z.object({ warehouses: z.array(z.unknown()) }).parse(JSON.parse(await readFile(file, 'utf8')));
  await writeFile(file, JSON.stringify({ warehouses: warehouses.slice(0, 1) }));
  sellAtCounter();
  const agent = await unmapped();
  expect((await agent.run({ trigger: 'schedule' }))?.summary).toMatchObject({ end: 'ok', counts: { posted: 1 } });
});
