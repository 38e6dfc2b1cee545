import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { standardOwnership } from '../../core/ownership/presets.ts';
import { DEFAULT_SCOPES } from '../../core/sample/shop/access.ts';
import type { SampleShop } from '../../core/sample/shop/server.ts';
import { openProgram } from '../main/headless/program.ts';
import { ordinary } from '../world/orders.ts';
import { ownerStore } from '../world/ownership.ts';
import { newPc, openWorld, type Pc, type World } from '../world/world.ts';

const scopes = [...DEFAULT_SCOPES, 'read_all_orders'];
const mug = 'MUG-SLT-350 at Stock room';

/** Every file of the ERP, byte by byte. */
async function booksIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(file => file.isFile());
  const read = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path, await readFile(path, 'base64')] as const;
  });
  return new Map((await Promise.all(read)).toSorted(([a], [b]) => a.localeCompare(b)));
}

/** All of the shop's data. */
const dataOf = ({ store }: SampleShop): string => JSON.stringify(store.toSeed());

/** What both sides hold now, to be found so again. */
async function witness(shop: SampleShop, erpFolder: string) {
  const from = shop.requests.length;
  const [data, books] = [dataOf(shop), await booksIn(erpFolder)];
  return async (): Promise<void> => {
    const sent = shop.requests.slice(from);
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter(one => one.isMutation).flatMap(one => one.fields)).toEqual([]);
    expect(dataOf(shop)).toBe(data);
    expect(await booksIn(erpFolder)).toEqual(books);
  };
}

/** Somebody counts the mug and gives it another price, in the ERP. */
async function changeBooks(erpFolder: string): Promise<void> {
  const change = async (name: string, from: string | RegExp, to: string): Promise<void> => {
    const file = join(erpFolder, name);
    const text = await readFile(file, 'utf8');
    expect(text).toMatch(from);
    await writeFile(file, text.replace(from, to));
  };
  await change('stock.json', '"onHand": 180', '"onHand": 175');
  await change('items.json', /("code": "MUG-SLT-350"[^]*?"price": ")[^"]+/, '$199.00');
}

const intended = [
  { flow: 'import-orders', record: '#1001', outcome: 'write', words: 'Post the sales order' },
  { flow: 'sync-products', record: 'MUG-SLT-350', outcome: 'write', words: 'Change the variant' },
  { flow: 'export-stock', record: mug, outcome: 'write', words: 'Set the stock' },
].map(row => expect.objectContaining(row));

describe('OPS-09 on live data, the full list of intended writes is shown and none is sent', () => {
  let world: World;
  let pc: Pc;
  beforeEach(async () => {
    world = await openWorld({ shop: { seed: 'empty', scopes } });
    pc = newPc('Office PC', world.clock);
    // Both sides agree at first; then an order, a count and a price.
    const before = await world.openAgent({ pc, ownership: ownerStore(standardOwnership) });
    await before.start();
    await before.stop();
    world.clock.advance(60_000);
    world.shop.placeOrder(ordinary({ lines: [{ sku: 'LIN-TWL-OAT' }] }));
    await changeBooks(world.erpFolder);
  });
  afterEach(() => world.close());

  test('asked for from the page', async () => {
    const agent = await world.openAgent({ pc, ownership: ownerStore(standardOwnership) });
    const unchanged = await witness(world.shop, world.erpFolder);
    const seq = agent.journal.head.seq;
    await agent.handlers['preview.start']('all', '');
    await expect.poll(() => agent.handlers['preview.state'](), { timeout: 20_000 }).toMatchObject({ isLooking: false });
    expect(await agent.handlers['preview.state']()).toMatchObject({ failure: undefined });
    const { rows } = await agent.handlers['preview.rows'](0, 200);
    expect(rows).toEqual(expect.arrayContaining(intended));
    await unchanged();
    expect(agent.journal.head.seq).toBe(seq);
  });

  test('by the scheduled runs of an agent that only watches', async () => {
    const agent = await world.openAgent({ pc, mode: 'watch', ownership: ownerStore(standardOwnership) });
    const unchanged = await witness(world.shop, world.erpFolder);
    const seq = agent.journal.head.seq;
    await agent.start();
    await world.pass(agent, 1);
    const { lastRun, watched, goods } = agent.snapshot();
    expect(lastRun).toMatchObject({
      trigger: 'schedule',
      words: 'Only watched: 1 order would be written. Nothing was.',
    });
    expect(watched).toMatchObject({ orders: 1, writes: expect.arrayContaining([{ words: 'sales order', count: 1 }]) });
    expect(goods).toMatchObject([
      { flow: 'sync-products', words: 'Only watched: 1 product would be written. Nothing was.' },
      { flow: 'export-stock', words: expect.stringMatching(/^Only watched: \d+ stock levels? would be written/) },
    ]);
    const [place] = (await agent.handlers['stock.view']()).locations;
    const query = { location: place?.id ?? '', fate: 'write', search: 'MUG-SLT', offset: 0, limit: 200 } as const;
    expect((await agent.handlers['stock.rows'](query)).rows).toMatchObject([{ sku: 'MUG-SLT-350', willBe: 175 }]);
    await unchanged();
    expect(agent.journal.head.seq).toBe(seq);
  });
});

test('OPS-09 from the command line, by a preview and by an agent that only watches, the journal untouched', async () => {
  const program = await openProgram({ scopes });
  onTestFinished(() => program.close());
  const { run, shop, folder } = program;
  const [erp, settings] = [join(folder, 'erp'), join(folder, 'settings.json')];
  expect((await run('sync')).code).toBe(0);
  shop.placeOrder(ordinary({ lines: [{ sku: 'LIN-TWL-OAT' }] }));
  await changeBooks(erp);
  const journal = await booksIn(join(folder, 'journal'));
  const unchanged = await witness(shop, erp);
  const preview = await run('sync', '--preview', '--json');
  expect(preview.code).toBe(0);
  expect(z.object({ rows: z.array(z.unknown()) }).parse(JSON.parse(preview.out)).rows).toEqual(
    expect.arrayContaining(intended),
  );
  await unchanged();
  expect(await booksIn(join(folder, 'journal'))).toEqual(journal);
  await writeFile(settings, (await readFile(settings, 'utf8')).replace('"mode": "live"', '"mode": "watch"'));
  const watch = await run('sync');
  expect(watch).toMatchObject({ code: 0, out: expect.stringContaining('Only watched: 1 order would be written') });
  expect(watch.out).toMatch(/^Stock: .*Only watched: \d+ stock levels? would be written/m);
  expect((await run('sync', '--flow', 'sync-products')).out).toContain('Only watched: 1 product would be written');
  await unchanged();
});
