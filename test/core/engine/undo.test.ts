import { beforeEach, describe, expect, test } from 'vitest';
import { keepTakenBack, undoWrite, type Undone } from '../../../core/engine/undo.ts';
import { idOf, openShelves, silent } from './shelves.ts';

let room: Awaited<ReturnType<typeof openShelves>>;
beforeEach(async () => {
  room = await openShelves();
});

describe('taking a Write back', () => {
  const landedOf = async (name: string): Promise<Undone> => {
    const entries = await room.journal.trace(idOf(name));
    const intended = entries.find(entry => entry.kind === 'intended');
    const landed = entries.find(entry => entry.kind === 'landed');
    if (intended?.kind !== 'intended' || landed === undefined) throw new Error('no Write');
    const { action, fields } = intended.write;
    return { seq: landed.seq, recordId: idOf(name), action, fields };
  };
  const undo = async (name: string) =>
    undoWrite(room.shelves, room.deps(), await landedOf(name), room.nextRun(), new AbortController().signal);

  beforeEach(async () => {
    room.stock({ a: [9, 10] });
    await room.go();
  });

  test('sets back what it changed, tells which entry it takes back, and is not written again by itself', async () => {
    await undo('a');
    expect(room.shelves.right.get('a')).toBe(10);
    const last = (await room.journal.trace(idOf('a'))).findLast(entry => entry.kind === 'intended');
    expect(last).toMatchObject({ write: { undoes: (await landedOf('a')).seq, fields: [{ before: 9, after: 10 }] } });
    await room.go();
    expect(room.shelves.right.get('a')).toBe(10);
    expect(room.goods('a')).toMatchObject({ problem: { code: 'taken-back' } });
  });

  test('holds only for that value: another one of the owner is written', async () => {
    await undo('a');
    room.stock({ a: [7, 10] });
    await room.go();
    expect(room.shelves.right.get('a')).toBe(7);
    expect(room.journal.view.asking.size).toBe(0);
  });

  test('without a reply that had landed: the next run does not write it again', async () => {
    room.shelves.onSent = () => {
      room.shelves.onSent = () => {};
      throw silent();
    };
    await expect(undo('a')).rejects.toThrow('No answer.');
    await room.go();
    expect(room.shelves.right.get('a')).toBe(10);
    expect(room.goods('a')).toMatchObject({ state: 'parked', problem: { code: 'taken-back' } });
  });

  test('without a reply that had not landed: the next run says that both sides still agree, not that it was done', async () => {
    room.shelves.onSend = () => {
      room.shelves.onSend = () => {};
      throw silent();
    };
    await expect(undo('a')).rejects.toThrow('No answer.');
    await room.go();
    expect(room.goods('a')).toMatchObject({ state: 'agreed', problem: undefined });
    expect(await room.kinds('a')).toEqual(['intended', 'landed', 'intended', 'parked', 'failed']);
  });

  test('that is overtaken at the last moment leaves all as it was', async () => {
    room.shelves.onSend = () => {
      room.shelves.onSend = () => {};
      room.shelves.right.set('a', 8);
    };
    await expect(undo('a')).rejects.toThrow('somebody else');
    expect(room.goods('a')).toMatchObject({ state: 'agreed', agreed: '9', problem: undefined });
  });

  test('holds also when another field of the same record is to be written with it', async () => {
    await undo('a');
    const fields = [
      { field: 'on hand', before: 10, after: 9 },
      { field: 'title', before: 'A', after: 'B' },
    ];
    const [compared] = await room.shelves.read({ kind: 'all' });
    const plan = compared && room.shelves.plan(compared);
    if (plan?.kind !== 'write') throw new Error('no Write');
    const both = { ...plan, writes: plan.writes.map(write => ({ ...write, fields })) };
    expect(keepTakenBack(both, room.goods('a')).kind).toBe('park');
  });

  test('is refused where somebody has changed it since', async () => {
    room.shelves.right.set('a', 8);
    await expect(undo('a')).rejects.toThrow('It is another figure by now.');
    expect(room.shelves.right.get('a')).toBe(8);
  });

  test('a person may have it written again', async () => {
    await undo('a');
    await room.journal.append({
      kind: 'chosen',
      record: { id: idOf('a'), name: 'a' },
      choice: 'write-again',
      by: 'PC',
    });
    await room.go();
    expect(room.shelves.right.get('a')).toBe(9);
  });
});
