import { expect, test } from 'vitest';
import { previewFlow } from '../../../core/engine/preview.ts';
import { problemOf } from '../../../core/engine/settle.ts';
import type { Flow } from '../../../core/engine/flow.ts';
import { SyncError } from '../../../core/errors.ts';
import { openJournalOn } from '../../../core/journal/journal.ts';
import type { Write } from '../../../core/model/write.ts';
import { MemoryJournal } from '../../fakes/memory-journal.ts';

const unused = () => Promise.reject(new Error('a preview does not ask for this'));

test('a preview shows an order that cannot be read too', async () => {
  const error = new SyncError('rejected', 'unreadable-order', 'Shopify sent an order in a form that cannot be read.');
  const flow: Flow<string, undefined, Write> = {
    name: 'import-orders',
    from: undefined,
    moneySide: 'shop',
    pages: async function* () {
      const at = { updatedAt: '2026-11-23T10:00:00Z', fingerprint: 'f' };
      yield [
        { ref: { id: '1', name: '#1' }, ...at, content: { ok: true, record: 'fine' } },
        { ref: { id: '2', name: '#2' }, ...at, content: { ok: false, error } },
      ];
    },
    observe: () => Promise.resolve(undefined),
    plan: () => ({ kind: 'skip', code: 'none', reason: 'None.', writes: [] }),
    gone: () => problemOf('#1', error),
    count: unused,
    one: unused,
    learn: () => {},
    ask: unused,
    act: unused,
  };
  const { view } = await openJournalOn(new MemoryJournal(), { version: '1', device: 'pc' });
  const shown = [];
  for await (const one of previewFlow(flow, view, undefined, new AbortController().signal)) shown.push(one);
  expect(shown).toMatchObject([
    { ref: { name: '#1' }, plan: { kind: 'skip' } },
    { ref: { name: '#2' }, plan: { kind: 'park', problem: { code: 'unreadable-order' } } },
  ]);
});
