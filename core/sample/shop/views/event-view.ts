import { textFilter, idFilter, timeFilter } from '../filters.ts';
import type { ShopEvent } from '../records.ts';
import type { Filters } from '../search.ts';
import type { Store } from '../store.ts';
import { gid, time, type View } from './view.ts';

const TYPES = { PRODUCT: 'Product', PRODUCT_VARIANT: 'ProductVariant' } as const;

export const eventView = (one: ShopEvent): View => ({
  __typename: 'BasicEvent',
  id: gid('BasicEvent', one.id),
  action: one.action,
  createdAt: time(one.at),
  message: one.message,
  appTitle: null,
  attributeToApp: false,
  attributeToUser: true,
  criticalAlert: false,
  subjectId: gid(TYPES[one.subject], one.subjectId),
  subjectType: one.subject,
  hasAdditionalContent: false,
  additionalContent: null,
  additionalData: null,
});

export function eventFilters(store: Store): Filters<ShopEvent> {
  const now = (): number => store.now();
  return {
    id: idFilter(one => one.id),
    action: textFilter(one => [one.action]),
    subject_type: textFilter(one => [one.subject]),
    comments: () => true,
    created_at: timeFilter(one => one.at, store.settings.timeZone, now),
  };
}
