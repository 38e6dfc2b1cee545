import { expect, test } from 'vitest';
import { journaledOrders } from '../../../../core/agent/goods/journaled-orders.ts';
import type { Event } from '../../../../core/journal/entry.ts';
import { openJournalOn } from '../../../../core/journal/journal.ts';
import type { Problem } from '../../../../core/model/problem.ts';
import { MemoryJournal } from '../../../fakes/memory-journal.ts';

const record = { id: 'gid://shopify/Order/1', name: '#1001' };
const settled = { run: 'run-1', record, recordUpdatedAt: '2026-11-26T10:00:00.000Z', fingerprint: 'f' };
const posted: Event = { kind: 'posted', moneySide: 'shop', ...settled };
const inConflict = (code: string): Event => {
  const problem: Problem = {
    category: 'conflict',
    code,
    title: '',
    explanation: '',
    nextStep: '',
    missing: [],
    details: {},
  };
  return { kind: 'conflicted', problem, ...settled };
};
const leftOut = (code: string): Event => ({ kind: 'skipped', code, reason: '', ...settled });
const unwanted: Event = { kind: 'unwanted', record, undoes: 3, by: 'Office PC' };
const leave: Event = { kind: 'decided', record, decision: 'leave-as-is', by: 'Office PC' };

test.each<readonly [string, readonly Event[], 'in the ERP' | 'on its way' | 'left out']>([
  ['posted', [posted], 'in the ERP'],
  ['changed in Shopify since', [posted, inConflict('changed-after-posting')], 'in the ERP'],
  ['gone from the ERP', [posted, inConflict('gone-from-erp')], 'on its way'],
  ['gone, which a person left as it is', [posted, inConflict('gone-from-erp'), leave, posted], 'in the ERP'],
  ['about to be taken back', [posted, unwanted], 'on its way'],
  ['taken back', [posted, unwanted, leftOut('taken-back')], 'left out'],
  ['cancelled', [leftOut('cancelled')], 'in the ERP'],
])('what stock counts on for an order that is %s', async (_words, events, expected) => {
  const journal = await openJournalOn(new MemoryJournal(), { version: '0', device: 'PC' });
  await journal.append(...events);
  const { unposted, isSettled } = journaledOrders(journal.view);
  expect(isSettled(record.id)).toBe(expected === 'in the ERP');
  expect(unposted).toEqual(expected === 'in the ERP' ? [] : [{ ...record, leftOut: expected === 'left out' }]);
});
