import type { ActionName } from '../model/write.ts';

/** Each action as an intention. */
export const doing: Record<ActionName, string> = {
  'create-customer': 'Create the customer',
  'create-delivery-address': 'Add the delivery address',
  'post-sales-order': 'Post the sales order',
  'discard-draft': 'Remove the draft',
  'create-invoice': 'Make the invoice',
  'record-payment': 'Record the payment',
  'reverse-order': 'Take the sales order back',
  'set-stock': 'Set the stock',
  'update-product': 'Change the product',
  'update-variant': 'Change the variant',
  'create-product': 'Create the product',
  'update-item': 'Change the item',
  'create-item': 'Create the item',
};
/** Each action as it is told afterwards. */
export const done: Record<ActionName, string> = {
  'create-customer': 'Customer created',
  'create-delivery-address': 'Delivery address added',
  'post-sales-order': 'Sales order posted',
  'discard-draft': 'Draft removed',
  'create-invoice': 'Invoice made',
  'record-payment': 'Payment recorded',
  'reverse-order': 'Sales order taken back',
  'set-stock': 'Stock set',
  'update-product': 'Product changed',
  'update-variant': 'Variant changed',
  'create-product': 'Product created',
  'update-item': 'Item changed',
  'create-item': 'Item created',
};
