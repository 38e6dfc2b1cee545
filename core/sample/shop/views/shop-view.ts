import { Temporal } from 'temporal-polyfill';
import { STOCK_NAMES } from '../records.ts';
import { metafieldOf, metafieldsOf } from './metafield-view.ts';
import { gid, type Looking, type View } from './view.ts';

export const API_VERSION = '2026-10';

export const PUBLIC_VERSIONS: readonly View[] = [
  ['2026-01', '2026-01', true],
  ['2026-04', '2026-04', true],
  ['2026-07', '2026-07', true],
  ['2026-10', '2026-10 (Latest)', true],
  ['2027-01', '2027-01 (Release candidate)', false],
  ['unstable', 'unstable', false],
].map(([handle, displayName, supported]) => ({ __typename: 'ApiVersion', handle, displayName, supported }));

export function shopView(look: Looking): View {
  const { settings } = look.store;
  const zoned = Temporal.Instant.fromEpochMilliseconds(look.store.now()).toZonedDateTimeISO(settings.timeZone);
  const id = gid('Shop', 71_200_000_001);
  return {
    __typename: 'Shop',
    id,
    name: settings.name,
    myshopifyDomain: settings.domain,
    email: settings.email,
    contactEmail: settings.email,
    currencyCode: settings.currency,
    enabledPresentmentCurrencies: settings.presentmentCurrencies,
    ianaTimezone: settings.timeZone,
    timezoneAbbreviation: () =>
      new Intl.DateTimeFormat('en-GB', { timeZone: settings.timeZone, timeZoneName: 'short' })
        .formatToParts(look.store.now())
        .find(part => part.type === 'timeZoneName')?.value,
    timezoneOffset: zoned.offset.replace(':', ''),
    timezoneOffsetMinutes: zoned.offsetNanoseconds / 60_000_000_000,
    taxesIncluded: settings.taxesIncluded,
    taxShipping: true,
    unitSystem: 'METRIC_SYSTEM',
    weightUnit: 'GRAMS',
    orderNumberFormatPrefix: '#',
    orderNumberFormatSuffix: '',
    plan: { publicDisplayName: 'Grow', partnerDevelopment: false, shopifyPlus: false },
    primaryDomain: { host: settings.domain, url: `https://${settings.domain}` },
    url: `https://${settings.domain}`,
    shopAddress: {
      company: settings.name,
      address1: settings.address1,
      address2: null,
      city: settings.city,
      province: null,
      provinceCode: null,
      zip: settings.zip,
      country: settings.country,
      countryCodeV2: settings.countryCode,
    },
    resourceLimits: { locationLimit: 10, maxProductOptions: 3, maxProductVariants: 2048, redirectLimitReached: false },
    metafield: metafieldOf(look, id),
    metafields: metafieldsOf(look, id),
  };
}

export function appInstallationView(look: Looking): View {
  const id = gid('AppInstallation', look.app.installationId);
  return {
    __typename: 'AppInstallation',
    id,
    accessScopes: [...look.access.scopes].map(handle => ({ handle, description: handle.replaceAll('_', ' ') })),
    app: {
      id: gid('App', look.app.id),
      title: look.app.title,
      handle: look.app.title.toLowerCase().replaceAll(' ', '-'),
    },
    metafield: metafieldOf(look, id),
    metafields: metafieldsOf(look, id),
  };
}

const ON_HAND_PARTS = STOCK_NAMES.filter(name => name !== 'incoming');

export const inventoryPropertiesView = {
  quantityNames: [...STOCK_NAMES, 'on_hand'].map(name => ({
    name,
    displayName: name.replaceAll('_', ' ').replace(/^./, first => first.toUpperCase()),
    isInUse: true,
    belongsTo: name === 'on_hand' || name === 'incoming' ? [] : ['on_hand'],
    comprises: name === 'on_hand' ? ON_HAND_PARTS : [],
  })),
};
