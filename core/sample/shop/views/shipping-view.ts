import { shippingAmounts } from '../figures.ts';
import type { Order, Shipping } from '../order-records.ts';
import { allocationView } from './discount-view.ts';
import { bagView, gid, taxView, type View } from './view.ts';

export function shippingView(order: Order, one: Shipping): View {
  return {
    __typename: 'ShippingLine',
    id: gid('ShippingLine', one.id),
    title: one.title,
    code: one.code,
    source: 'shopify',
    carrierIdentifier: null,
    isRemoved: false,
    custom: false,
    originalPriceSet: () => bagView(order, one.price),
    discountedPriceSet: () => bagView(order, shippingAmounts(one, false).price),
    currentDiscountedPriceSet: () => bagView(order, shippingAmounts(one, true).price),
    discountAllocations: () => one.allocations.map(allocation => allocationView(order, allocation)),
    taxLines: () => one.taxes.map(tax => taxView(order, tax)),
  };
}
