import type { Handlers } from '../../core/contract.ts';
import type { OwnershipEntry } from '../../core/journal/view.ts';
import type { OwnedField, Ownership } from '../../core/model/owned-field.ts';
import type { OwnershipConsequence } from '../../core/model/ownership-view.ts';
import { knownFields } from '../../core/ownership/fields.ts';
import { standardOwnership } from '../../core/ownership/presets.ts';
import { ownerName } from '../../core/ownership/rule.ts';
import { ownershipView } from '../../core/ownership/view.ts';
import { ago, now } from './friday-morning.ts';

type OwnershipRequestName = 'ownership.get' | 'ownership.consequences' | 'ownership.save';

const looksAfter: Partial<Record<OwnedField, string>> = {
  'product.title': 'Office',
  'product.description': 'Office',
  'variant.price': 'Owner',
  'stock.on-hand': 'Stockroom',
  'orders.lines': 'Bookkeeper',
};
const named = (field: OwnedField): Ownership[OwnedField] => ({
  ...standardOwnership[field],
  responsible: looksAfter[field] ?? null,
});
const isField = (field: string): field is OwnedField => field in standardOwnership;
const friday: Ownership = Object.keys(standardOwnership)
  .filter(isField)
  .reduce((all, field) => ({ ...all, [field]: named(field) }), standardOwnership);
const firstChanges: readonly OwnershipEntry[] = [
  {
    field: 'variant.price',
    before: JSON.stringify({ ...friday['variant.price'], responsible: null }),
    after: JSON.stringify(friday['variant.price']),
    by: 'Office PC',
    at: ago(20_000),
  },
];
/** How many differ between Shopify and Odoo today. */
const differing: Partial<Record<OwnedField, number>> = { 'product.title': 214, 'product.vendor': 3 };

export type OwnershipDouble = {
  readonly handlers: Handlers<OwnershipRequestName>;
  /** As where ownership.json was edited and cannot be read. */
  slip(words: string): void;
};

/** The matrix in an agent double: as the product tells it, with this morning's names and differences. */
export function ownershipDouble(
  on: <A extends readonly unknown[], R>(name: string, handle: (...args: A) => R) => (...args: A) => R,
): OwnershipDouble {
  let ownership = friday;
  let changes = firstChanges;
  let slip: string | undefined;
  const view = () =>
    ownershipView({
      ownership,
      slip,
      changes,
      erp: 'Odoo',
      features: {
        stock: true,
        priceLists: [],
        createsItems: true,
        readsFields: ['title', 'description', 'type', 'sku', 'barcode', 'price', 'cost', 'weight'],
        writesFields: ['title', 'description', 'sku', 'barcode', 'price', 'cost', 'weight'],
      },
    });
  const handlers: Handlers<OwnershipRequestName> = {
    'ownership.get': on('ownership.get', view),
    'ownership.consequences': on('ownership.consequences', asked =>
      asked.map(({ field, rule }): OwnershipConsequence => {
        const from = ownerName(ownership[field].owner, 'Odoo');
        const to = ownerName(rule.owner, 'Odoo');
        const { label } = knownFields[field];
        const count = rule.owner === 'nobody' || from === to ? 0 : (differing[field] ?? 0);
        const other = rule.owner === 'shopify' ? 'Odoo' : 'Shopify';
        const follows =
          count === 0
            ? ' Nothing differs today.'
            : ` ${count} differ today; ${to}’s replace ${other}’s at the next sync.`;
        const change = from === to ? `${label}: ${to} as before.` : `${label}: from ${from} to ${to}.`;
        const examples = [
          { record: 'MUG-SLT-350', before: 'Mug slate 350', after: 'Slate mug 350 ml' },
          { record: 'APR-LIN-NVY', before: 'Apron navy', after: 'Linen apron, navy' },
        ];
        return { field, words: `${change}${follows}`, count, examples: count === 0 ? [] : examples };
      }),
    ),
    'ownership.save': on('ownership.save', asked => {
      for (const { field, rule } of asked) {
        const [before, after] = [JSON.stringify(ownership[field]), JSON.stringify(rule)];
        changes = [{ field, before, after, by: 'Office PC', at: now }, ...changes];
        ownership = { ...ownership, [field]: rule };
      }
      return view();
    }),
  };
  return { handlers, slip: words => void (slip = words) };
}
