import { expect, test } from 'vitest';
import type { Decision } from '../../../core/model/problem.ts';
import type { Event } from '../../../core/journal/entry.ts';
import { openJournalOn } from '../../../core/journal/journal.ts';
import { findRecord, recordByName } from '../../../core/journal/view.ts';
import { MemoryJournal } from '../../fakes/memory-journal.ts';
import { conflicted, intended, landed, orderEvents, parked, posted, recordNumber, skipped } from './events.ts';

/** The journal after these, one minute apart. */
async function after(...events: readonly Event[]) {
  let now = Date.parse('2026-11-23T12:00:00Z');
  const journal = await openJournalOn(new MemoryJournal({ now: () => now }), { version: '1', device: 'office' });
  for (const event of events) {
    now += 60_000;
    await journal.append(event);
  }
  return journal;
}
const stateAfter = async (...events: readonly Event[]) => findRecord((await after(...events)).view, '#1001');

test('an order that goes well is posted, with its document and nothing open', async () => {
  expect(await stateAfter(...orderEvents(1))).toMatchObject({
    state: 'posted',
    salesOrder: { id: '1', name: 'S00001' },
    open: [],
    moneySide: 'shop',
    postedFingerprint: 'f1',
  });
});

test('an intent without an answer is seen, also once the order is parked', async () => {
  expect(await stateAfter(intended(1))).toMatchObject({ state: 'pending', open: ['shopify:order:6001'] });
  expect(await stateAfter(intended(1), parked(1))).toMatchObject({ state: 'parked', open: ['shopify:order:6001'] });
  expect(await stateAfter(intended(1), parked(1), intended(1), landed(1))).toMatchObject({
    state: 'pending',
    open: [],
  });
});

test('parked again for the same cause it is as old as the first time, for another cause it is new', async () => {
  const first = '2026-11-23T12:01:00.000Z';
  expect(await stateAfter(parked(1), intended(1), parked(1))).toMatchObject({ since: first });
  expect(await stateAfter(parked(1), parked(1, 'unknown-tax'))).toMatchObject({ since: '2026-11-23T12:02:00.000Z' });
  expect(await stateAfter(parked(1), posted(1), conflicted(1, 'unknown-sku'))).toMatchObject({
    since: '2026-11-23T12:03:00.000Z',
  });
});

test('what is in the books is posted or in conflict, and keeps what was posted', async () => {
  const done = orderEvents(1);
  expect(await stateAfter(...done, intended(1))).toMatchObject({ state: 'posted' });
  expect(await stateAfter(...done, parked(1))).toMatchObject({ state: 'conflict' });
  const edited = { ...conflicted(1), fingerprint: 'edited' };
  expect(await stateAfter(...done, edited)).toMatchObject({ state: 'conflict', postedFingerprint: 'f1' });
  expect(await stateAfter(...done, edited, posted(1))).toMatchObject({ state: 'posted', problem: undefined });
});

test('leaving a difference as it is does not answer for the next one, posting again counts once, accepting a risk lasts', async () => {
  const decided = (decision: Decision) =>
    ({ kind: 'decided', record: recordNumber(1), decision, by: 'office' }) as const;
  const held = conflicted(1);
  expect(await stateAfter(held, decided('leave-as-is'), held)).toMatchObject({ decision: 'leave-as-is' });
  const edited = await stateAfter(held, decided('leave-as-is'), { ...held, fingerprint: 'again' });
  expect(edited?.decision).toBeUndefined();
  expect(await stateAfter(held, decided('leave-as-is'), posted(1))).toMatchObject({ decision: 'leave-as-is' });
  expect((await stateAfter(held, decided('post-again'), posted(1)))?.decision).toBeUndefined();
  expect(await stateAfter(parked(1), decided('accept-risk'), posted(1))).toMatchObject({ decision: 'accept-risk' });
});

test('what a person wants taken back is wanted so until it is left out, or nothing of it was done', async () => {
  const unwanted = { kind: 'unwanted', record: recordNumber(1), undoes: 7, by: 'office' } as const;
  const wanted = [...orderEvents(1), unwanted];
  const leave = { kind: 'decided', record: recordNumber(1), decision: 'leave-as-is', by: 'office' } as const;
  expect(await stateAfter(...wanted)).toMatchObject({ state: 'posted', undoing: 7 });
  // Half of it may be done.
  expect(await stateAfter(...wanted, intended(1), parked(1))).toMatchObject({ state: 'conflict', undoing: 7 });
  for (const end of [[skipped(1)], [conflicted(1)], [leave, posted(1)]])
    expect((await stateAfter(...wanted, ...end))?.undoing).toBeUndefined();
});

test('what a person ignores is left out with the reason, until something else becomes of it', async () => {
  const ignored = { kind: 'ignored', record: recordNumber(1), reason: 'A test', by: 'office' } as const;
  expect(await stateAfter(parked(1), ignored)).toMatchObject({
    state: 'skipped',
    problem: undefined,
    fingerprint: 'f1',
    ignored: { reason: 'A test', seq: 3 },
  });
  const first = '2026-11-23T12:01:00.000Z';
  expect(await stateAfter(parked(1), ignored, parked(1))).toMatchObject({ ignored: undefined, since: first });
  for (const next of [intended(1), posted(1), skipped(1), conflicted(1)])
    expect((await stateAfter(parked(1), ignored, next))?.ignored).toBeUndefined();
  expect(await stateAfter(...orderEvents(1), ignored)).toMatchObject({ state: 'posted', ignored: undefined });
});

test('counts follow every change of state', async () => {
  const { view } = await after(parked(1), skipped(2), ...orderEvents(3), conflicted(3), intended(4), posted(1));
  expect(view.counts).toEqual({ pending: 1, posted: 1, parked: 0, skipped: 1, conflict: 1 });
});

test('delivery addresses are linked by key, customers and documents are not', async () => {
  const customer = { ...landed(1), key: 'shopify:customer:1', action: 'create-customer' } as const;
  const { view } = await after(customer, landed(1, 'create-delivery-address'), intended(1), landed(1));
  expect([...view.links]).toEqual([['shopify:address:6001', { id: '1', name: 'S00001' }]]);
});

test('a name is found with and without #, in any case, newest last', async () => {
  const twin = { ...skipped(2), record: { id: 'gid://shopify/Order/9', name: '#1001' } };
  const { view } = await after(skipped(1), twin, { ...skipped(3), record: { id: 'x', name: 'EU-7a' } });
  expect(recordByName(view, '1001')).toEqual(['gid://shopify/Order/6001', 'gid://shopify/Order/9']);
  expect(findRecord(view, '#1001')?.id).toBe('gid://shopify/Order/9');
  expect(recordByName(view, '#eu-7A')).toEqual(['x']);
  expect(recordByName(view, '')).toEqual([]);
});
