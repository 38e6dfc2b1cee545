import { SyncError, assertNever } from '../errors.ts';
import type { OwnedField, Ownership } from '../model/owned-field.ts';
import type { ConflictRule, FieldRule, Owner } from '../model/ownership.ts';
import type { FieldDecision, Side } from './decide.ts';
import { knownFields } from './fields.ts';

export const ownerOf = (ownership: Ownership, field: OwnedField): Owner => ownership[field].owner;

/**
 * The rule by which Shopify's value of a field is written to the ERP, as a sentence: asked for before every Write.
 * @throws SyncError 'safety' where Shopify does not own it
 */
export function ruleFor(ownership: Ownership, field: OwnedField): string {
  const { called } = knownFields[field];
  const owner = ownerOf(ownership, field);
  if (owner === 'shopify') return `Shopify owns ${called}`;
  throw new SyncError('safety', 'not-the-owner', `Shopify does not own ${called}, so it is not written to the ERP.`, {
    system: 'agent',
    nextStep: 'Say in ownership.json who owns it.',
    details: { field, owner },
  });
}

/** The three rules as a screen names them. */
export const conflictWords: Readonly<Record<ConflictRule, string>> = {
  'owner-wins': 'Owner wins',
  'hold-and-ask': 'Hold and ask',
  'newest-wins': 'Newest wins',
};

/** As people say it, at the start of a sentence. @param erp the ERP's name */
export const ownerName = (owner: Owner, erp: string): string =>
  owner === 'shopify' ? 'Shopify' : owner === 'nobody' ? 'Nobody' : upperFirst(erp);

const upperFirst = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;

const sideName = (side: Side, erp: string): string => (side === 'shopify' ? 'Shopify' : erp);

/** The ownership rule that allows a decided Write, in words. */
export function decidedRule(
  field: OwnedField,
  { to, because }: Pick<Extract<FieldDecision, { kind: 'write' }>, 'to' | 'because'>,
  erp: string,
): string {
  const { called } = knownFields[field];
  const from: Side = to === 'erp' ? 'shopify' : 'erp';
  const owns = `${ownerName(from, erp)} owns ${called}`;
  switch (because) {
    case 'owner-changed':
      return owns;
    case 'first-contact':
      return `${owns}; both sides were never compared before, so its value counts`;
    case 'owner-wins':
      return `${owns}, and wins over the change in ${sideName(to, erp)}`;
    case 'newest-wins':
      return `The newest change of ${called} counts, and it was made in ${sideName(from, erp)}`;
    case 'chosen':
      return `A person chose what ${sideName(from, erp)} says for ${called}`;
    default:
      return assertNever(because, 'grounds of a decision');
  }
}

/** What the matrix says of a field: "Odoo owns the price of a variant; hold and ask". */
export function ruleInWords(
  field: OwnedField,
  { owner, onConflict }: Pick<FieldRule, 'owner' | 'onConflict'>,
  erp: string,
): string {
  const conflict = owner === 'nobody' ? 'never synced' : conflictWords[onConflict].toLowerCase();
  return `${ownerName(owner, erp)} owns ${knownFields[field].called}; ${conflict}`;
}

/** Why a field cannot have this owner; undefined: it can. */
export function ownerRefusal(field: OwnedField, owner: Owner, erp: string): string | undefined {
  const { owners, ownersBecause } = knownFields[field];
  return owners.includes(owner) ? undefined : ownersBecause(erp);
}

/** Why a conflict over a field cannot be settled this way; undefined: it can. */
export function conflictRefusal(field: OwnedField, rule: ConflictRule, erp: string): string | undefined {
  const { rules, rulesBecause } = knownFields[field];
  return rules.includes(rule) ? undefined : rulesBecause(erp);
}

/** Whether two rules say the same, whoever looks after them. */
export const isSameRule = (one: FieldRule, two: FieldRule): boolean =>
  one.owner === two.owner && one.onConflict === two.onConflict;
