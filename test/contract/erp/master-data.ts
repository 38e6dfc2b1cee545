import { expect, test } from 'vitest';
import type { ChoiceKind } from '../../../core/ports.ts';
import { addressOf, customerDraft, freshNumber, newCustomer } from './drafts.ts';
import { signal, type ErpFixture } from './fixture.ts';

export function masterDataPromises(open: () => ErpFixture): void {
  test('says what it is and which currency its books have', async () => {
    const { erp, currency } = open();
    const info = await erp.info(signal());
    expect(info.name).not.toBe('');
    expect(info.currency).toBe(currency);
  });

  test('finds items by their exact code, each once, and leaves unknown codes out', async () => {
    const { erp, items } = open();
    const found = await erp.findItems([items[0], items[1], 'no-such-code', items[0].slice(0, -1)], signal());
    expect(found.map(item => item.code).toSorted()).toEqual([items[0], items[1]].toSorted());
    expect(found.every(item => item.active)).toBe(true);
    expect(await erp.findItems([], signal())).toEqual([]);
  });

  test('gives both items when two share a code', async () => {
    const { erp, sharedCode } = open();
    const found = await erp.findItems([sharedCode], signal());
    expect(found.length).toBe(2);
    expect(new Set(found.map(item => item.id)).size).toBe(2);
  });

  test('offers choices of every kind, the exact code first', async () => {
    const { erp, items, tax, paymentMethod, warehouse } = open();
    const [first] = await erp.choices('item', items[0], signal());
    expect(first?.code).toBe(items[0]);
    const codes = async (kind: ChoiceKind): Promise<readonly string[]> =>
      (await erp.choices(kind, '', signal())).map(choice => choice.code);
    expect(await codes('tax')).toEqual(expect.arrayContaining([tax('0.2', true), tax('0.2', false), tax('0', true)]));
    expect(await codes('payment-method')).toContain(paymentMethod);
    expect(await codes('warehouse')).toContain(warehouse);
    expect(await codes('country')).toContain('GB');
    expect(await erp.choices('item', `nothing-${freshNumber()}`, signal())).toEqual([]);
  });

  test('finds a customer by key and by e-mail, with name, key and e-mail', async () => {
    const { erp } = open();
    const draft = customerDraft();
    expect(await erp.findCustomers({ keys: [draft.key], emails: [draft.email ?? ''] }, signal())).toEqual([]);
    const created = await erp.createCustomer(draft, signal());
    expect(created).toMatchObject({ key: draft.key, name: draft.name, email: draft.email });
    expect(await erp.findCustomers({ keys: [draft.key], emails: [] }, signal())).toEqual([created]);
    expect(await erp.findCustomers({ keys: [], emails: [draft.email ?? ''] }, signal())).toEqual([created]);
    expect(await erp.findCustomers({ keys: [draft.key], emails: [draft.email ?? ''] }, signal())).toEqual([created]);
    const [choice] = await erp.choices('customer', draft.name, signal());
    expect(choice?.code).toBe(created.id);
  });

  test('matches an e-mail exactly: no wildcards, no parts, capitals aside', async () => {
    const { erp } = open();
    const number = freshNumber();
    const exact = await erp.createCustomer(customerDraft({ email: `ann_lee${number}@example.com` }), signal());
    const capital = await erp.createCustomer(customerDraft({ email: `BOB${number}@Example.com` }), signal());
    await erp.createCustomer(customerDraft({ email: `annxlee${number}@example.com` }), signal());
    const find = (email: string) => erp.findCustomers({ keys: [], emails: [email] }, signal());
    expect((await find(`ann_lee${number}@example.com`)).map(one => one.id)).toEqual([exact.id]);
    expect(await find(`lee${number}@example.com`)).toEqual([]);
    expect(await find(`%${number}@example.com`)).toEqual([]);
    expect((await find(`bob${number}@example.com`)).map(one => one.id)).toEqual([capital.id]);
  });

  test('returns every customer who shares an e-mail', async () => {
    const { erp } = open();
    const email = `family.${freshNumber()}@example.com`;
    const one = await erp.createCustomer(customerDraft({ email }), signal());
    const two = await erp.createCustomer(customerDraft({ email }), signal());
    const found = await erp.findCustomers({ keys: [], emails: [email] }, signal());
    expect(found.map(customer => customer.id).toSorted()).toEqual([one.id, two.id].toSorted());
  });

  test('makes one customer of one key, in turn or at once', async () => {
    const { erp, count } = open();
    const draft = customerDraft({ email: undefined, phone: undefined, address: undefined });
    const before = await count();
    const first = await erp.createCustomer(draft, signal());
    expect(await erp.createCustomer({ ...draft, name: 'Somebody Else' }, signal())).toEqual(first);
    const other = customerDraft();
    const results = await Promise.allSettled([1, 2, 3].map(() => erp.createCustomer(other, signal())));
    await erp.createCustomer(other, signal());
    expect(new Set(results.flatMap(one => (one.status === 'fulfilled' ? [one.value.id] : []))).size).toBe(1);
    expect((await count()).customers).toBe(before.customers + 2);
  });

  test('rejects a country it does not have, leaving nothing', async () => {
    const { erp, count } = open();
    const draft = customerDraft();
    const before = await count();
    const nowhere = { ...draft, address: { ...addressOf(draft), countryCode: 'XX' } };
    await expect(erp.createCustomer(nowhere, signal())).rejects.toMatchObject({ category: 'rejected', system: 'erp' });
    expect(await count()).toEqual(before);
  });

  test('keeps a delivery address by its key, once', async () => {
    const fixture = open();
    const { erp } = fixture;
    const customerId = await newCustomer(fixture);
    const key = `shopify:address:${freshNumber()}`;
    const address = addressOf(customerDraft());
    expect(await erp.findDeliveryAddress(key, signal())).toBeUndefined();
    const created = await erp.createDeliveryAddress({ key, customerId, address }, signal());
    expect(created.id).not.toBe(customerId);
    expect(await erp.createDeliveryAddress({ key, customerId, address }, signal())).toEqual(created);
    expect(await erp.findDeliveryAddress(key, signal())).toEqual(created);
  });
}
