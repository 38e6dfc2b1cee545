import type { PlaceOrderInput } from '../../core/sample/shop/place-input.ts';

/** An ordinary paid web order: one mug, standard shipping. */
export const ordinary = (more: Partial<PlaceOrderInput> = {}): PlaceOrderInput => ({
  lines: [{ sku: 'MUG-SLT-350', quantity: 1 }],
  customer: { email: 'ada.baker@example.com', firstName: 'Ada', lastName: 'Baker' },
  ...more,
});

/** An order for an item that the ERP does not know, until `addUnknownItem`. */
export const unknownItem = (): PlaceOrderInput =>
  ordinary({ lines: [{ sku: 'NEW-1', title: 'Teapot', unitPrice: '9.00' }] });
