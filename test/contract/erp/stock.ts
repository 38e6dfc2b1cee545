import { expect, test } from 'vitest';
import type { ErpItemStock } from '../../../core/model/stock.ts';
import { instantOf } from '../../../core/model/time.ts';
import { draftOf, newCustomer, postExactly } from './drafts.ts';
import { signal, type ErpFixture } from './fixture.ts';
import { damages } from './goods-fixture.ts';
import { newItem } from './goods.ts';

export function stockPromises(open: () => ErpFixture): void {
  const stockOf = async (code: string): Promise<ErpItemStock | undefined> => {
    const { erp, goods } = open();
    const found = await erp.stock({ codes: [code], warehouses: goods.warehouses }, signal());
    expect(found.length).toBeLessThanOrEqual(1);
    return found[0];
  };
  const level = (at: 0 | 1, onHand: string, promised = '0') => ({
    warehouse: open().goods.warehouses[at],
    onHand,
    promised,
  });

  test('tells on hand by warehouse, with zeros where an item has nothing', async () => {
    const fixture = open();
    const { goods } = fixture;
    const item = await newItem(fixture);
    const none = { code: item.code, name: item.name, kind: 'stocked', levels: [level(0, '0'), level(1, '0')] };
    expect(await stockOf(item.code)).toEqual(none);
    await goods.count(item.code, goods.warehouses[1], 7);
    expect(await stockOf(item.code)).toEqual({ ...none, levels: [level(0, '0'), level(1, '7')] });
    await goods.count(item.code, goods.warehouses[0], 3);
    expect(await stockOf(item.code)).toEqual({ ...none, levels: [level(0, '3'), level(1, '7')] });
    const turned = goods.warehouses.toReversed();
    const [other] = await fixture.erp.stock({ codes: [item.code], warehouses: turned }, signal());
    expect(other?.levels).toEqual([level(1, '7'), level(0, '3')]);
  });

  test('tells what posted orders have been promised, also beyond what is there', async () => {
    const fixture = open();
    const { goods } = fixture;
    const item = await newItem(fixture);
    await goods.count(item.code, goods.warehouses[0], 5);
    const sell = async (quantity: number): Promise<void> => {
      const customer = await newCustomer(fixture);
      const draft = draftOf(fixture, customer, { lines: [{ price: '12.00', quantity }] });
      const lines = draft.lines.map(line => ({ ...line, item: item.code }));
      await postExactly(fixture, { ...draft, lines, warehouse: goods.warehouses[0] });
    };
    await sell(2);
    expect((await stockOf(item.code))?.levels).toEqual([level(0, '5', '2'), level(1, '0')]);
    await sell(6);
    expect((await stockOf(item.code))?.levels).toEqual([level(0, '5', '8'), level(1, '0')]);
  });

  test('tells a count below nothing, and a part of a piece, as they are', async () => {
    const fixture = open();
    const { goods } = fixture;
    const item = await newItem(fixture);
    await goods.count(item.code, goods.warehouses[0], -3);
    await goods.count(item.code, goods.warehouses[1], 2.25);
    expect((await stockOf(item.code))?.levels).toEqual([level(0, '-3'), level(1, '2.25')]);
  });

  test('tells all active items that have a code, and says which are not counted', async () => {
    const fixture = open();
    const { erp, goods, items, sharedCode } = fixture;
    const kept = await newItem(fixture);
    const gone = await newItem(fixture);
    await goods.archive(gone.code);
    const all = await erp.stock({ warehouses: goods.warehouses }, signal());
    const codes = all.map(item => item.code);
    expect(codes).toEqual(expect.arrayContaining([...items, kept.code, goods.notCounted]));
    expect(codes).not.toContain(gone.code);
    expect(codes).not.toContain('');
    expect(codes.filter(code => code === sharedCode).length).toBe(2);
    expect(all.find(item => item.code === goods.notCounted)?.kind).toBe('not-counted');
    expect(all.every(item => item.levels.length === 2)).toBe(true);
    expect(await erp.stock({ codes: ['no-such-code', gone.code], warehouses: goods.warehouses }, signal())).toEqual([]);
    expect(await erp.stock({ codes: [], warehouses: goods.warehouses }, signal())).toEqual([]);
  });

  test('refuses a warehouse it does not have', async () => {
    const { erp } = open();
    const refused = { category: 'rejected', system: 'erp', code: 'unknown-warehouse' };
    await expect(erp.stock({ warehouses: ['NO-SUCH'] }, signal())).rejects.toMatchObject(refused);
  });

  test('tells which items a count or a sale has changed since', async () => {
    const fixture = open();
    const { erp, goods } = fixture;
    const [counted, sold] = [await newItem(fixture), await newItem(fixture)];
    const changed = (since: string) => erp.stockChangedSince(since, goods.warehouses, signal());
    // A connection that has just come does not know what was before.
    await changed(instantOf(Date.now()));
    const before = instantOf(Date.now());
    await goods.count(counted.code, goods.warehouses[1], 4);
    expect(await changed(before)).toContain(counted.code);
    const draft = draftOf(fixture, await newCustomer(fixture), { lines: [{ price: '12.00' }] });
    const lines = draft.lines.map(line => ({ ...line, item: sold.code }));
    await postExactly(fixture, { ...draft, lines });
    expect(await changed(before)).toEqual(expect.arrayContaining([counted.code, sold.code]));
    expect(await changed(instantOf(Date.now() + 60_000))).toEqual([]);
  });

  test.each(damages)('INV-02: never tells a part of the stock: a source that is %s', async how => {
    const { erp, goods } = open();
    const { warehouses } = goods;
    const whole = await erp.stock({ warehouses }, signal());
    for (let nth = 1; nth < 60; nth += 1) {
      const damaged = await goods.damaged(nth, how);
      const told = await damaged.erp.stock({ warehouses }, signal()).catch((error: unknown) => error);
      if (told instanceof Error) expect(told).toMatchObject({ name: 'SyncError', system: 'erp' });
      else expect(told).toEqual(whole);
      if (!damaged.wasHit()) {
        expect(told).toEqual(whole);
        return;
      }
    }
    throw new Error('The damage never came to its end');
  });
}
