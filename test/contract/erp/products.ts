import { expect, test } from 'vitest';
import { SyncError } from '../../../core/errors.ts';
import type { ErpGoods } from '../../../core/goods-ports.ts';
import { instantOf } from '../../../core/model/time.ts';
import { freshNumber } from './drafts.ts';
import { signal, type ErpFixture } from './fixture.ts';
import { damages } from './goods-fixture.ts';
import { itemDraft, itemsOf, newItem, valuesOf, type GoodsValues } from './goods.ts';

/** Another value for each field. */
const other = (): GoodsValues => ({
  title: `Kettle ${freshNumber()}`,
  description: '<p>Boils water.</p>',
  vendor: 'Calder Pottery',
  type: 'Kitchen',
  tags: `brass, new-${freshNumber()}`,
  status: 'archived',
  barcode: freshNumber(),
  price: '21.55',
  'compare-at-price': '30',
  cost: '7.1',
  weight: '1250',
  tracked: 'no',
});

export function productPromises(open: () => ErpFixture): void {
  const written = async (): Promise<GoodsValues> => {
    const { writesFields } = await open().erp.goodsFeatures(signal());
    return Object.fromEntries(Object.entries(other()).filter(([field]) => writesFields.some(one => one === field)));
  };

  test('tells every field that it says it reads, in the form both sides use', async () => {
    const fixture = open();
    const { readsFields, createsItems } = await fixture.erp.goodsFeatures(signal());
    expect(createsItems).toBe(true);
    const made = await newItem(fixture, { barcode: freshNumber() });
    const [item, ...more] = await itemsOf(fixture.erp, { codes: [made.code, 'no-such-code'] });
    expect(more).toEqual([]);
    expect(item).toEqual(made);
    const values = item === undefined ? {} : valuesOf(item);
    expect(Object.keys(values).toSorted()).toEqual([...readsFields].toSorted());
    expect(values).toMatchObject({
      sku: made.code,
      price: '14.9',
      cost: '5.2',
      weight: '410',
      tracked: 'yes',
      tags: null,
    });
    expect(item).toMatchObject({ name: values.title, active: true });
    expect(values.status).toBe('active');
  });

  test('makes one item of one key, and none beside another that has its code', async () => {
    const { erp } = open();
    const draft = itemDraft();
    const made = await erp.createItem(draft, signal());
    expect(await erp.createItem({ ...draft, values: { title: 'Something else' } }, signal())).toEqual(made);
    const again = { ...itemDraft(), code: draft.code };
    await expect(erp.createItem(again, signal())).rejects.toMatchObject({ category: 'rejected', code: 'code-taken' });
    expect((await itemsOf(erp, { codes: [draft.code] })).length).toBe(1);
  });

  test('sets what it is told to, field by field, and nothing else', async () => {
    const fixture = open();
    const { erp } = fixture;
    let held = await newItem(fixture);
    for (const [field, value] of Object.entries(await written())) {
      const before = valuesOf(held);
      held = await erp.updateItem(held.id, { before, values: { [field]: value }, priceList: undefined }, signal());
      expect(valuesOf(held)).toEqual({ ...before, [field]: value });
      expect(await itemsOf(erp, { codes: [held.code] })).toEqual([held]);
    }
  });

  test('sets all fields at once, and takes away what may be none', async () => {
    const fixture = open();
    const { erp } = fixture;
    const item = await newItem(fixture);
    const values = await written();
    const before = valuesOf(item);
    const set = await erp.updateItem(item.id, { before, values, priceList: undefined }, signal());
    expect(valuesOf(set)).toEqual({ ...before, ...values });
    const none = { barcode: null, tags: null, cost: null, weight: null };
    const back = await erp.updateItem(set.id, { before: valuesOf(set), values: none, priceList: undefined }, signal());
    expect(valuesOf(back)).toEqual({ ...before, ...values, ...none });
  });

  test('refuses a change, with nothing changed, when the item is no longer as it was', async () => {
    const fixture = open();
    const { erp, goods } = fixture;
    const item = await newItem(fixture);
    await goods.reprice(item.code, '15.20');
    const change = { before: { price: '14.9', title: item.name }, values: { price: '16', title: 'New' } };
    const stale = erp.updateItem(item.id, { ...change, priceList: undefined }, signal());
    await expect(stale).rejects.toMatchObject({ category: 'conflict', code: 'changed-meanwhile', system: 'erp' });
    const [now] = await itemsOf(erp, { codes: [item.code] });
    expect(now?.values.price).toBe('15.2');
    expect(now?.family.values.title).toBe(item.family.values.title);
    const done = { before: { price: '14.9' }, values: { price: '15.2' }, priceList: undefined };
    expect((await erp.updateItem(item.id, done, signal())).values.price).toBe('15.2');
    const unknown = erp.updateItem('999999999', done, signal());
    await expect(unknown).rejects.toMatchObject({ category: 'rejected', code: 'unknown-item' });
  });

  test('PRD-04: writes a price to one list, and leaves the others and the own price untouched', async () => {
    const fixture = open();
    const { erp, goods, currency } = fixture;
    const [a, b] = goods.priceLists;
    const { priceLists } = await erp.goodsFeatures(signal());
    expect(priceLists).toEqual(expect.arrayContaining([a, b].map(code => expect.objectContaining({ code, currency }))));
    const item = await newItem(fixture);
    const set = (list: string, before: string | null, price: string | null) =>
      erp.updateItem(item.id, { before: { price: before }, values: { price }, priceList: list }, signal());
    const told = async (list?: string) => (await itemsOf(erp, { codes: [item.code] }, list))[0]?.values.price;
    expect(await told(a)).toBeNull();
    await set(b, null, '9.99');
    expect((await set(a, null, '12.35')).values.price).toBe('12.35');
    await expect(set(a, '12', '13')).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await set(a, '12.35', '12.5');
    expect([await told(a), await told(b), await told()]).toEqual(['12.5', '9.99', '14.9']);
    expect([await goods.listPrice(a, item.code), await goods.listPrice(b, item.code)].map(Number)).toEqual([
      12.5, 9.99,
    ]);
    expect((await set(a, '12.5', null)).values.price).toBeNull();
    expect(await goods.listPrice(a, item.code)).toBeUndefined();
    await expect(itemsOf(erp, {}, 'no-such-list')).rejects.toMatchObject({ category: 'rejected' });
  });

  test('tells items changed since, by a person or by us, and archived ones too', async () => {
    const fixture = open();
    const { erp, goods } = fixture;
    const [edited, ours, archived] = [await newItem(fixture), await newItem(fixture), await newItem(fixture)];
    await itemsOf(erp, {});
    const since = instantOf(Date.now());
    await goods.reprice(edited.code, '11.10');
    await goods.archive(archived.code);
    await erp.updateItem(ours.id, { before: {}, values: { title: 'Newer' }, priceList: undefined }, signal());
    const found = await itemsOf(erp, { changedSince: since });
    const codes = [edited.code, ours.code, archived.code];
    expect(found.map(item => item.code)).toEqual(expect.arrayContaining(codes));
    for (const item of found.filter(one => codes.includes(one.code)))
      expect(Date.parse(item.updatedAt)).toBeGreaterThanOrEqual(Math.floor(Date.parse(since) / 1000) * 1000);
    expect(found.find(item => item.code === archived.code)?.active).toBe(false);
    expect(await itemsOf(erp, { changedSince: instantOf(Date.now() + 60_000) })).toEqual([]);
  });

  test('a list’s new price is a change of the item', async () => {
    const fixture = open();
    const { erp, goods } = fixture;
    const item = await newItem(fixture);
    const [list] = goods.priceLists;
    await itemsOf(erp, {}, list);
    const since = instantOf(Date.now());
    await erp.updateItem(item.id, { before: {}, values: { price: '8' }, priceList: list }, signal());
    expect((await itemsOf(erp, { changedSince: since }, list)).map(one => one.code)).toContain(item.code);
  });

  test.each(damages)('never tells a part of an item: a source that is %s', async how => {
    const { erp, goods } = open();
    const [list] = goods.priceLists;
    const whole = await itemsOf(erp, {}, list);
    for (let nth = 1; nth < 60; nth += 1) {
      const damaged = await goods.damaged(nth, how);
      const told = await itemsOf(damaged.erp, {}, list).catch((error: unknown) => error);
      if (told instanceof Error) expect(told).toMatchObject({ name: 'SyncError', system: 'erp' });
      else expect(timeless(told)).toEqual(timeless(whole));
      if (!damaged.wasHit()) {
        expect(timeless(told)).toEqual(timeless(whole));
        return;
      }
    }
    throw new Error('The damage never came to its end');
  });

  test('making and changing an item survive the loss of any answer', async () => {
    const { erp, losing } = open();
    const survives = async (make: () => Promise<(by: ErpGoods) => Promise<unknown>>): Promise<void> => {
      for (let nth = 1; nth < 60; nth += 1) {
        const step = await make();
        const lost = await step(await losing(nth)).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (lost !== undefined) expect(lost).toBeInstanceOf(SyncError);
        await step(erp);
        if (lost === undefined) return;
      }
      throw new Error('The step never came to its end');
    };
    await survives(async () => {
      const draft = itemDraft({ tags: `tag-${freshNumber()}` });
      return async by => {
        await by.createItem(draft, signal());
        expect((await itemsOf(erp, { codes: [draft.code] })).length).toBe(1);
      };
    });
    await survives(async () => {
      const item = await newItem(open());
      const values = { title: `Other ${freshNumber()}`, price: '3.45', barcode: freshNumber() };
      const change = { before: valuesOf(item), values, priceList: undefined };
      return async by => expect(valuesOf(await by.updateItem(item.id, change, signal()))).toMatchObject(values);
    });
  });

  test('stops when it is told to, with the reason it was given', async () => {
    const { erp, goods } = open();
    const reason = new Error('enough');
    const aborted = AbortSignal.abort(reason);
    const { warehouses } = goods;
    await expect(erp.stock({ warehouses }, aborted)).rejects.toBe(reason);
    await expect(erp.stockChangedSince(instantOf(0), warehouses, aborted)).rejects.toBe(reason);
    await expect(erp.createItem(itemDraft(), aborted)).rejects.toBe(reason);
    await expect(erp.items({}, undefined, aborted)[Symbol.asyncIterator]().next()).rejects.toBe(reason);
  });
}

/** A folder that was copied has other times. */
const timeless = (told: unknown): unknown =>
  JSON.parse(JSON.stringify(told).replaceAll(/"updatedAt":"[^"]*"/g, '"updatedAt":""'));
