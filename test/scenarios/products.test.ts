import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { priceLists } from '../../core/erp/sample/masters.ts';
import { conflictFacts } from '../../core/flows/sync-products/conflict.ts';
import type { GoodsState } from '../../core/journal/goods.ts';
import type { FieldRule } from '../../core/model/ownership.ts';
import type { OwnedField } from '../../core/model/owned-field.ts';
import type { ErpItem, ProductVariant, ShopProduct } from '../../core/model/product.ts';
import { CATALOGUE } from '../../core/sample/shop/catalogue.ts';
import { ordersAlone, ownerStore } from '../world/ownership.ts';
import { openWorld, shopOf, type AgentOptions, type TestAgent, type World } from '../world/world.ts';
import { withVerbs, type WholeShop } from '../world/wrap.ts';

const live = () => new AbortController().signal;
const all = { trigger: 'sweep', flow: 'sync-products' } as const;
const asks = (owner: FieldRule['owner']): FieldRule => ({ owner, onConflict: 'hold-and-ask', responsible: null });
const wins = (owner: FieldRule['owner']): FieldRule => ({ owner, onConflict: 'owner-wins', responsible: null });
const owned = (rules: Readonly<Partial<Record<OwnedField, FieldRule>>>) => ownerStore({ ...ordersAlone, ...rules });

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
  onTestFinished(() => world.close());
});
/** An agent that has compared both sides once and again, so that all links stand. */
async function settled(
  rules: Readonly<Partial<Record<OwnedField, FieldRule>>>,
  options: Omit<AgentOptions, 'ownership'> = {},
): Promise<TestAgent> {
  const agent = await world.openAgent({ ...options, ownership: owned(rules) });
  await agent.start();
  await agent.run(all);
  return agent;
}
/** A minute later, as Shopify's own times count in seconds. */
const later = (): void => world.clock.advance(60_000);

async function inShop(): Promise<readonly ShopProduct[]> {
  const found: ShopProduct[] = [];
  for await (const page of shopOf(world).products(live())) found.push(...page);
  return found;
}
const variants = async (sku: string): Promise<readonly ProductVariant[]> =>
  (await inShop()).flatMap(product => product.variants).filter(({ values }) => values.sku === sku);
async function inErp(code: string, priceList?: string): Promise<readonly ErpItem[]> {
  const found: ErpItem[] = [];
  for await (const page of world.erp.items({ codes: [code] }, priceList, live())) found.push(...page);
  return found;
}
async function setInErp(code: string, price: string): Promise<void> {
  const [item] = await inErp(code);
  if (item === undefined) throw new Error(`no ${code}`);
  const before = { price: item.values.price ?? null };
  await world.erp.updateItem(item.id, { before, values: { price }, priceList: undefined }, live());
}
const stateOf = (agent: TestAgent, name: string): readonly GoodsState[] =>
  [...agent.journal.view.goods.values()].filter(one => one.name === name);
const mutations = (): readonly string[] =>
  world.shop.requests
    .filter(({ isMutation }) => isMutation)
    .flatMap(({ fields }) => fields.filter(one => one.startsWith('product')));

test('PRD-01: a variant without a SKU is listed, never matched by its title, and no item is made for it', async () => {
  world.shop.addProduct({ title: 'Gift wrap', variants: [{ sku: '', price: '3.00' }] });
  const before = await readFile(join(world.erpFolder, 'items.json'), 'utf8');
  const agent = await settled({ 'products.create': asks('shopify'), 'variant.price': asks('erp') });
  expect(stateOf(agent, 'Gift wrap')).toMatchObject([
    { state: 'skipped', cause: 'not-matched' },
    { state: 'skipped', cause: 'blank-sku', reason: expect.stringContaining('Gift wrap has no SKU') },
  ]);
  expect(await readFile(join(world.erpFolder, 'items.json'), 'utf8')).toBe(before);
});

test('PRD-02: two variants that share a SKU both stop, the pair is shown, and both go on once one is changed', async () => {
  const agent = await settled({ 'variant.price': wins('erp') });
  world.shop.addProduct({ title: 'Slate mug, boxed', variants: [{ sku: 'MUG-SLT-350', price: '20.00' }] });
  await setInErp('MUG-SLT-350', '15.50');
  await agent.run(all);
  const shared = stateOf(agent, 'MUG-SLT-350').filter(({ id }) => id.includes('ProductVariant'));
  expect(shared.map(({ state, problem }) => [state, problem?.title])).toEqual([
    ['parked', 'Two products share MUG-SLT-350'],
    ['parked', 'Two products share MUG-SLT-350'],
  ]);
  expect(shared[0]?.problem?.explanation).toContain('Slate mug, boxed');
  expect(new Set((await variants('MUG-SLT-350')).map(({ values }) => values.price))).toEqual(new Set(['14.9', '20']));

  later();
  const [boxed] = (await variants('MUG-SLT-350')).filter(({ title }) => title === 'Slate mug, boxed');
  world.shop.editVariant(boxed?.id ?? '', { sku: 'MUG-BOX-350' });
  await agent.run({ trigger: 'schedule' });
  expect((await variants('MUG-SLT-350')).map(({ values }) => values.price)).toEqual(['15.5']);
  expect(stateOf(agent, 'MUG-SLT-350')).toMatchObject([{ state: 'agreed' }]);
});

test('PRD-04: prices go to the chosen list, and other lists and the item keep theirs', async () => {
  const file = join(world.erpFolder, 'price-lists.json');
  const lists = async () => priceLists.parse(JSON.parse(await readFile(file, 'utf8'))).priceLists;
  const [trade] = await lists();
  const prices = Object.fromEntries(CATALOGUE.map(({ sku, price }) => [sku, price]));
  const three = [{ ...trade, prices }, ...['EXPORT', 'STAFF'].map(code => ({ ...trade, code }))];
  await writeFile(file, JSON.stringify({ priceLists: three }));
  const own = (await inErp('MUG-SLT-350'))[0]?.values.price;
  const others = (await lists()).slice(1);

  const options = { products: { priceList: 'TRADE', limitPercent: 100 } };
  const agent = await settled({ 'variant.price': wins('shopify') }, options);
  later();
  world.shop.editVariant('MUG-SLT-350', { price: '16.20' });
  await agent.run(all);
  expect((await inErp('MUG-SLT-350', 'TRADE'))[0]?.values.price).toBe('16.2');
  expect((await lists()).slice(1)).toEqual(others);
  expect((await inErp('MUG-SLT-350'))[0]?.values.price).toBe(own);
});

test('PRD-05: while an older answer comes in, as with a price job that still runs, nothing is written and no link ends', async () => {
  let old: readonly ShopProduct[] | undefined;
  const wrapShop = (shop: WholeShop): WholeShop =>
    withVerbs(shop, {
      async *products(signal) {
        if (old === undefined) yield* shop.products(signal);
        else yield old;
      },
    });
  const agent = await settled({ 'variant.price': wins('erp') }, { wrapShop });
  const before = await inShop();
  later();
  world.shop.addProduct({ title: 'Late vase', variants: [{ sku: 'VAS-LAT-100', price: '30.00' }] });
  await world.erp.createItem(
    { key: 'test:VAS', code: 'VAS-LAT-100', values: { title: 'Late vase', price: '30' } },
    live(),
  );
  await setInErp('MUG-SLT-350', '15.50');
  await agent.run(all);
  await agent.run(all);
  const names = ['MUG-SLT-350', 'VAS-LAT-100'];
  const agreed = names.map(name => stateOf(agent, name)[0]?.agreed);
  world.shop.clearRequests();

  // Neither the new price nor the new product is in it.
  old = before;
  await agent.run(all);
  expect(mutations()).toEqual([]);
  expect((await variants('MUG-SLT-350'))[0]?.values.price).toBe('15.5');
  expect(names.map(name => stateOf(agent, name)[0])).toMatchObject(
    agreed.map(one => ({ state: 'agreed', agreed: one })),
  );
});

describe('PRD-07: a field that the ERP owns was edited in Shopify', () => {
  const edited = async (rule: FieldRule): Promise<TestAgent> => {
    const agent = await settled({ 'variant.price': rule });
    later();
    world.shop.editVariant('MUG-SLT-350', { price: '15.50' });
    await agent.run({ trigger: 'schedule' });
    return agent;
  };
  test('hold and ask: owner, both values and both times are shown, and a choice settles it', async () => {
    const agent = await edited(asks('erp'));
    const [state] = stateOf(agent, 'MUG-SLT-350');
    expect(state?.problem).toMatchObject({ code: 'field-conflict', title: 'MUG-SLT-350 has two prices' });
    const facts = state?.problem && conflictFacts(state.problem).get('variant.price');
    expect(facts).toMatchObject({ shopify: '15.5', erp: '14.9', agreed: '14.9', owner: 'erp', rule: 'hold-and-ask' });
    expect(Date.parse(facts?.shopifyAt ?? '')).toBeGreaterThan(Date.parse(facts?.agreedAt ?? ''));
    expect((await variants('MUG-SLT-350'))[0]?.values.price).toBe('15.5');
    await agent.handlers['goods.choose'](state?.id ?? '', 'variant.price=erp');
    expect((await variants('MUG-SLT-350'))[0]?.values.price).toBe('14.9');
    expect(stateOf(agent, 'MUG-SLT-350')).toMatchObject([{ state: 'agreed' }]);
  });
  test('owner wins: it is set back, with the rule in the Write', async () => {
    const agent = await edited(wins('erp'));
    expect((await variants('MUG-SLT-350'))[0]?.values.price).toBe('14.9');
    const trace = await agent.journal.trace(stateOf(agent, 'MUG-SLT-350')[0]?.id ?? '');
    expect(trace.flatMap(entry => (entry.kind === 'intended' ? [entry.write.rule] : []))).toEqual([
      expect.stringContaining('owns the price of a variant, and wins over the change in Shopify'),
    ]);
  });
});

test('PRD-08: more than 250 variants of a product go in parts that Shopify takes', async () => {
  const many = Array.from({ length: 300 }, (_, at) => `BEAD-${String(at).padStart(3, '0')}`);
  world.shop.addProduct({
    title: 'Bead',
    option: 'Colour',
    variants: many.map(sku => ({ sku, title: sku, price: '1.00' })),
  });
  for (const code of many)
    await world.erp.createItem({ key: `test:${code}`, code, values: { title: code, price: '1.20' } }, live());
  world.shop.clearRequests();
  await settled({ 'variant.price': wins('erp') }, { products: { limitPercent: 100 } });
  expect(
    (await inShop()).find(({ title }) => title === 'Bead')?.variants.every(({ values }) => values.price === '1.2'),
  ).toBe(true);
  expect(mutations()).toEqual(['productVariantsBulkUpdate', 'productVariantsBulkUpdate']);
});

test('PRD-10: of what was deleted in Shopify the ERP keeps all, and a person is asked with what is in stock there', async () => {
  const agent = await settled({ 'products.create': asks('erp'), 'variant.price': wins('erp') });
  const items = await readFile(join(world.erpFolder, 'items.json'), 'utf8');
  later();
  world.shop.deleteProduct('Serving jug');
  await agent.run({ trigger: 'schedule' });
  const [state] = stateOf(agent, 'JUG-OAT-100');
  expect(state?.problem).toMatchObject({ code: 'deleted-in-shop', title: 'JUG-OAT-100 was deleted in Shopify' });
  expect(state?.problem?.explanation).toContain('still has 46 in stock');

  await agent.handlers['goods.choose'](state?.id ?? '', 'keep');
  await agent.run(all);
  expect(stateOf(agent, 'JUG-OAT-100')).toMatchObject([{ state: 'skipped', cause: 'kept-on-one-side' }]);
  expect(stateOf(agent, 'JUG-OAT-200')).toMatchObject([{ state: 'conflict' }]);
  expect(await variants('JUG-OAT-100')).toEqual([]);
  expect(await readFile(join(world.erpFolder, 'items.json'), 'utf8')).toBe(items);
});
