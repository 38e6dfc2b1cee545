import { beforeEach, describe, expect, test } from 'vitest';
import { SyncError } from '../../../core/errors.ts';
import { idOf, openShelves, silent } from './shelves.ts';

let room: Awaited<ReturnType<typeof openShelves>>;
beforeEach(async () => {
  room = await openShelves();
});

test('what differs is written in lots, intent first, and what is the same is agreed on without a Write', async () => {
  room.stock({ a: [5, 5], b: [6, 5], c: [7, 5], d: [8, 5] });
  const { summary } = await room.go();
  expect(Object.fromEntries(room.shelves.right)).toEqual({ a: 5, b: 6, c: 7, d: 8 });
  expect(room.shelves.sent.map(({ records }) => records)).toEqual([['b', 'c'], ['d']]);
  expect(await room.kinds('b')).toEqual(['intended', 'landed']);
  expect(room.goods('a')).toMatchObject({ state: 'agreed', agreed: '5', last: undefined });
  expect(room.goods('b')).toMatchObject({ state: 'agreed', agreed: '6', open: [] });
  expect(summary).toMatchObject({ end: 'ok', words: '3 stock levels written.', counts: { posted: 3, unchanged: 1 } });
});

test('a second look at the same leaves no entry', async () => {
  room.stock({ a: [5, 5], b: [6, 5] });
  await room.go();
  await room.go();
  const { seq } = room.journal.view;
  await room.go();
  expect(room.journal.view.seq).toBe(seq);
});

test('what lost against another writer is read and planned anew, and only that', async () => {
  room.stock({ a: [9, 10], b: [6, 5] });
  room.shelves.onSend = () => {
    room.shelves.onSend = () => {};
    room.shelves.right.set('a', 8);
    room.shelves.left.set('a', 7);
  };
  const { summary } = await room.go();
  expect(Object.fromEntries(room.shelves.right)).toEqual({ a: 7, b: 6 });
  expect(room.shelves.sent.map(({ records }) => records)).toEqual([['a', 'b'], ['a']]);
  expect(summary.counts).toMatchObject({ posted: 2, parked: 0 });
});

test('a record that loses again and again is left for a person, with every value as it is', async () => {
  room.stock({ a: [9, 10] });
  let other = 20;
  room.shelves.onSend = () => room.shelves.right.set('a', (other += 1));
  const { summary } = await room.go();
  expect(room.shelves.right.get('a')).toBe(other);
  expect(room.goods('a')).toMatchObject({ state: 'conflict', problem: { code: 'contended' } });
  expect(summary.end).toBe('attention');
});

test('one that is refused is parked with the reason, and the others of its lot go through', async () => {
  room.stock({ a: [9, 10], b: [6, 5] });
  room.shelves.refuses.add('a');
  await room.go();
  expect(room.goods('a')).toMatchObject({ state: 'parked', problem: { explanation: 'It will not.' } });
  expect(room.shelves.right.get('b')).toBe(6);
});

describe('a reply that is lost', () => {
  test('after the Write has landed: it is read back, found, and not sent again', async () => {
    room.stock({ a: [9, 10] });
    room.shelves.onSent = () => {
      room.shelves.onSent = () => {};
      throw silent();
    };
    await room.go();
    expect(room.shelves.sent).toHaveLength(1);
    expect(room.shelves.reads).toEqual(['all', 'only']);
    expect(await room.kinds('a')).toEqual(['intended', 'failed', 'landed']);
    expect(room.goods('a')).toMatchObject({ state: 'agreed', agreed: '9' });
  });

  test('does not make it forget what had lost against another writer just before', async () => {
    room.stock({ a: [9, 10], b: [9, 10], c: [9, 10] });
    room.shelves.onSend = ([first]) => {
      if (first === 'a') room.shelves.right.set('a', 20);
      if (first !== 'c') return;
      room.shelves.onSend = () => {};
      throw silent();
    };
    await room.go();
    expect(Object.fromEntries(room.shelves.right)).toEqual({ a: 9, b: 9, c: 9 });
  });

  test('late in a long run: it is tried again as in a short one', async () => {
    room.stock({ a: [9, 10], b: [9, 10], c: [9, 10] });
    room.shelves.onSend = ([first]) => {
      room.clock.advance(3 * 60_000);
      if (first !== 'c') return;
      room.shelves.onSend = () => {};
      throw silent();
    };
    const { summary } = await room.go();
    expect(summary.end).toBe('ok');
    expect(room.shelves.right.get('c')).toBe(9);
  });

  test('before it has landed: it is planned from what both sides say then, never from the old figure', async () => {
    room.stock({ a: [9, 10] });
    room.shelves.onSend = () => {
      room.shelves.onSend = () => {};
      room.shelves.left.set('a', 4);
      throw silent();
    };
    await room.go();
    expect(room.shelves.right.get('a')).toBe(4);
    expect(new Set(room.shelves.sent.map(({ key }) => key)).size).toBe(2);
  });
});

test('a plan that takes time is read again before it goes on (INV-08)', async () => {
  room.stock({ a: [9, 10], b: [9, 10], c: [9, 10] });
  room.shelves.onSent = () => {
    room.shelves.onSent = () => {};
    room.clock.advance(6 * 3_600_000);
    room.shelves.left.set('c', 3);
  };
  await room.go();
  expect(room.shelves.right.get('c')).toBe(3);
});

test('the run’s words call each record by its kind, and what holds others up is told by them', async () => {
  room.stock({ a: [97, 1], b: [97, 2], c: [98, 1], d: [97, -1], e: [96, -1], f: [99, -1], g: [99, -1] });
  const { summary, waiting } = await room.go();
  expect(summary.words).toBe(
    '2 stock levels and 1 place waiting for a person, 2 places left out, 1 stock level waiting to be tried again.',
  );
  expect(summary).toMatchObject({ end: 'attention', counts: { seen: 7, skipped: 2, parked: 3, waiting: 1 } });
  expect(waiting).toEqual([idOf('c'), idOf('e')]);
});

test('what is left out, waits or needs a person is told once and clears itself', async () => {
  room.stock({ a: [99, 1], b: [98, 1], c: [97, 1] });
  const { summary, waiting } = await room.go();
  expect(summary.counts).toMatchObject({ skipped: 1, parked: 1, waiting: 1, posted: 0 });
  expect(waiting).toEqual([idOf('b')]);
  expect(room.goods('a')).toMatchObject({ state: 'skipped', reason: 'a bundle' });
  expect([...room.journal.view.asking]).toEqual([idOf('c')]);
  const { seq } = room.journal.view;
  await room.go();
  expect(room.journal.view.seq).toBe(seq);
  room.stock({ c: [1, 1] });
  await room.go();
  expect(room.journal.view.asking.size).toBe(0);
});

test('a read that fails for safety writes nothing, and says so until one goes through', async () => {
  room.stock({ a: [9, 10] });
  room.shelves.onRead = () => {
    throw new SyncError(
      'safety',
      'erp-stock-empty',
      'Odoo sent no stock. The answer was empty, so nothing was written.',
    );
  };
  const { summary } = await room.go();
  expect(room.shelves.sent).toEqual([]);
  expect(summary.end).toBe('stopped');
  const held = room.journal.view.holds.get('export-stock erp-stock-empty');
  expect(held?.problem).toMatchObject({
    title: 'Odoo sent no stock',
    explanation: 'The answer was empty, so nothing was written.',
  });
  room.shelves.onRead = () => {};
  await room.go();
  expect(room.journal.view.holds.size).toBe(0);
  expect(room.shelves.right.get('a')).toBe(9);
});
