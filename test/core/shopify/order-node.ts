/** Answers as the API gives them: money as texts with as many digits as it likes, blanks as null or "". */
export const bag = (shop: unknown, presentment: unknown = shop) => ({
  shopMoney: { amount: shop, currencyCode: 'GBP' },
  presentmentMoney: { amount: presentment, currencyCode: 'EUR' },
});

export const tax = (amount: string, rate: unknown = 0.2) => ({
  title: 'VAT',
  rate,
  channelLiable: null,
  priceSet: bag(amount),
});

export const lineNode = (id: number, quantity = 1, currentQuantity = quantity, more: object = {}) => ({
  id: `gid://shopify/LineItem/${id}`,
  title: `Mug ${id}`,
  sku: `MUG-${id}`,
  isGiftCard: false,
  quantity,
  currentQuantity,
  originalUnitPriceSet: bag('14.9', '17.50'),
  discountAllocations: [{ allocatedAmountSet: bag('1.0', '1.2') }, { allocatedAmountSet: bag('0.49', '0.58') }],
  taxLines: [tax('2.48')],
  ...more,
});

export const pageOf = (nodes: readonly unknown[], next?: string) => ({
  pageInfo: next === undefined ? { hasNextPage: false, endCursor: null } : { hasNextPage: true, endCursor: next },
  nodes,
});

export const orderNode = (number: number, more: object = {}) => ({
  id: `gid://shopify/Order/${number}`,
  name: `#${number}`,
  createdAt: '2026-11-22T10:00:00Z',
  processedAt: '2026-11-22T10:00:00Z',
  updatedAt: '2026-11-22T10:00:05Z',
  cancelledAt: null,
  closedAt: null,
  test: false,
  edited: false,
  taxesIncluded: true,
  sourceName: 'web',
  displayFinancialStatus: 'PAID',
  displayFulfillmentStatus: 'UNFULFILLED',
  email: 'ada@example.com',
  phone: null,
  retailLocation: null,
  risk: { recommendation: 'ACCEPT', assessments: [{ riskLevel: 'LOW' }] },
  customer: {
    id: 'gid://shopify/Customer/7',
    firstName: 'Ada',
    lastName: 'Byron',
    defaultEmailAddress: { emailAddress: 'ada@example.com' },
    defaultPhoneNumber: null,
  },
  billingAddress: null,
  shippingAddress: {
    name: 'Ada Byron',
    company: '',
    address1: '1 Wharf Road',
    address2: null,
    city: 'Leeds',
    province: 'England',
    zip: 'LS1 4AP',
    countryCodeV2: 'GB',
    phone: null,
  },
  totalPriceSet: bag('33.31', '39.22'),
  currentTotalPriceSet: bag('33.31', '39.22'),
  totalTaxSet: bag('5.55', '6.54'),
  totalTipReceivedSet: bag('0.0'),
  originalTotalDutiesSet: null,
  additionalFees: [],
  transactions: [
    {
      id: 'gid://shopify/OrderTransaction/1',
      kind: 'SALE',
      status: 'SUCCESS',
      gateway: 'shopify_payments',
      test: false,
      processedAt: '2026-11-22T10:00:00Z',
      amountSet: bag('33.31', '39.22'),
    },
  ],
  shippingLines: pageOf([
    {
      id: 'gid://shopify/ShippingLine/1',
      title: 'Standard',
      isRemoved: false,
      originalPriceSet: bag('4.9', '5.8'),
      discountAllocations: [],
      taxLines: [tax('0.82')],
    },
  ]),
  lineItems: pageOf([lineNode(1), lineNode(2)]),
  ...more,
});
