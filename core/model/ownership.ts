export const owners = ['shopify', 'erp', 'nobody'] as const;
/** Whose value counts. `nobody`: the field is never synced. */
export type Owner = (typeof owners)[number];

/** What happens when the side that does not own a field has changed it. */
export const conflictRules = ['owner-wins', 'hold-and-ask', 'newest-wins'] as const;
export type ConflictRule = (typeof conflictRules)[number];

export type FieldRule = {
  readonly owner: Owner;
  readonly onConflict: ConflictRule;
  /** Who looks after it, as people say it. */
  readonly responsible: string | null;
};

/** The six parts of the matrix, in the order in which they are shown and signed. */
export const domains = ['products', 'stock', 'orders', 'returns', 'tax', 'customers'] as const;
export type Domain = (typeof domains)[number];
