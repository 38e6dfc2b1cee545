import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Scope } from '../../../../core/engine/comparison.ts';
import { retryPolicies } from '../../../../core/engine/retry.ts';
import { runComparison } from '../../../../core/engine/run-comparison.ts';
import { SyncError } from '../../../../core/errors.ts';
import { syncProducts } from '../../../../core/flows/sync-products/flow.ts';
import { openJournalOn, type Journal } from '../../../../core/journal/journal.ts';
import { MemoryJournal } from '../../../fakes/memory-journal.ts';
import { worldClock } from '../../../world/clock.ts';
import { asks, item, policy, product, variant, wins } from './parts.ts';
import { PlainErp, PlainShop } from './sides.ts';

const clock = worldClock(Date.parse('2026-11-26T10:00:00Z'));
const id = variant(1, null).id;
const prices = policy({ 'variant.price': asks('erp'), 'product.title': wins('erp') });
let shop: PlainShop;
let erp: PlainErp;
let journal: Journal;
let runs = 0;
beforeEach(async () => {
  shop = new PlainShop(product(1, [variant(1, 'MUG'), variant(2, 'MUG-L')]), product(2, [variant(3, null)]));
  erp = new PlainErp(
    item(1, 'MUG', { values: { price: '14.95' } }),
    { ...item(2, 'MUG-L'), family: item(1, 'MUG').family },
    item(3, 'JUG'),
  );
  journal = await openJournalOn(new MemoryJournal(), { version: '0', device: 'PC' });
});

const deps = () => ({
  journal,
  clock,
  policies: retryPolicies,
  mayWrite: async () => {},
  writing: new AbortController().signal,
  onProgress: () => {},
});
const go = (by = prices, scope: Scope = { kind: 'all' }) =>
  runComparison(
    syncProducts({ shop, erp, policy: by, goods: journal.view.goods }),
    deps(),
    { run: `run-${++runs}`, trigger: 'schedule', scope },
    new AbortController().signal,
  );
/** The first run is held, as its rule is to ask; a person lets it pass. */
const begin = async () => {
  const { summary } = await go();
  expect(writesSent()).toBe(0);
  const held = [...journal.view.holds.values()].map(({ flow, key }) => ({ flow, key }));
  expect(held.map(({ key }) => key)).toEqual(['first-load']);
  await journal.append(...held.map(one => ({ kind: 'hold-ended', ...one, how: 'approved', by: 'Ada' }) as const));
  return { first: summary, second: (await go()).summary };
};
const priceInShop = (): string | null | undefined => shop.held.get(product(1, []).id)?.variants[0]?.values.price;
const setInShop = (values: Readonly<Record<string, string | null>>): void => {
  const one = product(1, [variant(1, 'MUG', { values, updatedAt: '2026-11-26T10:30:00Z' }), variant(2, 'MUG-L')]);
  shop.put({ ...one, updatedAt: '2026-11-26T10:30:00Z' });
};
const setInErp = (values: Readonly<Record<string, string | null>>): void => {
  erp.held.set('1', item(1, 'MUG', { values }));
};
const goods = (of = id) => journal.view.goods.get(of);
const writesSent = (): number => shop.calls.filter(call => call.startsWith('update')).length;

test('a first run asks where the sides differ and lists what has no partner, then brings them together, and a third writes nothing', async () => {
  const { first, second } = await begin();
  expect(first.counts).toMatchObject({ posted: 0, skipped: 3, parked: 1 });
  expect(priceInShop()).toBe('14.95');
  expect(second.counts).toMatchObject({ posted: 1, parked: 0 });
  expect(goods(variant(3, null).id)).toMatchObject({ state: 'skipped', cause: 'blank-sku' });
  expect(goods('erp:item:JUG')).toMatchObject({ state: 'skipped', cause: 'not-in-shop' });
  await go();
  const { seq } = journal.view;
  const sent = writesSent();
  await go();
  expect(writesSent()).toBe(sent);
  expect(journal.view.seq).toBe(seq);
});

test('one change makes one Write', async () => {
  await begin();
  await go();
  shop.calls.length = 0;
  setInErp({ price: '15.25' });
  erp.changed = ['1'];
  await go(prices, { kind: 'changed', since: '2026-11-26T09:00:00Z', also: [] });
  expect(priceInShop()).toBe('15.25');
  expect(shop.calls.filter(call => call.startsWith('update'))).toEqual(['updateVariants 1']);
  expect(shop.calls).not.toContain('products');
});

describe('PRD-07 a field that was edited on the side that does not own it', () => {
  beforeEach(async () => {
    await begin();
    await go();
    setInShop({ price: '15.5' });
  });
  const choose = (choice: string) => journal.append({ kind: 'chosen', record: { id, name: 'MUG' }, choice, by: 'Ada' });

  test('is asked about and stays, and is not asked again while nothing changes', async () => {
    await go();
    expect(goods()?.problem).toMatchObject({ title: 'MUG has two prices' });
    expect(priceInShop()).toBe('15.5');
    const { seq } = journal.view;
    await go();
    expect(journal.view.seq).toBe(seq);
  });
  test.each([
    ['erp', '14.95'],
    ['shopify', '15.5'],
  ])('is settled as a person chooses: %s', async (side, value) => {
    await go();
    await choose(`variant.price=${side}`);
    await go(prices, { kind: 'only', ids: [id] });
    expect(priceInShop()).toBe(value);
    expect(erp.held.get('1')?.values.price).toBe(value);
    await go();
    expect(goods()).toMatchObject({ state: 'agreed', problem: undefined });
  });
  test('loses to its owner where the rule says so', async () => {
    await go(policy({ 'variant.price': wins('erp') }));
    expect(priceInShop()).toBe('14.95');
  });
});

describe('PRD-10 deleted in Shopify', () => {
  beforeEach(async () => {
    await begin();
    await go();
    shop.held.delete(product(1, []).id);
  });
  test('asks once, deletes nothing, and after a choice to keep it asks no more', async () => {
    await go(policy({ 'products.create': asks('erp') }));
    expect(goods()).toMatchObject({ state: 'conflict', cause: 'deleted-in-shop' });
    await journal.append({ kind: 'chosen', record: { id, name: 'MUG' }, choice: 'keep', by: 'Ada' });
    await go(policy({ 'products.create': asks('erp') }), { kind: 'only', ids: [id] });
    expect(goods()).toMatchObject({ state: 'skipped', cause: 'kept-on-one-side' });
    await go(policy({ 'products.create': asks('erp') }));
    expect(goods()).toMatchObject({ state: 'skipped' });
    expect(erp.held.size).toBe(3);
    expect([...shop.held.values()].flatMap(({ variants }) => variants.map(({ values }) => values.sku))).not.toContain(
      'MUG',
    );
  });
});

test('what is made on the other side is matched by its SKU with the next run, and made once', async () => {
  const by = policy({ 'products.create': asks('erp'), 'variant.price': asks('erp'), 'product.status': wins('erp') });
  await go(by);
  await go(by);
  await go(by);
  expect(shop.calls.filter(call => call === 'createProduct')).toHaveLength(1);
  const made = [...shop.held.values()].find(({ variants }) => variants[0]?.values.sku === 'JUG');
  expect(made?.values.status).toBe('draft');
  expect(goods(made?.variants[0]?.id ?? '')).toMatchObject({ state: 'agreed' });
});

test('a lost reply is asked for by reading again, and nothing is written twice', async () => {
  const send = shop.updateVariants;
  let lost = false;
  shop.updateVariants = async (...args) => {
    const answer = await send(...args);
    if (lost) return answer;
    lost = true;
    throw new SyncError('transient', 'timeout', 'No answer.', { system: 'shop' });
  };
  await begin();
  expect(priceInShop()).toBe('14.95');
  expect(shop.calls.filter(call => call.startsWith('updateVariants'))).toEqual(['updateVariants 1']);
  expect(goods()).toMatchObject({ state: 'agreed', open: [] });
});

test('whatever both sides do: an owner who wins is followed, and nobody writes against the owner', async () => {
  const value = fc.constantFrom('10', '11', '12');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.boolean(), value), { maxLength: 6 }),
      fc.constantFrom('erp', 'shopify'),
      async (edits, owner) => {
        journal = await openJournalOn(new MemoryJournal(), { version: '0', device: 'PC' });
        shop = new PlainShop(product(1, [variant(1, 'MUG')]));
        erp = new PlainErp(item(1, 'MUG'));
        const by = policy({ 'variant.price': wins(owner) });
        await go(by);
        for (const [isShop, price] of edits) {
          const owned = owner === 'erp' ? erp.held.get('1')?.values.price : priceInShop();
          if (isShop) shop.put(product(1, [variant(1, 'MUG', { values: { price }, updatedAt: shop.now() })]));
          else setInErp({ price });
          const isOwners = isShop === (owner === 'shopify');
          await go(by);
          const wanted = isOwners ? price : owned;
          expect([priceInShop(), erp.held.get('1')?.values.price]).toEqual([wanted, wanted]);
        }
      },
    ),
    { numRuns: 40 },
  );
});
