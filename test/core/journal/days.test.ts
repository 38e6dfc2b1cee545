import { expect, test } from 'vitest';
import type { Event } from '../../../core/journal/entry.ts';
import { openJournalOn } from '../../../core/journal/journal.ts';
import { hasSku } from '../../../core/journal/sold.ts';
import { MemoryJournal } from '../../fakes/memory-journal.ts';
import { conflicted, intended, landed, parked, posted, sale, skipped } from './events.ts';

const dayOf = async (...events: readonly Event[]) => {
  const journal = await openJournalOn(new MemoryJournal(), { version: '1', device: 'office' });
  await journal.append(...events);
  return { day: journal.view.days.get('2026-11-23'), view: journal.view };
};

test('a day counts each order once, by where it stands now', async () => {
  const { day } = await dayOf(
    { ...parked(1), sale: sale('10.00') },
    { ...posted(2), sale: sale('20.00') },
    { ...skipped(3), sale: sale('0.10') },
    intended(1),
    landed(1),
    { ...posted(1), sale: sale('10.00') },
  );
  expect(day).toMatchObject({
    sold: { orders: 3, amounts: { GBP: '30.10' } },
    states: { posted: { orders: 2, amounts: { GBP: '30.00' } }, skipped: { orders: 1, amounts: { GBP: '0.10' } } },
    smooth: 1,
    waited: 1,
  });
  expect(day?.states.parked).toEqual({ orders: 0, amounts: { GBP: '0.00' } });
});

test('an order that moves to another day leaves the first', async () => {
  const { view } = await dayOf(
    { ...parked(1), sale: sale('10.00') },
    { ...posted(1), sale: sale('10.00', { day: '2026-11-24' }) },
  );
  expect([...view.days.keys()]).toEqual(['2026-11-24']);
});

test('what the ERP made of the total is what was written', async () => {
  const fields = [{ field: 'gross', before: '10.00', after: '10.01' }];
  const made = { ...landed(1), landed: { ...landed(1).landed, fields } };
  const { day } = await dayOf(intended(1), made, { ...posted(1), sale: sale('10.00') });
  expect([day?.sold.amounts, day?.states.posted.amounts]).toEqual([{ GBP: '10.00' }, { GBP: '10.01' }]);
});

test('a sale that changed after posting leaves in the books what was posted', async () => {
  const { day } = await dayOf(
    { ...posted(1), sale: sale('10.00') },
    { ...conflicted(1), sale: sale('8.00') },
    { kind: 'decided', record: posted(1).record, decision: 'leave-as-is', by: 'office' },
    { ...posted(1), sale: sale('8.00') },
  );
  expect([day?.sold.amounts, day?.states.posted.amounts]).toEqual([{ GBP: '8.00' }, { GBP: '10.00' }]);
  const { day: back } = await dayOf(
    { ...posted(1), sale: sale('10.00') },
    { ...conflicted(1), sale: sale('8.00') },
    { ...posted(1), sale: sale('10.00') },
  );
  expect(back?.states.posted.amounts).toEqual({ GBP: '10.00' });
});

test('entries of an older version tell the sale by what was to be posted, or are said to tell none', async () => {
  const fields = [
    { field: 'day', before: null, after: '2026-11-23' },
    { field: 'currency', before: null, after: 'GBP' },
    { field: 'line 1', before: null, after: '2 x MUG-SLT-350 = 28.00 [V20 4.67]' },
    { field: 'total', before: null, after: '28.00' },
  ];
  const old = { ...intended(1), write: { ...intended(1).write, fields } };
  const { day, view } = await dayOf(old, landed(1), posted(1), parked(2));
  expect(day?.states.posted).toEqual({ orders: 1, amounts: { GBP: '28.00' } });
  expect(hasSku(view.records.get(posted(1).record.id)?.sold ?? '', 'mug-slt')).toBe(true);
  expect([...view.undated]).toEqual([parked(2).record.id]);
});
