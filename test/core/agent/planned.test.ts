import { expect, test } from 'vitest';
import { plannedOf, plannedTotals } from '../../../core/agent/planned.ts';
import type { OrderPreview } from '../../../core/agent/preview.ts';
import { SyncError } from '../../../core/errors.ts';

const orders = { moneySide: 'shop', from: '2026-11-10' } as const;
const ref = (name: string): OrderPreview['ref'] => ({ id: name, name });
const skipped = (name: string, code: string): OrderPreview => ({
  ref: ref(name),
  plan: { kind: 'skip', code, reason: `${name} has a reason of its own.`, writes: [] },
  content: { ok: false, error: new SyncError('rejected', 'unread', 'Not read.') },
});

test('orders that are left out are counted by their reason, most frequent first', () => {
  const all = [skipped('#1', 'test-order'), skipped('#2', 'before-start'), skipped('#3', 'before-start')];
  const { leftOut, rows } = plannedTotals(all.map(one => plannedOf(one, orders)));
  expect(leftOut).toEqual([
    { title: 'older than 10 November 2026, the first day', orders: 2 },
    { title: 'test orders', orders: 1 },
  ]);
  expect(rows.map(({ outcome, orders: many }) => [outcome, many])).toEqual([['left-out', 3]]);
});

test('what would be written is named as one or as several', () => {
  const planned = plannedOf(skipped('#1', 'test-order'), orders);
  const { writes } = plannedTotals([
    { ...planned, actions: ['create-customer', 'post-sales-order'] },
    { ...planned, actions: ['post-sales-order'] },
  ]);
  expect(writes).toEqual([
    { words: 'sales orders', count: 2 },
    { words: 'customer', count: 1 },
  ]);
});
