import type { OwnershipChange, OwnedField } from './owned-field.ts';
import type { ConflictRule, Domain, FieldRule, Owner } from './ownership.ts';
import type { Instant } from './time.ts';

/** The ownership matrix as a person sees, changes and signs it. The ERP is called by its name in all words. */

export const presetIds = ['erp-is-master', 'shopify-is-master', 'shopify-sells'] as const;
export type PresetId = (typeof presetIds)[number];

/** `refusal`: why it cannot be chosen for this field; undefined: it can. */
export type OwnerChoice = { readonly owner: Owner; readonly words: string; readonly refusal: string | undefined };
export type ConflictChoice = {
  readonly rule: ConflictRule;
  readonly words: string;
  readonly refusal: string | undefined;
};

export type OwnershipRow = FieldRule & {
  readonly field: OwnedField;
  readonly label: string;
  /** Completes "Shopify owns ...". */
  readonly called: string;
  readonly owners: readonly OwnerChoice[];
  readonly rules: readonly ConflictChoice[];
  /** A flow obeys it today. Of the others a screen says that Counterfoil does not carry them yet. */
  readonly carried: boolean;
  /** Why the owner of the moment has no effect: this ERP does not hold the field. */
  readonly trouble: string | undefined;
};
export type OwnershipDomain = {
  readonly domain: Domain;
  readonly name: string;
  readonly rows: readonly OwnershipRow[];
};

export type OwnershipPreset = {
  readonly id: PresetId;
  readonly name: string;
  readonly means: string;
  /** What choosing it would change; none: it is in force. */
  readonly changes: readonly OwnershipChange[];
};

/** One change from the journal. `before` and `after` are in words: "Shopify; hold and ask; Office". */
export type OwnershipHistory = {
  /** As the journal has it: a field of another version stays readable. */
  readonly field: string;
  readonly label: string;
  readonly at: Instant;
  readonly by: string;
  readonly before: string;
  readonly after: string;
};

/** What a change of the matrix does at the next sync. */
export type OwnershipConsequence = {
  readonly field: OwnedField;
  /** "Title: from Nobody to Shopify. 214 differ today; Shopify's replace Odoo's at the next sync." */
  readonly words: string;
  /** Records whose value would be replaced. */
  readonly count: number;
  readonly examples: readonly { readonly record: string; readonly before: string; readonly after: string }[];
};

/** `slip`: why ownership.json cannot be used as it is, so that nothing is written; `history`: newest first. */
export type OwnershipView = {
  readonly domains: readonly OwnershipDomain[];
  /** Undefined: the shop's own. */
  readonly preset: PresetId | undefined;
  readonly presets: readonly OwnershipPreset[];
  readonly slip: string | undefined;
  readonly history: readonly OwnershipHistory[];
};
