import type { GoodsFeatures } from '../../goods-ports.ts';
import type { Mappings } from '../../model/mappings.ts';
import type { Ownership } from '../../model/owned-field.ts';
import type { ProductSettings } from '../../model/settings.ts';
import type { Instant } from '../../model/time.ts';
import type { Digest } from '../import-orders/keys.ts';

/** Everything besides the two systems' state that decides a plan. */
export type ProductsPolicy = {
  readonly settings: ProductSettings;
  readonly mappings: Mappings;
  readonly ownership: Ownership;
  /** The ERP as people call it. */
  readonly erp: string;
  readonly features: GoodsFeatures;
  readonly shopZone: string;
  readonly shopCurrency: string;
  readonly digest: Digest;
  /** When the run began. */
  readonly now: Instant;
};
