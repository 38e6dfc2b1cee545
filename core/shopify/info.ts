import { z } from 'zod';
import { dayOf, type Instant } from '../model/time.ts';
import type { ShopInfo } from '../ports.ts';
import { shopInfo } from './operations.ts';
import { parsed } from './parse-page.ts';
import { goodsRefusals, lackingPermissions, missingScopes, missingScopesError, neededScopes } from './scopes.ts';
import { versionNotice } from './version.ts';

const info = z.object({
  shop: z.object({
    id: z.string(),
    name: z.string(),
    myshopifyDomain: z.string(),
    currencyCode: z.string(),
    ianaTimezone: z.string(),
    shopAddress: z.object({ countryCodeV2: z.string().nullish() }).nullish(),
  }),
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
});

type Asked = {
  readonly version: string;
  readonly answeredVersion: string | undefined;
  readonly now: Instant;
};

export function infoOf(data: unknown, { version, answeredVersion, now }: Asked): ShopInfo {
  const { shop, currentAppInstallation } = parsed(info, shopInfo.name, data);
  const grantedScopes = currentAppInstallation.accessScopes.map(({ handle }) => handle);
  const missing = missingScopes(neededScopes('import-orders'), grantedScopes);
  const ending = versionNotice(version, answeredVersion, dayOf(now, shop.ianaTimezone));
  return {
    id: shop.id,
    name: shop.name,
    domain: shop.myshopifyDomain,
    currency: shop.currencyCode,
    zone: shop.ianaTimezone,
    country: shop.shopAddress?.countryCodeV2 ?? undefined,
    grantedScopes,
    answeredVersion,
    lacking: lackingPermissions(grantedScopes),
    refusal: missingScopesError(missing),
    refusals: goodsRefusals(grantedScopes),
    notices: ending === undefined ? [] : [{ code: ending.code, words: `${ending.words} ${ending.nextStep}` }],
  };
}
