import { describe, expect, test } from 'vitest';
import { lotOf, sendLot } from '../../../../core/flows/sync-products/send.ts';
import { SyncError } from '../../../../core/errors.ts';
import { asks, item, plans, policy, product, variant, wins, writesOf } from './parts.ts';
import { PlainErp, PlainShop } from './sides.ts';

const signal = new AbortController().signal;
const shopWith = (...prices: readonly string[]) =>
  product(
    1,
    prices.map((price, at) => variant(at + 1, `S${at + 1}`, { values: { price } })),
  );
const itemsWith = (...prices: readonly string[]) =>
  prices.map((price, at) => item(at + 1, `S${at + 1}`, { values: { price } }));
const owned = policy({ 'variant.price': wins('erp'), 'product.title': wins('erp') });
const planned = (shop: PlainShop, erp: PlainErp, by = owned) =>
  [...plans([...shop.held.values()], [...erp.held.values()], by).values()].flatMap(writesOf);

describe('variants', () => {
  test('of one product go as one request, and are read just before', async () => {
    const shop = new PlainShop(shopWith('1', '2', '3'));
    const erp = new PlainErp(...itemsWith('11', '12', '3'));
    const writes = planned(shop, erp).filter(({ action }) => action === 'update-variant');
    expect(new Set(writes.map(lotOf)).size).toBe(1);
    const sent = await sendLot(writes, { shop, erp, policy: owned }, signal);
    expect(sent).toMatchObject([
      { kind: 'landed', landed: { name: 'S1', how: 'written', fields: [] } },
      { kind: 'landed', landed: { name: 'S2', how: 'written', fields: [] } },
    ]);
    expect(shop.calls).toEqual(['productsOf 1', 'updateVariants 2']);
  });

  test('that somebody changed since are stale, that are right already are found, and the rest goes', async () => {
    const shop = new PlainShop(shopWith('1', '2', '3'));
    const erp = new PlainErp(...itemsWith('11', '12', '13'));
    const writes = planned(shop, erp).filter(({ action }) => action === 'update-variant');
    shop.put(shopWith('9', '12', '3'));
    expect(await sendLot(writes, { shop, erp, policy: owned }, signal)).toMatchObject([
      { kind: 'stale' },
      { kind: 'landed', landed: { how: 'found' } },
      { kind: 'landed', landed: { how: 'written' } },
    ]);
    expect(shop.calls).toEqual(['productsOf 1', 'updateVariants 1']);
  });

  test('that Shopify refuses do not stop the others', async () => {
    const shop = new PlainShop(shopWith('1', '2'));
    const erp = new PlainErp(...itemsWith('11', '12'));
    const writes = planned(shop, erp).filter(({ action }) => action === 'update-variant');
    shop.refuses.add(variant(1, null).id);
    expect(await sendLot(writes, { shop, erp, policy: owned }, signal)).toMatchObject([
      { kind: 'refused', error: { code: 'product-refused' } },
      { kind: 'landed' },
    ]);
  });
});

test('a product that was changed since is stale, and one that is gone too', async () => {
  const shop = new PlainShop(shopWith('1'));
  const erp = new PlainErp(item(1, 'S1', { family: { id: 'f1', updatedAt: '', values: { title: 'Slate' } } }));
  const writes = planned(shop, erp).filter(({ action }) => action === 'update-product');
  expect(writes).toHaveLength(1);
  shop.put({ ...shopWith('1'), values: { title: 'By hand' } });
  expect(await sendLot(writes, { shop, erp, policy: owned }, signal)).toEqual([{ kind: 'stale' }]);
  shop.held.clear();
  expect(await sendLot(writes, { shop, erp, policy: owned }, signal)).toEqual([{ kind: 'stale' }]);
  expect(shop.calls).not.toContain('updateProduct');
});

test('what the other side makes of a value is told', async () => {
  const shop = new PlainShop(shopWith('1'));
  const erp = new PlainErp(...itemsWith('11'));
  const writes = planned(shop, erp).filter(({ action }) => action === 'update-variant');
  shop.updateVariants = async () => shopWith('10.99');
  expect(await sendLot(writes, { shop, erp, policy: owned }, signal)).toMatchObject([
    { landed: { fields: [{ field: 'price', before: '11', after: '10.99' }] } },
  ]);
});

describe('items', () => {
  const byShop = policy({ 'variant.price': wins('shopify'), 'products.create': asks('shopify') });
  test('PRD-04 are compared with what they were, and named with their price list', async () => {
    const listed = { ...byShop, settings: { priceList: 'A', limitPercent: 10 } };
    const shop = new PlainShop(shopWith('1'));
    const erp = new PlainErp(...itemsWith('11'));
    const writes = planned(shop, erp, listed);
    expect(await sendLot(writes, { shop, erp, policy: listed }, signal)).toMatchObject([{ kind: 'landed' }]);
    expect(erp.priceLists).toEqual(['A']);
    erp.held.set('1', item(1, 'S1', { values: { price: '99' } }));
    expect(await sendLot(writes, { shop, erp, policy: listed }, signal)).toEqual([{ kind: 'stale' }]);
  });
  test('are made once, and never where the code has come up meanwhile', async () => {
    const shop = new PlainShop(shopWith('1'));
    const erp = new PlainErp();
    const writes = planned(shop, erp, byShop);
    expect(writes.map(({ action }) => action)).toEqual(['create-item']);
    erp.held.set('7', item(7, 'S1'));
    expect(await sendLot(writes, { shop, erp, policy: byShop }, signal)).toEqual([{ kind: 'stale' }]);
    erp.held.clear();
    expect(await sendLot(writes, { shop, erp, policy: byShop }, signal)).toMatchObject([
      { kind: 'landed', landed: { name: 'S1' } },
    ]);
    expect(erp.calls.filter(call => call === 'createItem')).toHaveLength(1);
  });
  test('a lost reply is no answer', async () => {
    const shop = new PlainShop(shopWith('1'));
    const erp = new PlainErp(...itemsWith('11'));
    const writes = planned(shop, erp, byShop);
    erp.updateItem = async () => {
      throw new SyncError('transient', 'timeout', 'No answer.');
    };
    await expect(sendLot(writes, { shop, erp, policy: byShop }, signal)).rejects.toMatchObject({ code: 'timeout' });
  });
});
