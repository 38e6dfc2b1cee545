import type { Mappings } from '../../model/mappings.ts';
import type { Ownership } from '../../model/owned-field.ts';
import type { OrderSettings } from '../../model/settings.ts';
import type { Instant } from '../../model/time.ts';
import type { ErpFeatures } from '../../ports.ts';
import type { Digest } from './keys.ts';

/** Everything besides the two systems' state that decides a plan. */
export type ImportPolicy = {
  readonly orders: OrderSettings;
  readonly mappings: Mappings;
  readonly ownership: Ownership;
  /** The ERP as people call it. */
  readonly erp: string;
  readonly features: ErpFeatures;
  readonly shopZone: string;
  /** Where goods without an address change hands (POS); of a shop that tells no country, only a tax for every country fits. */
  readonly shopCountry: string;
  /** For words: other currencies are told by their code. */
  readonly shopCurrency: string;
  readonly digest: Digest;
  /** When the run began. */
  readonly now: Instant;
};
