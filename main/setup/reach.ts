import { join } from 'node:path';
import { erpForms, openErp } from '../../core/erp/registry.ts';
import { SyncError } from '../../core/errors.ts';
import type { ErpSettings, ShopSettings } from '../../core/model/settings.ts';
import type { Check, ErpGiven, StoreGiven } from '../../core/model/setup.ts';
import type { Catalogue, ChoiceKind, Erp, ErpInfo, Secrets, Shop, ShopInfo } from '../../core/ports.ts';
import { erpChecks, storeChecks } from '../../core/setup/checks.ts';
import { shopDomain } from '../../core/shopify/endpoint.ts';
import { openShop } from '../../core/shopify/shop.ts';
import { systemClock } from '../clock.ts';
import { shopEndpoint } from '../config/config.ts';
import { settingsFile } from '../config/settings-schema.ts';

/** A store that was reached, with what it said. */
export type Store = {
  readonly shop: Shop & Catalogue;
  readonly info: ShopInfo;
  readonly settings: ShopSettings;
  readonly checks: readonly Check[];
};
export type Books = {
  readonly erp: Erp;
  readonly info: ErpInfo;
  readonly settings: ErpSettings;
  readonly checks: readonly Check[];
};

/** Signs in and asks who it is. @throws SyncError in words for an address, a key or a store that is not right. */
export async function reachStore(
  { address, signIn }: Pick<StoreGiven, 'address' | 'signIn'>,
  secrets: Secrets,
  signal: AbortSignal,
): Promise<Store> {
  const settings: ShopSettings = {
    ...settingsFile.shape.shop.parse({ domain: shopDomain(address) }),
    credentials: signIn,
    endpoint: shopEndpoint(process.env) ?? null,
  };
  const shop = openShop({ settings, secrets, clock: systemClock });
  const info = await shop.info(signal);
  return { shop, info, settings, checks: storeChecks(info) };
}

const kinds: readonly (readonly [ChoiceKind, string])[] = [
  ['item', 'items'],
  ['tax', 'taxes'],
  ['payment-method', 'payment methods'],
  ['warehouse', 'warehouses'],
];

/** Signs in and reads a little of everything that orders need. @throws SyncError in words. */
export async function reachBooks(
  given: Pick<ErpGiven, 'kind' | 'fields'>,
  store: Store,
  ownFolder: string,
  secrets: Secrets,
  signal: AbortSignal,
): Promise<Books> {
  const settings = erpSettings(given);
  const erp = await openErp(await withBooks(settings, store, ownFolder, signal), secrets);
  return { erp, settings, ...(await booksChecks(erp, store.info.currency, signal)) };
}

/** Asks who it is and reads a little of everything that orders need. */
export async function booksChecks(
  erp: Erp,
  shopCurrency: string | undefined,
  signal: AbortSignal,
): Promise<Pick<Books, 'info' | 'checks'>> {
  const beganMs = systemClock.now();
  const info = await erp.info(signal);
  const tookMs = systemClock.now() - beganMs;
  const counts = [];
  for (const [kind, words] of kinds) counts.push({ words, count: (await erp.choices(kind, '', signal)).length });
  return { info, checks: erpChecks(info, counts, shopCurrency, tookMs) };
}

/** A sample ERP for a shop of one's own gets that shop's products, so that there is something to match. */
async function withBooks(
  settings: ErpSettings,
  { shop }: Store,
  ownFolder: string,
  signal: AbortSignal,
): Promise<ErpSettings> {
  if (settings.kind !== 'sample') return settings;
  const folder = join(ownFolder, settings.folder);
  await (await import('../demo.ts')).seedBooks(folder, shop, signal);
  return { ...settings, folder };
}

/** As settings.json would check it, in the words of the form. */
function erpSettings({ kind, fields }: Pick<ErpGiven, 'kind' | 'fields'>): ErpSettings {
  const { data, error } = settingsFile.shape.erp.safeParse({ kind, ...fields });
  if (data !== undefined) return data;
  const [issue] = error?.issues ?? [];
  const field = erpForms.find(form => form.kind === kind)?.fields.find(({ name }) => name === issue?.path[0]);
  throw new SyncError(
    'rejected',
    'erp-field-wrong',
    field === undefined ? 'Choose one of the ERPs shown.' : `${field.label} must be ${issue?.message}.`,
    { system: 'agent' },
  );
}
