import { expect, test } from 'vitest';
import { apply, emptyFold } from '../../../core/journal/fold.ts';
import type { Event } from '../../../core/journal/entry.ts';

const problem = {
  category: 'safety',
  code: 'mass-zero',
  title: '',
  explanation: '',
  nextStep: '',
  missing: [],
  details: {},
} as const;
const plan = { flow: 'export-stock', key: 'mass-zero' } as const;
const held = (...ids: readonly string[]): Event => ({ kind: 'held', run: 'run-1', ...plan, problem, ids });
const approved: Event = { kind: 'hold-ended', ...plan, how: 'approved', by: 'Office PC' };

test.each<readonly [string, readonly Event[], string]>([
  ['while its figures change', [held('a'), held('a', 'b')], '10:00'],
  ['anew once a person let it pass', [held('a'), approved, held('b')], '12:00'],
])('a plan is held since it was first held, %s', (_when, events, since) => {
  const fold = emptyFold();
  for (const [at, event] of events.entries())
    apply(fold, {
      entry: { ...event, seq: at + 1, at: `2026-11-26T1${at}:00:00.000Z`, prev: '', hash: '' },
      position: { segment: '2026-11-26', offset: at },
    });
  expect(fold.holds.get('export-stock mass-zero')?.since).toBe(`2026-11-26T${since}:00.000Z`);
});
