import { expect, onTestFinished, test } from 'vitest';
import { createOwnershipChanges } from '../../../core/agent/ownership-changes.ts';
import { openJournalOn } from '../../../core/journal/journal.ts';
import type { FieldRule } from '../../../core/model/ownership.ts';
import { standardOwnership } from '../../../core/ownership/presets.ts';
import { MemoryJournal } from '../../fakes/memory-journal.ts';
import { ownerStore } from '../../world/ownership.ts';

const price = standardOwnership['variant.price'];
const owned = (field: string, before: FieldRule, after: FieldRule, by: string) =>
  expect.objectContaining({ field, by, before: JSON.stringify(before), after: JSON.stringify(after) });

async function open(store = new MemoryJournal(), ownership = ownerStore(standardOwnership)) {
  const journal = await openJournalOn(store, { version: '0.0.0', device: 'Office PC' });
  onTestFinished(() => journal.close());
  const device = { id: 'pc', name: 'Office PC', instance: '1' };
  const changes = createOwnershipChanges({ journal, ownership, device });
  return { store, ownership, changes, told: () => journal.view.ownershipChanges };
}

test('a change is saved and journaled with before, after and who; the same again is no change', async () => {
  const { ownership, changes, told } = await open();
  const rule = { owner: 'shopify', onConflict: 'newest-wins', responsible: 'Owner' } as const;
  await changes.save([{ field: 'variant.price', rule }], 'Odoo');
  await changes.save([{ field: 'variant.price', rule }], 'Odoo');
  await changes.takeUp();
  expect(ownership.current()['variant.price']).toEqual(rule);
  expect(told()).toEqual([owned('variant.price', price, rule, 'Office PC')]);
  await changes.save([{ field: 'variant.price', rule: price }], 'Odoo');
  await changes.takeUp();
  expect(told()).toEqual([
    owned('variant.price', rule, price, 'Office PC'),
    owned('variant.price', price, rule, 'Office PC'),
  ]);
});

test('changes that come at once add to each other', async () => {
  const { ownership, changes, told } = await open();
  const nobody = { ...price, owner: 'nobody' } as const;
  await Promise.all([
    changes.save([{ field: 'variant.price', rule: nobody }], 'Odoo'),
    changes.save([{ field: 'variant.cost', rule: nobody }], 'Odoo'),
  ]);
  expect(told().map(({ field }) => field)).toEqual(['variant.cost', 'variant.price']);
  expect(ownership.current()).toMatchObject({ 'variant.price': nobody, 'variant.cost': nobody });
});

test('an owner or a rule that cannot be is refused in words, and nothing of it is saved', async () => {
  const { ownership, changes, told } = await open();
  const nobody = { ...price, owner: 'nobody' } as const;
  const impossible = { ...standardOwnership['stock.on-hand'], owner: 'shopify' } as const;
  await expect(
    changes.save(
      [
        { field: 'variant.price', rule: nobody },
        { field: 'stock.on-hand', rule: impossible },
      ],
      'Odoo',
    ),
  ).rejects.toThrow(
    'Shopify cannot own the units on hand at a location: people count the stock in Odoo, and Counterfoil never changes it there.',
  );
  const newest = { ...standardOwnership['orders.lines'], onConflict: 'newest-wins' } as const;
  await expect(changes.save([{ field: 'orders.lines', rule: newest }], 'Odoo')).rejects.toThrow(
    '"Newest wins" is not possible for lines and totals of an order: what is in the books is never changed without a person.',
  );
  expect(ownership.current()).toEqual(standardOwnership);
  expect(told()).toEqual([]);
});

test('what a person edits in the file is journaled once, also when it was edited while the agent was away', async () => {
  const { store, ownership, changes, told } = await open();
  const nobody = { ...price, owner: 'nobody' } as const;
  await ownership.save([{ field: 'variant.price', rule: nobody }]);
  await changes.takeUp();
  await changes.takeUp();
  expect(told()).toEqual([owned('variant.price', price, nobody, 'whoever edited ownership.json')]);

  await ownership.save([{ field: 'variant.price', rule: price }]);
  const again = await open(store, ownership);
  await again.changes.takeUp();
  expect(again.told()).toHaveLength(2);
  expect(again.told()[0]).toEqual(owned('variant.price', nobody, price, 'whoever edited ownership.json'));
});

test('an edit that a change on the screen meets is told as its own', async () => {
  const { ownership, changes, told } = await open();
  const nobody = { ...price, owner: 'nobody' } as const;
  await ownership.save([{ field: 'variant.price', rule: nobody }]);
  await changes.save([{ field: 'variant.price', rule: { ...nobody, responsible: 'Owner' } }], 'Odoo');
  expect(told()).toEqual([
    owned('variant.price', nobody, { ...nobody, responsible: 'Owner' }, 'Office PC'),
    owned('variant.price', price, nobody, 'whoever edited ownership.json'),
  ]);
});

test('while the file has a slip, nothing was taken up', async () => {
  let slip: string | undefined = 'ownership.json, line 3: two owners.';
  const ownership = ownerStore(standardOwnership, () => slip);
  const { changes, told } = await open(new MemoryJournal(), ownership);
  await ownership.save([{ field: 'variant.price', rule: { ...price, owner: 'nobody' } }]);
  await changes.takeUp();
  expect(told()).toEqual([]);
  slip = undefined;
  await changes.takeUp();
  expect(told()).toHaveLength(1);
});
