import type { ImportPolicy } from '../flows/import-orders/policy.ts';
import { anyCountry } from '../model/mappings.ts';
import { instantOf } from '../model/time.ts';
import type { ErpInfo, ShopInfo } from '../ports.ts';
import type { Sides } from './ports.ts';

/** The settings and mappings of this moment, and what both sides say of themselves. */
export const importPolicy = (deps: Omit<Sides, 'shop'>, shop: ShopInfo, erp: ErpInfo): ImportPolicy => ({
  orders: deps.settings.orders,
  mappings: deps.mappings.current(),
  ownership: deps.ownership.current(),
  erp: erp.name,
  features: deps.erp.features,
  shopZone: shop.zone,
  shopCountry: shop.country ?? anyCountry,
  shopCurrency: shop.currency,
  digest: deps.digest,
  now: instantOf(deps.clock.now()),
});
