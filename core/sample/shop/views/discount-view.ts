import type { Order } from '../order-records.ts';
import { bagView, money, type View } from './view.ts';
import type { Allocation } from '../order-records.ts';

export function discountView(order: Order, index: number): View | null {
  const discount = order.discounts[index];
  if (!discount) return null;
  const { value } = discount;
  return {
    __typename: {
      code: 'DiscountCodeApplication',
      automatic: 'AutomaticDiscountApplication',
      manual: 'ManualDiscountApplication',
    }[discount.kind],
    index,
    allocationMethod: discount.method,
    targetSelection: discount.selection,
    targetType: discount.target,
    value: () =>
      'percentage' in value
        ? { __typename: 'PricingPercentageValue', percentage: value.percentage }
        : money(value.amount.presentment, order.presentmentCurrency),
    ...(discount.kind === 'code' ? { code: discount.name } : { title: discount.name }),
    ...(discount.kind === 'manual' ? { description: null } : {}),
  };
}

export const allocationView = (order: Order, allocation: Allocation): View => ({
  __typename: 'DiscountAllocation',
  allocatedAmountSet: () => bagView(order, allocation.amount),
  discountApplication: () => discountView(order, allocation.application),
});
