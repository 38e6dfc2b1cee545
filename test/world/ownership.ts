import type { OwnershipStore } from '../../core/agent/ports.ts';
import type { Ownership } from '../../core/model/owned-field.ts';
import { fieldsOf } from '../../core/model/owned-field.ts';
import { eachField } from '../../core/ownership/fields.ts';
import { standardOwnership } from '../../core/ownership/presets.ts';

const goods = [...fieldsOf.products, ...fieldsOf.stock];

/** As a shop that syncs its orders alone: products and stock are nobody's. */
export const ordersAlone: Ownership = eachField(field => {
  const rule = standardOwnership[field];
  return goods.includes(field) && field !== 'stock.committed' ? { ...rule, owner: 'nobody' } : rule;
});

/** ownership.json in memory. */
export function ownerStore(ownership: Ownership = ordersAlone, slip: () => string | undefined = () => undefined) {
  let now = ownership;
  return {
    current: () => now,
    slip,
    // A moment later, as in a file.
    async save(changes) {
      await Promise.resolve();
      for (const { field, rule } of changes) now = { ...now, [field]: rule };
    },
  } satisfies OwnershipStore;
}

export const standardOwner: OwnershipStore = ownerStore();
