import { expect, test } from 'vitest';
import { openJournal, openJournalOn, readJournal } from '../../../core/journal/journal.ts';
import { findRecord } from '../../../core/journal/view.ts';
import { MemoryJournal } from '../../fakes/memory-journal.ts';
import { freshFolder } from '../../world/fresh-folder.ts';
import { orderEvents } from './events.ts';

const device = { version: '1.0.0', device: 'office' };
const clock = { now: () => Date.parse('2026-11-23T09:00:00Z') };

test('opens, appends, is opened again from its checkpoint, and tells an order’s story', async () => {
  const folder = await freshFolder();
  const first = await openJournal({ folder, clock, ...device });
  await first.append(...orderEvents(1));
  await first.append(...orderEvents(2));
  const { head } = first;
  await first.close();
  const second = await openJournal({ folder, clock, ...device });
  expect(second.head.seq).toBe(head.seq + 1);
  expect(second.view.counts).toMatchObject({ posted: 2, pending: 0 });
  expect((await second.trace('1001')).map(({ kind }) => kind)).toEqual(['intended', 'landed', 'posted']);
  expect(await second.hashAt(head.seq)).toBe(head.hash);
  const reader = await readJournal(folder);
  expect(reader.view).toEqual(second.view);
  await second.close();
});

test('a memory journal behaves the same', async () => {
  const store = new MemoryJournal(clock);
  const first = await openJournalOn(store, device);
  await first.append(...orderEvents(1), ...orderEvents(2));
  await first.close();
  const again = await openJournalOn(store, device);
  expect(findRecord(again.view, '#1002')?.salesOrder?.name).toBe('S00002');
  expect((await again.trace('1002')).map(({ kind }) => kind)).toEqual(['intended', 'landed', 'posted']);
});
