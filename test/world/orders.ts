import type { PlaceOrderInput } from '../../core/sample/shop/place-input.ts';

/** An ordinary paid web order: one mug, standard shipping. */
export const ordinary = (more: Partial<PlaceOrderInput> = {}): PlaceOrderInput => ({
  lines: [{ sku: 'MUG-SLT-350', quantity: 1 }],
  customer: { email: 'ada.baker@example.com', firstName: 'Ada', lastName: 'Baker' },
  ...more,
});
