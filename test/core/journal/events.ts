import type { Event } from '../../../core/journal/entry.ts';
import { money } from '../../../core/model/money.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { Sale } from '../../../core/model/sale.ts';

export const recordNumber = (n: number) => ({ id: `gid://shopify/Order/${6000 + n}`, name: `#${1000 + n}` });

export const problemWith = (code: string): Problem => ({
  category: 'mapping',
  code,
  title: 'Unknown SKU “TEE-9”',
  explanation: 'The ERP has no item with this code.',
  nextStep: 'Map the SKU.',
  missing: [],
  details: {},
});

export const intended = (n: number, action: 'post-sales-order' | 'create-delivery-address' = 'post-sales-order') =>
  ({
    kind: 'intended',
    run: 'r1',
    record: recordNumber(n),
    recordUpdatedAt: '2026-11-23T08:59:00Z',
    attempt: 1,
    write: { key: keyOf(n, action), system: 'erp', action, fields: [], rule: 'Shopify owns orders' },
  }) as const satisfies Event;

export const landed = (n: number, action: 'post-sales-order' | 'create-delivery-address' = 'post-sales-order') =>
  ({
    kind: 'landed',
    run: 'r1',
    record: recordNumber(n),
    key: keyOf(n, action),
    action,
    landed: { id: String(n), name: `S${String(n).padStart(5, '0')}`, how: 'written', fields: [] },
    ms: 12,
  }) as const satisfies Event;

const keyOf = (n: number, action: string) =>
  `shopify:${action === 'create-delivery-address' ? 'address' : 'order'}:${6000 + n}`;

const settled = (n: number) => ({
  run: 'r1',
  record: recordNumber(n),
  recordUpdatedAt: '2026-11-23T08:59:00Z',
  fingerprint: `f${n}`,
});

export const posted = (n: number) => ({ kind: 'posted', ...settled(n), moneySide: 'shop' }) as const satisfies Event;
export const parked = (n: number, code = 'unknown-sku') =>
  ({ kind: 'parked', ...settled(n), problem: problemWith(code) }) as const satisfies Event;
export const conflicted = (n: number, code = 'edited') =>
  ({ kind: 'conflicted', ...settled(n), problem: problemWith(code) }) as const satisfies Event;
export const skipped = (n: number) =>
  ({ kind: 'skipped', ...settled(n), reason: 'A test order', code: 'test-order' }) as const satisfies Event;

/** The whole of an order that goes well. */
export const orderEvents = (n: number): readonly Event[] => [intended(n), landed(n), posted(n)];

export const sale = (amount = '61.95', more: Partial<Sale> = {}): Sale => ({
  day: '2026-11-23',
  total: money(amount, 'GBP'),
  skus: ['MUG-SLT-350'],
  ...more,
});
