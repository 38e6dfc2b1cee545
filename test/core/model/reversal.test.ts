import { expect, test } from 'vitest';
import { money } from '../../../core/model/money.ts';
import { reversalFrom, type ReversalFacts } from '../../../core/model/reversal.ts';
import type { Totals } from '../../../core/model/sales-order.ts';

const totals: Totals = { net: money('10.00', 'GBP'), tax: money('2.00', 'GBP'), gross: money('12.00', 'GBP') };
const dearer: Totals = { ...totals, net: money('10.01', 'GBP'), gross: money('12.01', 'GBP') };
const order = { id: '1', name: 'SO-1', state: 'posted', totals } as const;
const invoice = { id: '2', name: 'INV-1', state: 'posted', totals } as const;
const note = { id: '3', name: 'CN-1' };
const facts = (more: Partial<ReversalFacts> = {}): ReversalFacts => ({
  order,
  isOut: false,
  invoices: [invoice],
  creditNote: undefined,
  otherCreditNotes: [],
  bars: [],
  ...more,
});
const of = (found: ReversalFacts | undefined) =>
  reversalFrom(found, { key: 'shopify:order:1', totals, day: '2026-11-23' }, 'Books');
const documents = { order: { id: '1', name: 'SO-1' }, invoice: { id: '2', name: 'INV-1' } };
const bar = { why: 'The month is closed.', creditNote: true };

test.each<[string, ReversalFacts, object]>([
  ['an invoice to credit', facts(), { kind: 'open', ...documents, creditNote: undefined }],
  ['half done', facts({ creditNote: note }), { kind: 'open', ...documents, creditNote: note }],
  [
    'half done, and the month closed since: the rest needs no credit note',
    facts({ creditNote: note, bars: [bar] }),
    { kind: 'open', creditNote: note },
  ],
  ['no invoice, and the month closed', facts({ invoices: [], bars: [bar] }), { kind: 'open', invoice: undefined }],
  [
    'all done',
    facts({ order: { ...order, state: 'cancelled' }, creditNote: note, isOut: true }),
    { kind: 'reversed', ...documents, creditNote: note },
  ],
  [
    'cancelled before an invoice',
    facts({ order: { ...order, state: 'cancelled' }, invoices: [] }),
    { kind: 'reversed' },
  ],
])('%s', (_what, found, expected) => expect(of(found)).toMatchObject(expected));

test.each<[string, ReversalFacts | undefined, RegExp]>([
  ['gone', undefined, /not in Books any more/],
  ['a draft again', facts({ order: { ...order, state: 'draft' } }), /made a draft again/],
  ['cancelled by hand', facts({ order: { ...order, state: 'cancelled' } }), /its invoice INV-1 stands/],
  ['goods that are out', facts({ isOut: true }), /left the shelf/],
  ['other totals', facts({ order: { ...order, totals: dearer } }), /other totals in Books/],
  [
    'another total of the invoice',
    facts({ invoices: [{ ...invoice, totals: dearer }] }),
    /The invoice INV-1 has other/,
  ],
  ['two invoices', facts({ invoices: [invoice, { ...invoice, id: '9' }] }), /has 2 invoices/],
  ['a credit note by hand', facts({ otherCreditNotes: [note] }), /made by hand \(CN-1\)/],
  ['a closed month', facts({ bars: [bar] }), /The month is closed/],
  ['a lock', facts({ creditNote: note, bars: [{ why: 'SO-1 is locked.', creditNote: false }] }), /locked/],
])('refuses %s', (_what, found, why) =>
  expect(of(found)).toEqual({ kind: 'refused', why: expect.stringMatching(why) }),
);
