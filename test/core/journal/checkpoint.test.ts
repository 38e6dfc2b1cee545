import fc from 'fast-check';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Event } from '../../../core/journal/entry.ts';
import { loadCheckpoint, saveCheckpoint } from '../../../core/journal/checkpoint.ts';
import { apply, emptyFold } from '../../../core/journal/fold.ts';
import { openJournalOn, readJournal } from '../../../core/journal/journal.ts';
import { digest } from '../../../core/journal/line.ts';
import { emptyMark } from '../../../core/journal/walk.ts';
import { money } from '../../../core/model/money.ts';
import { MemoryJournal } from '../../fakes/memory-journal.ts';
import { freshFolder } from '../../world/fresh-folder.ts';
import { conflicted, intended, landed, parked, posted, problemWith, recordNumber, sale, skipped } from './events.ts';
import { opened, threeDays } from './folder.ts';

const order = fc.integer({ min: 1, max: 6 });
const action = fc.constantFrom('post-sales-order' as const, 'create-delivery-address' as const);
/** Names and reasons as people write them, and the character that joins texts in the file. */
const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constant('a\x7fb'));
const sold = fc
  .tuple(fc.constantFrom('12.00', '0.00', '7.5'), fc.constantFrom('GBP', 'JPY'), text, text)
  .map(([amount, currency, sku, customer]) => sale(amount, { total: money(amount, currency), skus: [sku], customer }));
const grossMade = { field: 'gross', before: '12.00', after: '12.01' };
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.tuple(order, action).map(([n, what]) => intended(n, what)),
  fc.tuple(order, action).map(([n, what]) => landed(n, what)),
  fc.tuple(order, text).map(([n, fingerprint]) => ({ ...posted(n), fingerprint })),
  fc.tuple(order, sold).map(([n, its]) => ({ ...posted(n), sale: its })),
  fc.tuple(order, sold).map(([n, its]) => ({ ...parked(n), sale: its })),
  order.map(n => ({ ...landed(n), landed: { ...landed(n).landed, fields: [grossMade] } })),
  fc.tuple(order, text).map(([n, code]) => parked(n, code)),
  fc.tuple(order, text).map(([n, name]) => ({ ...conflicted(n), record: { ...recordNumber(n), name } })),
  fc.tuple(order, text).map(([n, reason]) => ({ ...skipped(n), reason })),
  fc
    .tuple(order, fc.constantFrom('accept-risk' as const, 'leave-as-is' as const))
    .map(([n, decision]) => ({ kind: 'decided', record: recordNumber(n), decision, by: 'office' }) as const),
  fc
    .tuple(order, fc.integer({ min: 1, max: 99 }))
    .map(([n, undoes]) => ({ kind: 'unwanted', record: recordNumber(n), undoes, by: 'office' }) as const),
  fc
    .tuple(order, text)
    .map(([n, reason]) => ({ kind: 'ignored', record: recordNumber(n), reason, by: 'office' }) as const),
  text.map(value => ({ kind: 'cursor', flow: 'import-orders', value }) as const),
  text.map(words => ({ kind: 'noticed', code: words.slice(0, 1), words }) as const),
  text.map(holder => ({ kind: 'lease', state: 'acquired', holder }) as const),
  fc.constantFrom<Event>(
    { kind: 'halted', problem: problemWith('token') },
    { kind: 'resumed', by: 'office' },
    {
      kind: 'paused',
      from: '2026-11-23T12:00:00.000Z',
      until: '2026-11-24T08:00:00.000Z',
      zone: 'Europe/London',
      by: 'office',
    },
    { kind: 'pause-ended', by: 'office' },
  ),
);

test('a fold brought back from its checkpoint goes on like the fold of everything', async () => {
  const folder = await freshFolder();
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 40 }), fc.nat(40), async (events, cut) => {
      const store = new MemoryJournal();
      await (await openJournalOn(store, { version: '1', device: 'office' })).append(...events);
      const [before, after] = [emptyFold(), emptyFold()];
      const names = [{ name: 'memory', size: 0, firstSeq: 1, lastHash: '' }];
      for await (const placed of store.read(1)) {
        for (const each of placed.slice(0, cut)) apply(before, each);
        await saveCheckpoint(folder, { ...emptyMark, seq: before.seq, segments: names }, before);
        const brought = await loadCheckpoint(folder);
        expect(brought?.fold).toEqual(before);
        for (const each of placed) apply(after, each);
        for (const each of placed.slice(cut)) apply(brought?.fold ?? emptyFold(), each);
        expect(brought?.fold).toEqual(after);
      }
    }),
    { numRuns: 60 },
  );
});

const sealed = (saved: string): string => {
  const body = saved.slice(0, saved.lastIndexOf(',"checksum":'));
  return `${body},"checksum":"${digest(body)}"}\n`;
};
const edits: readonly (readonly [string, (text: string) => string])[] = [
  ['altered', saved => saved.replace('#1001', '#9999')],
  ['cut short', saved => saved.slice(0, -200)],
  ['of another form', saved => sealed(saved.replace(/"format":\d+/, '"format":999'))],
  [
    'of another journal',
    saved => sealed(saved.replace(/"first":"\w+"/, '"first":"another"').replace(/"hash":"\w+"/, '"hash":""')),
  ],
  ['empty', () => ''],
];
test.each(edits)('a checkpoint that is %s is left aside', async (_, edit) => {
  const folder = await threeDays();
  const file = path.join(folder, 'checkpoint.json');
  const { view } = await readJournal(folder);
  const saved = await readFile(file, 'utf8');
  expect(edit(saved)).not.toBe(saved);
  await writeFile(file, edit(saved));
  expect((await readJournal(folder)).view).toEqual(view);
  await rm(file);
  expect((await readJournal(folder)).view).toEqual(view);
});

test('entries after the checkpoint are read on top of it', async () => {
  const folder = await threeDays();
  const saved = await readFile(path.join(folder, 'checkpoint.json'));
  const journal = await opened(folder);
  await journal.append(parked(2), intended(10));
  await journal.close();
  await writeFile(path.join(folder, 'checkpoint.json'), saved);
  const reader = await readJournal(folder);
  expect(reader.view).toEqual(journal.view);
  expect(reader.head).toEqual(journal.head);
});
