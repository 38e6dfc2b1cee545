import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CATALOGUE } from '../../core/sample/shop/catalogue.ts';
import { standardOwnership } from '../../core/ownership/presets.ts';
import { openApp } from '../../main/app.ts';
import { openRealShop, type RealShop } from '../e2e/real-shop.ts';
import { ordinary } from '../world/orders.ts';
import { standardOwner } from '../world/ownership.ts';
import { openWorld } from '../world/world.ts';

const good = `{
  "fields": {
    "customers.phone": { "owner": "nobody", "responsible": "Office" }
  }
}`;
/** As people slip in an editor, each with the line that it should be told. */
const slips: readonly (readonly [what: string, text: string, line: RegExp])[] = [
  ['a syntax error', good.replace('"nobody",', '"nobody"'), /Line 3.*comma/],
  [
    'two owners for a field',
    good.replace('"responsible"', '"owner": "erp", "responsible"'),
    /Line 3.*"owner" is there twice/,
  ],
  [
    'a field that is there twice',
    good.replace('"Office" }', '"Office" },\n    "customers.phone": { "owner": "erp" }'),
    /Line 4.*"customers.phone" is there twice/,
  ],
  [
    'an owner that cannot be',
    '{\n  "fields": {\n    "orders.lines": {\n      "owner": "erp"\n    }\n  }\n}',
    /line 4.*copied from Shopify/,
  ],
  [
    'stock that the ERP would take from Shopify',
    '{\n  "fields": {\n    "stock.on-hand": { "owner": "shopify" }\n  }\n}',
    /line 3.*"erp" or "nobody": people count the stock/,
  ],
  [
    'two owners at once',
    good.replace('"nobody"', '["erp", "shopify"]'),
    /line 3.*must be "shopify", "erp" or "nobody"/,
  ],
  ['a field that is not known', good.replace('customers.phone', 'customers.fone'), /line 3.*Did you mean .*phone/],
  ['a field without an owner', good.replace('"owner": "nobody", ', ''), /line 3.*owner is missing/],
  [
    'a rule that the field does not have',
    good.replace('"responsible"', '"onConflict": "owner-wins", "responsible"'),
    /line 3.*hold-and-ask/,
  ],
];

async function openShop(ownership: string): Promise<RealShop & { readonly write: (text: string) => Promise<void> }> {
  const real = await openRealShop(CATALOGUE);
  onTestFinished(() => real.close());
  const write = (text: string): Promise<void> => writeFile(join(real.folder, 'ownership.json'), text);
  await write(ownership);
  return { ...real, write };
}
async function openAgent({ folder, env }: RealShop) {
  const app = await openApp(folder, { env });
  onTestFinished(() => app.close());
  return app.agent;
}
test.each(slips)(
  'REC-08 %s: keeps the last good version, writes nothing, points at the line, and goes on once mended',
  async (_what, bad, line) => {
    const real = await openShop(good);
    const agent = await openAgent(real);
    real.shop.placeOrder(ordinary());
    await agent.start();
    expect(agent.snapshot().counts.posted).toBe(1);

    await real.write(bad);
    real.shop.placeOrder(ordinary());
    await expect(agent.handlers['run.now']()).rejects.toThrow(line);
    await agent.run({ trigger: 'schedule' });
    const held = agent.snapshot();
    expect(held).toMatchObject({ light: 'failed', counts: { posted: 1 } });
    // The shop lets this app read orders alone: that is worth knowing, and another matter.
    expect(held.banners.filter(({ severity }) => severity !== 'note')).toEqual([
      expect.objectContaining({ code: 'ownership-slip', explanation: expect.stringMatching(line) }),
    ]);
    expect(await readFile(join(real.folder, 'ownership.json'), 'utf8')).toBe(bad);
    expect(await readFile(join(real.folder, 'ownership.previous.json'), 'utf8')).toBe(good);

    await real.write(good);
    await agent.tick();
    await agent.run({ trigger: 'schedule' });
    expect(agent.snapshot()).toMatchObject({ light: 'ok', counts: { posted: 2 } });
    expect(agent.snapshot().banners.filter(({ severity }) => severity !== 'note')).toEqual([]);
  },
);

test('REC-08 at a start: it starts, says so, writes nothing, and goes on once mended', async () => {
  const real = await openShop(good);
  await (await openApp(real.folder, { env: real.env })).close();
  await real.write('{ "fields": ');
  real.shop.placeOrder(ordinary());
  const agent = await openAgent(real);
  await agent.start();
  expect(agent.snapshot()).toMatchObject({
    light: 'failed',
    verdict: 'Nothing is written until ownership.json is mended.',
    counts: { posted: 0 },
  });
  expect(agent.snapshot().banners[0]?.explanation).toContain('Line 1');
  await real.write(good);
  await agent.handlers['run.now']();
  expect(agent.snapshot()).toMatchObject({ light: 'ok', counts: { posted: 1 } });
});

test('REC-08 a slip during a run stops it before its next write, and nobody has to resume it', async () => {
  const world = await openWorld({ shop: { seed: 'empty' } });
  onTestFinished(() => world.close());
  let slip: string | undefined;
  const agent = await world.openAgent({ ownership: { ...standardOwner, slip: () => slip } });
  for (let order = 0; order < 3; order += 1) world.shop.placeOrder(ordinary());
  const off = agent.subscribe(({ running }) => {
    if (running?.words === 'Posting #1002') slip = 'ownership.json, line 3: two owners.';
  });
  await agent.start();
  expect(agent.snapshot()).toMatchObject({ light: 'failed', counts: { posted: 1 }, problems: [] });
  expect(agent.snapshot().banners.map(({ code }) => code)).toEqual(['ownership-slip']);
  off();
  slip = undefined;
  await agent.run({ trigger: 'schedule' });
  expect(agent.snapshot()).toMatchObject({ light: 'ok', counts: { posted: 3, pending: 0 } });
});

test('a field that Shopify does not own is not written, and each write names the rule that allows it', async () => {
  const real = await openShop('{ "fields": { "customers.email": { "owner": "erp" } } }');
  const agent = await openAgent(real);
  real.shop.placeOrder(ordinary());
  await agent.start();
  const trace = await agent.handlers['order.trace']('#1001');
  const [customer, ...others] = (trace?.steps ?? []).filter(({ kind }) => kind === 'intended');
  expect(customer?.why).toMatch(/^Shopify owns name and address of a new customer; /);
  expect(customer?.fields).toContainEqual({ field: 'email', before: null, after: null });
  expect(customer?.fields).toContainEqual({ field: 'name', before: null, after: expect.stringMatching(/^~/) });
  expect(others.map(({ why }) => why)).toContain('Shopify owns lines and totals of an order');
  const folder = join(real.folder, 'erp', 'customers');
  const books = await Promise.all((await readdir(folder)).map(name => readFile(join(folder, name), 'utf8')));
  expect(books.join()).toContain('Baker');
  expect(books.join()).not.toContain('ada.baker');
});

test('REC-08 what was edited by hand is journaled with before and after when it is taken up, and a slip is not', async () => {
  const real = await openShop(good);
  const agent = await openAgent(real);
  await agent.start();
  const { onConflict } = standardOwnership['customers.phone'];
  const owned = async (): Promise<readonly unknown[]> => {
    const folder = join(real.folder, 'journal');
    const days = await Promise.all((await readdir(folder)).map(day => readFile(join(folder, day), 'utf8')));
    const lines = days.flatMap(day => day.trim().split('\n')).map((line): unknown => JSON.parse(line));
    return lines.filter(line => new Map(Object.entries(Object(line))).get('kind') === 'owned');
  };
  expect(await owned()).toEqual([
    expect.objectContaining({
      field: 'customers.phone',
      before: JSON.stringify(standardOwnership['customers.phone']),
      after: JSON.stringify({ owner: 'nobody', onConflict, responsible: 'Office' }),
      by: 'whoever edited ownership.json',
    }),
  ]);
  await real.write('{ "fields": ');
  await agent.tick();
  expect(await owned()).toHaveLength(1);
  await real.write(good.replace('Office', 'Ada'));
  await agent.tick();
  expect(await owned()).toHaveLength(2);
});
