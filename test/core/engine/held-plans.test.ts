import { beforeEach, describe, expect, test } from 'vitest';
import { SyncError } from '../../../core/errors.ts';

import { idOf, openShelves } from './shelves.ts';

let room: Awaited<ReturnType<typeof openShelves>>;
beforeEach(async () => {
  room = await openShelves();
});

describe('a held plan', () => {
  beforeEach(() => {
    room.stock({ a: [0, 10], b: [0, 10], c: [0, 10], d: [9, 10] });
    room.shelves.mostToZero = 2;
  });

  test('is not written, is in the journal with its records, and the rest goes on', async () => {
    const { summary } = await room.go();
    expect(Object.fromEntries(room.shelves.right)).toEqual({ a: 10, b: 10, c: 10, d: 9 });
    expect(room.journal.view.holds.get('export-stock mass-zero')).toMatchObject({ ids: ['a', 'b', 'c'].map(idOf) });
    expect(summary).toMatchObject({ end: 'attention', counts: { parked: 3, posted: 1 } });
  });

  test('stays held for a look at some of it, however few they are', async () => {
    await room.go();
    await room.go({ kind: 'only', ids: [idOf('a')] });
    expect(room.shelves.right.get('a')).toBe(10);
  });

  test('keeps all its records when only some are looked at, however many', async () => {
    room.shelves.mostToZero = 1;
    await room.go();
    await room.go({ kind: 'only', ids: [idOf('a'), idOf('b')] });
    expect(room.journal.view.holds.get('export-stock mass-zero')).toMatchObject({ ids: ['a', 'b', 'c'].map(idOf) });
  });

  const letPass = (key: string) =>
    room.journal.append({ kind: 'hold-ended', flow: 'export-stock', key, how: 'approved', by: 'Office PC' });

  test('that was let pass stays so for the rest when one of its records is retried first', async () => {
    room.shelves.mostToZero = 1;
    await room.go();
    await letPass('mass-zero');
    await room.go({ kind: 'only', ids: [idOf('a')] });
    expect(room.shelves.right.get('b')).toBe(10);
    await room.go();
    expect(Object.fromEntries(room.shelves.right)).toEqual({ a: 0, b: 0, c: 0, d: 9 });
  });

  test('of an answer that was empty is back when it is let pass and the answer is empty again', async () => {
    room.shelves.onRead = () => {
      throw new SyncError('safety', 'erp-stock-empty', 'Odoo sent no room.stock. Nothing was written.');
    };
    await room.go();
    await letPass('erp-stock-empty');
    await room.go();
    expect(room.journal.view.holds.get('export-stock erp-stock-empty')?.approvedBy).toBeUndefined();
  });

  test('goes through once a person has let it, and is over then', async () => {
    await room.go();
    await letPass('mass-zero');
    await room.go();
    expect(Object.fromEntries(room.shelves.right)).toEqual({ a: 0, b: 0, c: 0, d: 9 });
    expect(room.journal.view.holds.size).toBe(0);
  });

  test('is over by itself when the other side no longer says so', async () => {
    await room.go();
    room.stock({ a: [10, 10], b: [10, 10], c: [10, 10] });
    await room.go();
    expect(room.journal.view.holds.size).toBe(0);
  });

  test('is told once, not with each run', async () => {
    await room.go();
    await room.go();
    let held = 0;
    for await (const { kind } of room.journal.entries()) if (kind === 'held') held += 1;
    expect(held).toBe(1);
  });
});
