/** What went wrong, in the eight kinds of DESIGN section 5. The kind alone decides what happens next. */
export type Category = 'transient' | 'busy' | 'auth' | 'mapping' | 'rejected' | 'conflict' | 'safety' | 'bug';

export type SystemName = 'shop' | 'erp' | 'agent';

/** Something a mapping must name before a record can go on. `code`: what it names now, which the ERP does not have. */
export type Missing =
  | { readonly kind: 'item'; readonly sku: string; readonly title: string }
  | { readonly kind: 'special-item'; readonly role: SpecialItem; readonly code?: string | undefined }
  | {
      readonly kind: 'tax';
      readonly country: string;
      readonly rate: string;
      readonly pricesIncludeTax: boolean;
      readonly title: string;
      readonly code?: string | undefined;
      /** Of what `code` names, where the ERP has it with another rate. */
      readonly codeRate?: string | undefined;
    }
  | { readonly kind: 'country'; readonly country: string }
  | { readonly kind: 'payment-method'; readonly gateway: string; readonly code?: string | undefined }
  /** Where a sale in a shop took its goods from. */
  | { readonly kind: 'location'; readonly id: string; readonly name: string }
  | { readonly kind: 'walk-in-customer' }
  /** `key`: our external reference for the customer. */
  | { readonly kind: 'customer'; readonly key: string };

/** Lines that are no product: each needs an ERP item to be booked on. */
export const specialItems = [
  'shipping',
  'tip',
  'gift-card',
  'duties',
  'fee',
  'custom-line',
  'marketplace-tax',
  'rounding',
] as const;
export type SpecialItem = (typeof specialItems)[number];

/** What a person sees: what happened to which order, why, what to do next. */
export type Problem = {
  readonly category: Category;
  readonly code: string;
  readonly title: string;
  readonly explanation: string;
  readonly nextStep: string;
  readonly missing: readonly Missing[];
  /** Whose side it is on, where that leads to what to do. */
  readonly system?: SystemName;
  /** For whoever knows the ERP: both breakdowns, raw messages. Never personal data. */
  readonly details: Readonly<Record<string, string>>;
};

type More = Partial<Pick<Problem, 'missing' | 'details'>>;

export const problem = (
  category: Category,
  code: string,
  title: string,
  explanation: string,
  nextStep: string,
  { missing = [], details = {} }: More = {},
): Problem => ({ category, code, title, explanation, nextStep, missing, details });

/**
 * What a person may decide besides retrying: import a risky order anyway; keep the posted document although Shopify differs;
 * post an order again whose document is gone from the ERP.
 */
export type Decision = 'accept-risk' | 'leave-as-is' | 'post-again';
