import type { FieldRule } from '../../../core/model/ownership.ts';
import type { OwnershipRow } from '../../../core/model/ownership-view.ts';
import { sentence } from '../../format.ts';

/** "Shopify", as the row's own choices call it. */
export const ownerWords = ({ owners }: OwnershipRow, { owner }: Pick<FieldRule, 'owner'>): string =>
  owners.find(one => one.owner === owner)?.words ?? sentence(owner);
export const conflictWords = ({ rules }: OwnershipRow, { onConflict }: Pick<FieldRule, 'onConflict'>): string =>
  rules.find(({ rule }) => rule === onConflict)?.words ?? sentence(onConflict);
/** "Shopify; hold and ask": of what is never synced the owner alone. */
export const ruleWords = (row: OwnershipRow, rule: FieldRule): string =>
  rule.owner === 'nobody'
    ? ownerWords(row, rule)
    : `${ownerWords(row, rule)}; ${conflictWords(row, rule).toLowerCase()}`;
