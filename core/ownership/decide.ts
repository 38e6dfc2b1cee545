import type { FieldRule, Owner } from '../model/ownership.ts';
import { epochMs, type Instant } from '../model/time.ts';

export type Side = Exclude<Owner, 'nobody'>;

/** One field as both sides hold it, in the one form that makes equal mean equal; null: empty, which is a value too. */
export type Held = {
  /** What both last held; undefined: they never agreed. */
  readonly agreed: string | null | undefined;
  readonly shopify: string | null;
  readonly erp: string | null;
};
/** When each side was changed, where that is known. */
export type ChangedAt = { readonly [S in Side]?: Instant | undefined };

/**
 * Why a value is carried: it changed where its owner is; it was never agreed before; the owner's counts against the change of the other
 * side; the newest counts; a person chose it.
 */
export type Grounds = 'owner-changed' | 'first-contact' | 'owner-wins' | 'newest-wins' | 'chosen';
export type FieldDecision =
  | { readonly kind: 'same' }
  | { readonly kind: 'write'; readonly to: Side; readonly value: string | null; readonly because: Grounds }
  /** Both values stand until a person has chosen. */
  | { readonly kind: 'conflict' }
  /** Never synced. */
  | { readonly kind: 'left' };

const other = (side: Side): Side => (side === 'shopify' ? 'erp' : 'shopify');

/**
 * The three-way decision for one field: what was agreed, what Shopify has, what the ERP has. What both sides hold is agreed from then
 * on, so that the echo of an own Write is no change.
 * @param choice whose value a person chose; it settles a conflict and nothing else
 */
export function decide(
  { owner, onConflict }: Pick<FieldRule, 'owner' | 'onConflict'>,
  held: Held,
  changedAt: ChangedAt = {},
  choice?: Side,
): FieldDecision {
  if (owner === 'nobody') return { kind: 'left' };
  if (held.shopify === held.erp) return { kind: 'same' };
  const carry = (from: Side, because: Grounds): FieldDecision => {
    return { kind: 'write', to: other(from), value: held[from], because };
  };
  if (held.agreed === undefined) return carry(owner, 'first-contact');
  if (held[other(owner)] === held.agreed) return carry(owner, 'owner-changed');
  switch (onConflict) {
    case 'owner-wins':
      return carry(owner, 'owner-wins');
    case 'newest-wins': {
      const newest = held[owner] === held.agreed ? other(owner) : newestOf(changedAt);
      if (newest !== undefined) return carry(newest, 'newest-wins');
      break;
    }
    case 'hold-and-ask':
      break;
  }
  return choice === undefined ? { kind: 'conflict' } : carry(choice, 'chosen');
}

/** Undefined where nobody can tell. */
function newestOf({ shopify, erp }: ChangedAt): Side | undefined {
  if (shopify === undefined || erp === undefined) return undefined;
  const [ours, theirs] = [epochMs(shopify), epochMs(erp)];
  if (ours === theirs) return undefined;
  return ours > theirs ? 'shopify' : 'erp';
}
