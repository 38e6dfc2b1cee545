import { ownedFields, type OwnedField, type Ownership, type OwnershipChange } from '../model/owned-field.ts';
import type { ConflictRule, Owner } from '../model/ownership.ts';
import { presetIds, type PresetId } from '../model/ownership-view.ts';
import { eachField } from './fields.ts';
import { isSameRule, ownerName } from './rule.ts';

type Owners = Readonly<Record<PresetId, Owner>>;

const all = (owner: Owner): Owners => ({
  'erp-is-master': owner,
  'shopify-is-master': owner,
  'shopify-sells': owner,
});
/** Whoever is master says it. Else each side keeps its own words. */
const masters: Owners = { ...all('nobody'), 'erp-is-master': 'erp', 'shopify-is-master': 'shopify' };
/** What decides how a shop looks: an ERP knows little of it. */
const shopWindow: Owners = { ...all('nobody'), 'shopify-is-master': 'shopify' };
const books: Owners = { ...all('erp'), 'shopify-is-master': 'shopify' };

const presetOwners: Readonly<Record<OwnedField, Owners>> = {
  'product.title': masters,
  'product.description': masters,
  'product.vendor': masters,
  'product.type': masters,
  'product.tags': shopWindow,
  'product.status': shopWindow,
  'variant.sku': masters,
  'variant.barcode': books,
  'variant.price': books,
  'variant.compare-at-price': shopWindow,
  'variant.cost': books,
  'variant.weight': books,
  'variant.tracked': masters,
  'products.create': masters,
  'stock.on-hand': { ...all('erp'), 'shopify-is-master': 'nobody' },
  'stock.committed': all('shopify'),
  'stock.unmapped': all('nobody'),
  'orders.lines': all('shopify'),
  'orders.delivery-address': all('shopify'),
  'orders.payments': all('shopify'),
  'orders.status': all('shopify'),
  'orders.fulfilment': books,
  'returns.refund': all('shopify'),
  'returns.restock': books,
  'tax.amounts': all('shopify'),
  'tax.rounding': all('shopify'),
  'tax.invoice-number': all('erp'),
  'tax.invoice-date': all('shopify'),
  'customers.name': all('shopify'),
  'customers.email': all('shopify'),
  'customers.phone': all('shopify'),
  'customers.tags': all('nobody'),
  'customers.merge': all('nobody'),
};

/** Words and counts follow their owner by themselves; money, codes and the books wait for a person. */
const ownerWins: ReadonlySet<OwnedField> = new Set([
  'product.title',
  'product.description',
  'product.vendor',
  'product.type',
  'product.tags',
  'product.status',
  'variant.weight',
  'stock.on-hand',
]);
const onConflict = (field: OwnedField): ConflictRule => (ownerWins.has(field) ? 'owner-wins' : 'hold-and-ask');

/** Nobody is named in it. */
const presetOwnership = (id: PresetId): Ownership =>
  eachField(field => ({ owner: presetOwners[field][id], onConflict: onConflict(field), responsible: null }));

/** Where ownership.json says nothing: Shopify sells, the ERP keeps stock and books. */
export const standardOwnership: Ownership = presetOwnership('shopify-sells');

/** Which one it is, whoever looks after the fields. Undefined: a shop's own. */
export const presetOf = (ownership: Ownership): PresetId | undefined =>
  presetIds.find(id => presetChanges(ownership, id).length === 0);

/** What a preset would change, field by field. People stay responsible for what they were. */
export function presetChanges(ownership: Ownership, id: PresetId): readonly OwnershipChange[] {
  const wanted = presetOwnership(id);
  return ownedFields.flatMap(field => {
    const { responsible } = ownership[field];
    return isSameRule(ownership[field], wanted[field]) ? [] : [{ field, rule: { ...wanted[field], responsible } }];
  });
}

type PresetWords = { readonly name: string; readonly means: string };
export function presetWords(id: PresetId, erp: string): PresetWords {
  const theErp = ownerName('erp', erp);
  switch (id) {
    case 'erp-is-master':
      return {
        name: `${theErp} is master`,
        means: `Products are kept in ${erp}: titles, prices, codes, new items and the stock go to Shopify. Tags, sale prices and what is on show stay with each side. Orders go to ${erp}.`,
      };
    case 'shopify-is-master':
      return {
        name: 'Shopify is master',
        means: `Products are kept in Shopify and go to ${erp}, new ones too. Stock is carried neither way. Orders go to ${erp}.`,
      };
    case 'shopify-sells':
      return {
        name: `Shopify sells, ${erp} keeps stock and books`,
        means: `Each side keeps its own words for a product. ${theErp} says price, cost, barcode, weight and stock; Shopify sells, and its orders go to ${erp}.`,
      };
  }
}
