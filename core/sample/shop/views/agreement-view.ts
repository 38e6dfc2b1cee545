import { listConnection, type PageArguments } from '../connection.ts';
import { NO_MONEY, plus } from '../money.ts';
import type { Agreement, Order, Sale } from '../order-records.ts';
import { lineView } from './line-view.ts';
import { refundView } from './refund-view.ts';
import { shippingView } from './shipping-view.ts';
import { bagView, gid, taxView, time, type Looking, type View } from './view.ts';

const TYPES = { ORDER: 'OrderAgreement', ORDER_EDIT: 'OrderEditAgreement', REFUND: 'RefundAgreement' } as const;
const SALES = {
  PRODUCT: 'ProductSale',
  GIFT_CARD: 'GiftCardSale',
  TIP: 'TipSale',
  SHIPPING: 'ShippingLineSale',
  ADDITIONAL_FEE: 'AdditionalFeeSale',
  ADJUSTMENT: 'AdjustmentSale',
} as const;

export function agreementView(look: Looking, order: Order, agreement: Agreement): View {
  const refund = order.refunds.find(one => one.id === agreement.refundId);
  return {
    __typename: TYPES[agreement.reason],
    id: gid('SalesAgreement', agreement.id),
    happenedAt: time(agreement.at),
    reason: agreement.reason,
    app: null,
    user: null,
    ...(refund ? { refund: () => refundView(look, order, refund) } : {}),
    sales: (args: PageArguments) => listConnection(agreement.sales, args, one => saleView(look, order, one)),
  };
}

function saleView(look: Looking, order: Order, sale: Sale): View {
  const line = order.lines.find(one => one.id === sale.of);
  const shipping = order.shipping.find(one => one.id === sale.of);
  const fee = order.fees.find(one => one.id === sale.of);
  return {
    __typename: SALES[sale.type],
    id: gid('Sale', sale.id),
    actionType: sale.action,
    lineType: sale.type,
    quantity: sale.quantity,
    totalAmount: () => bagView(order, sale.total),
    totalTaxAmount: () => bagView(order, plus(...sale.taxes.map(tax => tax.amount))),
    totalDiscountAmountBeforeTaxes: () => bagView(order, sale.discount),
    totalDiscountAmountAfterTaxes: () => bagView(order, NO_MONEY),
    taxes: () =>
      sale.taxes.map((tax, i) => ({
        id: gid('SaleTax', sale.id * 10 + i),
        amount: bagView(order, tax.amount),
        taxLine: taxView(order, tax),
      })),
    ...(line ? { lineItem: () => lineView(look, order, line) } : {}),
    ...(shipping ? { shippingLine: () => shippingView(order, shipping) } : {}),
    ...(fee ? { additionalFee: () => ({ id: gid('AdditionalFee', fee.id), name: fee.name }) } : {}),
  };
}
