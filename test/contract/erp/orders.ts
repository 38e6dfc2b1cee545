import { expect, test } from 'vitest';
import { money } from '../../../core/model/money.ts';
import type { SalesOrderDraft } from '../../../core/model/sales-order.ts';
import { draftOf, orderKey, postExactly, simpleDraft } from './drafts.ts';
import { signal, type ErpFixture } from './fixture.ts';

export function orderPromises(open: () => ErpFixture): void {
  test('finds nothing under an unused key, and only what was asked for', async () => {
    const fixture = open();
    const { erp } = fixture;
    expect(await erp.findSalesOrders([orderKey()], signal())).toEqual([]);
    expect(await erp.findSalesOrders([], signal())).toEqual([]);
    const one = await simpleDraft(fixture);
    const two = await simpleDraft(fixture);
    await erp.draftSalesOrder(one, signal());
    await postExactly(fixture, two);
    const found = await erp.findSalesOrders([two.key, orderKey(), one.key, two.key], signal());
    expect(found.length).toBe(2);
    expect(Object.fromEntries(found.map(order => [order.key, order.state]))).toEqual({
      [one.key]: 'draft',
      [two.key]: 'posted',
    });
  });

  test('a draft is found by its key with reference, day and totals, and has no invoice', async () => {
    const fixture = open();
    const draft = await simpleDraft(fixture);
    const held = await fixture.erp.draftSalesOrder(draft, signal());
    expect(held).toMatchObject({ key: draft.key, reference: draft.reference, state: 'draft', orderDay: '2026-11-12' });
    expect(held.delivered).toBe(false);
    expect(held.invoice).toBeUndefined();
    expect(held.name).not.toBe('');
    expect(await fixture.erp.findSalesOrders([draft.key], signal())).toEqual([held]);
  });

  test('posting makes it binding and keeps the order day', async () => {
    const fixture = open();
    const draft = { ...(await simpleDraft(fixture)), orderedAt: '2026-07-01T23:30:00Z', orderDay: '2026-07-02' };
    const posted = await postExactly(fixture, draft);
    expect(posted).toMatchObject({
      key: draft.key,
      state: 'posted',
      reference: draft.reference,
      orderDay: '2026-07-02',
    });
    expect(posted.totals).toEqual(draft.totals);
    expect(await fixture.erp.findSalesOrders([draft.key], signal())).toEqual([posted]);
  });

  test('posts without a draft, too', async () => {
    const fixture = open();
    const draft = await simpleDraft(fixture, { lines: [{ price: '12.00' }] });
    expect((await fixture.erp.postSalesOrder(draft, undefined, signal())).state).toBe('posted');
  });

  test('every repeat with one key ends with one sales order', async () => {
    const fixture = open();
    const { erp, count } = fixture;
    const draft = await simpleDraft(fixture);
    const before = await count();
    const held = await erp.draftSalesOrder(draft, signal());
    expect(await erp.draftSalesOrder(draft, signal())).toEqual(held);
    const posted = await postExactly(fixture, draft);
    expect(posted.id).toBe(held.id);
    expect(await erp.postSalesOrder(draft, undefined, signal())).toEqual(posted);
    expect(await erp.draftSalesOrder(draft, signal())).toEqual(posted);
    expect((await count()).salesOrders).toBe(before.salesOrders + 1);
  });

  test('at once, too', async () => {
    const fixture = open();
    const { erp, count } = fixture;
    const draft = await simpleDraft(fixture, { lines: [{ price: '12.00' }] });
    const before = await count();
    await Promise.allSettled([1, 2, 3, 4].map(() => erp.draftSalesOrder(draft, signal())));
    await Promise.allSettled([1, 2, 3].map(() => erp.postSalesOrder(draft, undefined, signal())));
    const posted = await erp.postSalesOrder(draft, undefined, signal());
    expect(posted).toMatchObject({ state: 'posted', orderDay: draft.orderDay, totals: draft.totals });
    expect((await count()).salesOrders).toBe(before.salesOrders + 1);
  });

  test('a draft takes the newest content; a posted order never changes', async () => {
    const fixture = open();
    const { erp } = fixture;
    const first = await simpleDraft(fixture, { lines: [{ price: '12.00' }] });
    const edited: SalesOrderDraft = {
      ...draftOf(fixture, first.customerId, { lines: [{ price: '6.00', quantity: 3 }, { price: '1.20' }] }),
      key: first.key,
      reference: first.reference,
      orderDay: '2026-11-10',
      orderedAt: '2026-11-10T12:00:00Z',
    };
    await erp.draftSalesOrder(first, signal());
    expect((await erp.draftSalesOrder(edited, signal())).totals).toEqual(edited.totals);
    expect((await erp.postSalesOrder(edited, undefined, signal())).orderDay).toBe('2026-11-10');
    const [posted] = await erp.findSalesOrders([first.key], signal());
    expect(await erp.draftSalesOrder(first, signal())).toEqual(posted);
    expect(await erp.postSalesOrder(first, undefined, signal())).toEqual(posted);
    expect(await erp.findSalesOrders([first.key], signal())).toEqual([posted]);
  });

  test('posting takes what it is given, not what an older draft says', async () => {
    const fixture = open();
    const { erp } = fixture;
    const first = await simpleDraft(fixture, { lines: [{ price: '12.00' }] });
    await erp.draftSalesOrder(first, signal());
    const edited = {
      ...draftOf(fixture, first.customerId, { lines: [{ price: '24.00' }] }),
      key: first.key,
      reference: first.reference,
    };
    expect((await erp.postSalesOrder(edited, undefined, signal())).totals).toEqual(edited.totals);
  });

  test('discards a draft, knows none is fine, refuses a posted one', async () => {
    const fixture = open();
    const { erp } = fixture;
    const draft = await simpleDraft(fixture, { lines: [{ price: '12.00' }] });
    await erp.discardSalesOrder(draft.key, signal());
    await erp.draftSalesOrder(draft, signal());
    await erp.discardSalesOrder(draft.key, signal());
    expect(await erp.findSalesOrders([draft.key], signal())).toEqual([]);
    const posted = await erp.postSalesOrder(draft, undefined, signal());
    await expect(erp.discardSalesOrder(draft.key, signal())).rejects.toMatchObject({
      category: 'rejected',
      system: 'erp',
    });
    expect(await erp.findSalesOrders([draft.key], signal())).toEqual([posted]);
  });

  test('takes stock from the warehouse once, when it is posted and not before', async () => {
    const fixture = open();
    const { erp, promised, warehouse, items } = fixture;
    const draft = { ...(await simpleDraft(fixture, { lines: [{ price: '12.00', quantity: 3 }] })), warehouse };
    const before = await promised(items[0], warehouse);
    await erp.draftSalesOrder(draft, signal());
    expect(await promised(items[0], warehouse)).toBe(before);
    await erp.discardSalesOrder(draft.key, signal());
    await erp.postSalesOrder(draft, undefined, signal());
    expect(await promised(items[0], warehouse)).toBe(before + 3);
    await erp.postSalesOrder(draft, undefined, signal());
    expect(await promised(items[0], warehouse)).toBe(before + 3);
  });

  test('lists the posted orders of a span of days, both ends in, drafts out', async () => {
    const fixture = open();
    const { erp } = fixture;
    const on = async (orderDay: string, time: string): Promise<SalesOrderDraft> => ({
      ...(await simpleDraft(fixture, { lines: [{ price: '12.00' }] })),
      orderDay,
      orderedAt: `${orderDay}T${time}Z`,
    });
    const days = await Promise.all([
      on('2026-03-09', '23:59:59'),
      on('2026-03-10', '00:00:00'),
      on('2026-03-11', '23:59:59'),
      on('2026-03-12', '00:00:00'),
    ]);
    for (const draft of days) await erp.postSalesOrder(draft, undefined, signal());
    const open1 = await on('2026-03-10', '12:00:00');
    await erp.draftSalesOrder(open1, signal());
    const keys = (await erp.salesOrdersBetween('2026-03-10', '2026-03-11', signal())).map(order => order.key);
    expect(keys).toEqual(expect.arrayContaining([days[1]?.key, days[2]?.key]));
    for (const outside of [days[0], days[3], open1]) expect(keys).not.toContain(outside?.key);
  });

  test.each([
    ['item', (draft: SalesOrderDraft) => withLine(draft, { item: 'no-such-item' })],
    ['tax', (draft: SalesOrderDraft) => withTax(draft, '999999999')],
    ['customer', (draft: SalesOrderDraft) => ({ ...draft, customerId: '999999999' })],
    ['warehouse', (draft: SalesOrderDraft) => ({ ...draft, warehouse: 'NOWHERE' })],
    ['currency', (draft: SalesOrderDraft) => ({ ...draft, currency: 'XAF' })],
  ])('rejects an unknown %s in words and leaves nothing behind', async (_what, spoil) => {
    const fixture = open();
    const { erp, count } = fixture;
    const draft = spoil(await simpleDraft(fixture));
    const before = await count();
    const refused = { category: 'rejected', system: 'erp' };
    await expect(erp.draftSalesOrder(draft, signal())).rejects.toMatchObject(refused);
    await expect(erp.postSalesOrder(draft, undefined, signal())).rejects.toMatchObject(refused);
    await expect(erp.postSalesOrder(draft, undefined, signal())).rejects.toThrow(/\w+ \w+ \w+/);
    expect(await count()).toEqual(before);
    expect(await erp.findSalesOrders([draft.key], signal())).toEqual([]);
  });

  test('rejects an item code that two items share', async () => {
    const fixture = open();
    const draft = withLine(await simpleDraft(fixture), { item: fixture.sharedCode });
    await expect(fixture.erp.draftSalesOrder(draft, signal())).rejects.toMatchObject({ category: 'rejected' });
  });

  test('sells in another currency', async () => {
    const fixture = open();
    const { foreignCurrency } = fixture;
    const draft = await simpleDraft(fixture, { currency: foreignCurrency, lines: [{ price: '10.00', rate: '0' }] });
    const posted = await postExactly(fixture, draft);
    expect(posted.totals.gross).toEqual(money('10', foreignCurrency));
  });
}

function withLine(draft: SalesOrderDraft, changes: { readonly item: string }): SalesOrderDraft {
  const [first, ...others] = draft.lines;
  return first === undefined ? draft : { ...draft, lines: [{ ...first, ...changes }, ...others] };
}

const withTax = (draft: SalesOrderDraft, code: string): SalesOrderDraft => ({
  ...draft,
  lines: draft.lines.map(line => ({ ...line, taxes: line.taxes.map(tax => ({ ...tax, code })) })),
});
