import { connectionCost } from './operation.ts';

// Few objects on purpose: each one selected here is paid once a page row. Scalars, MoneyBag and MailingAddress are free.

const INLINE_LINES = 50;
const INLINE_SHIPPING = 5;

const moneyBag = `fragment Bag on MoneyBag { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }`;
const taxLine = `fragment Tax on TaxLine { title rate channelLiable priceSet { ...Bag } }`;

export const lineFields = `
fragment Line on LineItem {
  id title sku isGiftCard quantity currentQuantity
  originalUnitPriceSet { ...Bag }
  discountAllocations { allocatedAmountSet { ...Bag } }
  taxLines { ...Tax }
}`;

export const shippingFields = `
fragment Shipping on ShippingLine {
  id title isRemoved
  originalPriceSet { ...Bag }
  discountAllocations { allocatedAmountSet { ...Bag } }
  taxLines { ...Tax }
}`;

export const moneyFields = `
${moneyBag}
${taxLine}`;

export const orderFields = `
fragment OrderFields on Order {
  id name createdAt processedAt updatedAt cancelledAt closedAt test edited taxesIncluded
  sourceName displayFinancialStatus displayFulfillmentStatus email phone
  retailLocation { id name address { countryCode } }
  risk { recommendation assessments { riskLevel } }
  customer { id firstName lastName defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } }
  billingAddress { ...Addr } shippingAddress { ...Addr }
  totalPriceSet { ...Bag } currentTotalPriceSet { ...Bag } totalTaxSet { ...Bag } totalTipReceivedSet { ...Bag } originalTotalDutiesSet { ...Bag }
  additionalFees { name price { ...Bag } taxLines { ...Tax } }
  transactions { id kind status gateway test processedAt amountSet { ...Bag } }
  shippingLines(first: ${INLINE_SHIPPING}, includeRemovals: true) { pageInfo { hasNextPage endCursor } nodes { ...Shipping } }
  lineItems(first: ${INLINE_LINES}) { pageInfo { hasNextPage endCursor } nodes { ...Line } }
}
fragment Addr on MailingAddress { name company address1 address2 city province zip countryCodeV2 phone }
${lineFields}
${shippingFields}
${moneyFields}`;

/** The line itself, its discounts and its taxes; a shipping line costs the same. */
export const LINE_COST = 3;

const RISK = 2;
const CUSTOMER = 3;
const RETAIL_LOCATION = 2;
const FEES = 2;
const TRANSACTIONS = 1;

export const ORDER_COST =
  1 +
  RETAIL_LOCATION +
  RISK +
  CUSTOMER +
  FEES +
  TRANSACTIONS +
  connectionCost(INLINE_SHIPPING, LINE_COST) +
  connectionCost(INLINE_LINES, LINE_COST);
