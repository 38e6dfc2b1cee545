import type { MappingChange, MappingGap, MappingList, MappingRow } from '../model/mapping-list.ts';
import type { JournalView, RecordState } from '../journal/view.ts';
import { gapKey } from '../model/gap.ts';
import type { Mappings } from '../model/mappings.ts';
import { specialItems, type Missing } from '../model/problem.ts';
import { sourceOf } from './mapping.ts';
import { missingFrom } from './missing-schema.ts';

/** Everything that is mapped, in the form in which an order would miss it. */
function mapped(mappings: Mappings): readonly { readonly what: Missing; readonly code: string }[] {
  const { walkInCustomer } = mappings;
  return [
    ...Object.entries(mappings.items).map(([sku, code]) => ({ what: { kind: 'item', sku, title: '' }, code }) as const),
    ...specialItems.flatMap(role => {
      const code = mappings.specialItems[role];
      return code === undefined ? [] : [{ what: { kind: 'special-item', role }, code } as const];
    }),
    ...mappings.taxes.map(({ code, ...tax }) => ({ what: { kind: 'tax', ...tax, title: '' }, code }) as const),
    ...Object.entries(mappings.countries).map(
      ([country, code]) => ({ what: { kind: 'country', country }, code }) as const,
    ),
    ...Object.entries(mappings.paymentMethods).map(
      ([gateway, code]) => ({ what: { kind: 'payment-method', gateway }, code }) as const,
    ),
    ...Object.entries(mappings.warehouses).map(
      ([id, code]) => ({ what: { kind: 'location', id, name: '' }, code }) as const,
    ),
    ...(walkInCustomer === null ? [] : [{ what: { kind: 'walk-in-customer' }, code: walkInCustomer } as const]),
    ...Object.entries(mappings.customers).map(([key, code]) => ({ what: { kind: 'customer', key }, code }) as const),
  ];
}

type Waiting = { readonly missing: Missing; readonly orders: { readonly id: string; readonly name: string }[] };

/** As much of the journal's view as it takes. */
type Seen = Pick<JournalView, 'mappingChanges'> & {
  readonly records: ReadonlyMap<string, Pick<RecordState, 'id' | 'name' | 'problem'>>;
};

/** What open problems miss, each with the orders that wait for it. */
function gapsOf(view: Seen, mappings: Mappings): readonly MappingGap[] {
  const waiting = new Map<string, Waiting>();
  for (const { id, name, problem } of view.records.values())
    for (const missing of problem?.missing ?? []) {
      const key = gapKey(missing);
      const gap = waiting.get(key) ?? { missing, orders: [] };
      waiting.set(key, gap);
      if (gap.orders.at(-1)?.id !== id) gap.orders.push({ id, name });
    }
  return [...waiting.values()]
    .map(({ missing, orders }) => ({ missing, orders, code: sourceOf(mappings, missing) }))
    .toSorted((a, b) => b.orders.length - a.orders.length);
}

/** What is mapped, what orders wait for, and what was changed by hand. Needs neither of the two systems. */
export function mappingList(view: Seen, mappings: Mappings): MappingList {
  const changes = view.mappingChanges.flatMap(({ what, ...rest }): readonly MappingChange[] => {
    const known = missingFrom(what);
    return known === undefined ? [] : [{ what: known, ...rest }];
  });
  const gaps = gapsOf(view, mappings);
  // Only where an order has named it is a title known; the newest name wins.
  const named = new Map(
    [...changes.toReversed().map(({ what }) => what), ...gaps.map(({ missing }) => missing)].map(
      what => [gapKey(what), what] as const,
    ),
  );
  const last = new Map(changes.toReversed().map(change => [gapKey(change.what), change] as const));
  const rows = mapped(mappings).map(({ what, code }): MappingRow => {
    const change = last.get(gapKey(what));
    return {
      what: named.get(gapKey(what)) ?? what,
      code,
      // Whoever edited the file since leaves no name.
      changed: change?.after === code ? { at: change.at, by: change.by, before: change.before } : undefined,
    };
  });
  return { gaps, rows, changes };
}
