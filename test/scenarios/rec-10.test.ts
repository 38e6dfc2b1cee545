import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TraceStep } from '../../core/contract.ts';
import { minutes } from '../../core/model/time.ts';
import type { Agent } from '../../core/agent/agent.ts';
import { heldFor, inBooks } from '../world/books.ts';
import { ordinary } from '../world/orders.ts';
import { ordersAlone, ownerStore } from '../world/ownership.ts';
import { openWorld, type World } from '../world/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

const documents = async (folder: string): Promise<readonly string[]> =>
  readdir(join(world.erpFolder, folder)).catch(() => []);

async function posting(agent: Agent, name: string): Promise<TraceStep> {
  const steps = (await agent.handlers['order.trace'](name))?.steps ?? [];
  const step = steps.findLast(one => one.undoable);
  if (step === undefined) throw new Error(`Nothing of ${name} can be taken back.`);
  return step;
}

/** A paid order in the books, by a customer that was created for it. */
async function postedOrder(more: Parameters<typeof ordinary>[0] = {}) {
  const order = world.shop.placeOrder(ordinary(more));
  const agent = await world.openAgent();
  await agent.start();
  return { order, agent, seq: (await posting(agent, order.name)).seq };
}

test('REC-10: undo of an order posting that created a customer and an item lists what stays behind, and does the rest', async () => {
  // The product comes first: the comparison that follows makes its item.
  world.shop.addProduct({ title: 'Teapot', variants: [{ sku: 'TEAPOT-1', price: '24.00' }] });
  const rule = { owner: 'shopify', onConflict: 'hold-and-ask', responsible: null } as const;
  const ownership = ownerStore({ ...ordersAlone, 'products.create': rule });
  const agent = await world.openAgent({ ownership });
  await agent.start();
  const order = world.shop.placeOrder(ordinary({ lines: [{ sku: 'TEAPOT-1', quantity: 1 }, { sku: 'MUG-SLT-350' }] }));
  await agent.run({ trigger: 'schedule' });
  const { seq } = await posting(agent, order.name);
  const second = world.shop.placeOrder(ordinary());
  await agent.run({ trigger: 'schedule' });

  const look = await agent.handlers['undo.look'](seq);
  expect(look).toMatchObject({
    refusal: undefined,
    words: `Take the sales order of ${order.name} back`,
    fields: [
      { field: 'invoice INV-0001', before: 'posted', after: 'credited' },
      { field: 'sales order SO-0001', before: 'posted', after: 'cancelled' },
    ],
  });
  const [customer] = await documents('customers');
  expect(look.stays).toEqual([
    expect.stringMatching(
      new RegExp(
        `^Customer ${customer?.replace('.json', '')} in Sample ERP, created for .* ${second.name} uses it too.$`,
      ),
    ),
    'The item TEAPOT-1 in Sample ERP, created for a product of the shop, stays.',
    expect.stringMatching(/^The payment PAY-0001 of £[\d.]+ stays in Sample ERP, to the customer's credit/),
    'SO-0001 and INV-0001 and the credit note keep their numbers in Sample ERP.',
    `${order.name} stays as it is in Shopify, and is not posted again by itself.`,
  ]);
  expect(await heldFor(world, order)).toMatchObject({ state: 'posted' });
  expect(await documents('credit-notes')).toEqual([]);

  await agent.handlers['undo.do'](seq);
  expect(await heldFor(world, order)).toMatchObject({ state: 'cancelled' });
  expect(await documents('credit-notes')).toHaveLength(1);
  expect(await documents('payments')).toHaveLength(2);
  expect(await heldFor(world, second)).toMatchObject({ state: 'posted' });
  const trace = await agent.handlers['order.trace'](order.name);
  expect(trace?.row).toMatchObject({ state: 'skipped', why: expect.stringContaining('taken back by a person') });
  expect(trace?.steps.map(({ words }) => words)).toEqual(
    expect.arrayContaining([
      'A person decided: take it back',
      'Take the sales order back',
      'Sales order taken back: SO-0001',
    ]),
  );
  expect(trace?.steps.some(step => step.undoable)).toBe(false);
  expect(agent.snapshot()).toMatchObject({ light: 'ok', problems: [], counts: { posted: 1, skipped: 1 } });
  await expect(agent.handlers['undo.do'](seq)).rejects.toMatchObject({ code: 'nothing-to-undo' });
});

test('what was taken back is not posted again by itself, whatever changes in Shopify', async () => {
  const { order, agent, seq } = await postedOrder();
  await agent.handlers['undo.do'](seq);
  const entries = agent.journal.view.seq;
  await agent.run({ trigger: 'sweep' });
  world.clock.advance(minutes(20));
  world.shop.refundOrder(order, { amount: '1.00' });
  await agent.run({ trigger: 'schedule' });
  await agent.handlers['order.retry'](order.name);
  expect((await inBooks(world)).map(({ state }) => state)).toEqual(['cancelled']);
  expect(await documents('invoices')).toHaveLength(1);
  expect(agent.snapshot()).toMatchObject({ problems: [], counts: { skipped: 1 } });
  const row = (await agent.handlers['order.trace'](order.name))?.row;
  expect(row?.why).toContain('Its invoice INV-0001 is credited');
  expect(agent.journal.view.seq).toBeGreaterThan(entries);
});

test('without an invoice it is posted again once the cancelled document is out of the way and a person retries', async () => {
  const { order, agent, seq } = await postedOrder({ financialStatus: 'pending' });
  await agent.handlers['undo.do'](seq);
  const retried = await agent.handlers['order.retry'](order.name);
  expect(retried).toMatchObject({ state: 'skipped', why: expect.stringContaining('still stands in Sample ERP') });
  const [file = ''] = await documents('sales-orders');
  await rm(join(world.erpFolder, 'sales-orders', file));
  await agent.run({ trigger: 'sweep' });
  expect(await inBooks(world)).toEqual([]);
  expect(await agent.handlers['order.retry'](order.name)).toMatchObject({ state: 'posted', salesOrder: 'SO-0002' });
  expect(await inBooks(world)).toMatchObject([{ state: 'posted' }]);
  const delivery: unknown = JSON.parse(await readFile(join(world.erpFolder, 'deliveries', file), 'utf8'));
  expect(delivery).toMatchObject({ state: 'reserved' });
  // And taken back once more: another Write, with a key of its own.
  await agent.handlers['undo.do']((await posting(agent, order.name)).seq);
  expect(await inBooks(world)).toMatchObject([{ state: 'cancelled' }]);
});

test('an order that is another in the ERP by now, or has gone out, is not taken back, and says why', async () => {
  const { order, agent, seq } = await postedOrder();
  const [file = ''] = await documents('deliveries');
  const edit = async (folder: string, from: string | RegExp, to: string): Promise<void> => {
    const path = join(world.erpFolder, folder, file);
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll(from, to));
  };
  const refused = async (why: RegExp): Promise<void> => {
    expect(await agent.handlers['undo.look'](seq)).toMatchObject({ refusal: expect.stringMatching(why), stays: [] });
    await expect(agent.handlers['undo.do'](seq)).rejects.toMatchObject({
      code: 'not-undone',
      message: expect.stringMatching(why),
    });
  };
  const before = agent.journal.view.seq;
  await edit('deliveries', '"reserved"', '"shipped"');
  await refused(/left the shelf/);
  await edit('deliveries', '"shipped"', '"reserved"');
  const gross = (await heldFor(world, order))?.totals.gross.amount ?? '';
  await edit('sales-orders', `"gross": "${gross}"`, '"gross": "999.00"');
  await refused(/other totals/);
  expect(agent.journal.view.seq).toBe(before);
  expect(agent.snapshot().counts).toMatchObject({ posted: 1 });
  await edit('sales-orders', '"gross": "999.00"', `"gross": "${gross}"`);
  await agent.handlers['undo.do'](seq);
  expect(await heldFor(world, order)).toMatchObject({ state: 'cancelled' });
});

test('what was taken back and posted by other hands since waits for a person', async () => {
  const { order, agent, seq } = await postedOrder();
  await agent.handlers['undo.do'](seq);
  const [file = ''] = await documents('sales-orders');
  const path = join(world.erpFolder, 'sales-orders', file);
  await writeFile(path, (await readFile(path, 'utf8')).replace('"cancelled"', '"posted"'));
  await agent.handlers['order.retry'](order.name);
  expect(agent.snapshot().problems).toMatchObject([
    { problem: { code: 'taken-back-posted' }, decisions: ['leave-as-is'] },
  ]);
  expect(await documents('credit-notes')).toHaveLength(1);
});
