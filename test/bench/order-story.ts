import type { Event } from '../../core/journal/entry.ts';
import { money } from '../../core/model/money.ts';
import type { Sale } from '../../core/model/sale.ts';
import type { ActionName, FieldChange } from '../../core/model/write.ts';

const fields: readonly FieldChange[] = [
  { field: 'total', before: null, after: '59.90 GBP' },
  { field: 'tax', before: null, after: '9.98 GBP' },
  { field: 'lines', before: null, after: 3 },
  { field: 'customer', before: null, after: '~5d41402abc4b2a76' },
];

/** Five entries, as an order leaves them on average: most post at once, every other one brings a customer, some need a person. */
export function orderStory(nth: number, at: string): readonly Event[] {
  const id = 5_800_000_000_000 + nth * 32_768;
  const record = { id: `gid://shopify/Order/${id}`, name: `#${1000 + nth}` };
  const run = `run-${nth}`;
  const settled = {
    run,
    record,
    recordUpdatedAt: at.replace('.000', ''),
    fingerprint: (nth * 2_654_435_761).toString(16).padStart(32, '0'),
    sale: saleOf(nth, id, at),
    request: `7d0c9a1e-4f5b-4c1d-9e2a-${String(nth).padStart(12, '0')}`,
  };
  const write = (action: ActionName, key: string, ref: string): readonly Event[] => [
    {
      kind: 'intended',
      run,
      record,
      recordUpdatedAt: settled.recordUpdatedAt,
      attempt: 1,
      write: { key, system: 'erp', action, fields, rule: 'Shopify owns new orders.' },
    },
    {
      kind: 'landed',
      run,
      record,
      key,
      action,
      landed: { id: String(nth), name: ref, how: 'written', fields: fields.slice(0, 2) },
      ms: 184,
    },
  ];
  const document = write('post-sales-order', `shopify:order:${id}`, `S${nth}`);
  const before = nth % 2 === 0 ? write('create-customer', `shopify:customer:${id}`, `C${nth}`) : [];
  const invoice = nth % 2 === 0 ? [] : write('create-invoice', `shopify:order:${id}`, `INV/2026/${nth}`);
  if (nth % 100 === 1)
    return [
      { kind: 'parked', ...settled, problem: unknownSku },
      { kind: 'decided', record, decision: 'accept-risk', by: 'office' },
      ...document,
      { kind: 'posted', ...settled, moneySide: 'shop' },
    ];
  if (nth % 1000 === 3)
    return [...before, ...document, ...invoice, { kind: 'conflicted', ...settled, problem: unknownSku }];
  return [...before, ...document, ...invoice, { kind: 'posted', ...settled, moneySide: 'shop' }];
}

/** Two or three items of a catalogue of some thousand, as small shops have. */
const saleOf = (nth: number, id: number, at: string): Sale => ({
  day: at.slice(0, 10),
  total: money(`${(nth * 37) % 400}.${String((nth * 53) % 100).padStart(2, '0')}`, 'GBP'),
  skus: Array.from(
    { length: 2 + (nth % 2) },
    (_, part) => `SKU-${String((nth * 7 + part * 311) % 2_000).padStart(4, '0')}-BLU`,
  ),
  customer: `shopify:customer:${id}`,
  email: `~${(nth * 2_654_435_761).toString(16).padStart(12, '0').slice(-12)}`,
});

const unknownSku = {
  category: 'mapping',
  code: 'unknown-sku',
  title: 'SKU “TEE-9-RED” is not in the ERP',
  explanation: 'The order has a line whose SKU no ERP item carries, so nothing was posted.',
  nextStep: 'Map the SKU to an item, or create the item in the ERP.',
  missing: [{ kind: 'item', sku: 'TEE-9-RED', title: 'Tee – red' }],
  details: {},
} as const;
