import type { Settings } from '../../core/model/settings.ts';

/** The settings that join a sample shop and a sample ERP, whose books lie in `erp` inside the data folder. */
export const sampleSettings = (
  shop: { readonly domain: string; readonly url: string },
  deviceName: string,
): Settings => ({
  mode: 'live',
  shop: { domain: shop.domain, endpoint: shop.url, credentials: 'admin-token', apiVersion: '2026-10' },
  erp: { kind: 'sample', folder: 'erp' },
  schedule: '* * * * *',
  orders: {
    documents: 'invoice-when-paid',
    moneySide: 'shop',
    roundingTolerance: '0.01',
    from: null,
    testOrders: 'skip',
    highRisk: 'hold',
  },
  stock: {
    quantity: 'on_hand',
    ordersOnTheWay: 'reduce',
    minimumDelta: 1,
    buffers: { all: 0, locations: {}, tags: {}, skus: {} },
    limits: { zeroPercent: 10, dropPercent: 30 },
    peakLocks: [],
    fractions: 'refuse',
  },
  products: { priceList: null, limitPercent: 20 },
  alerts: {
    notifications: true,
    quietHours: null,
    failuresBreakThrough: true,
    silentAfterHours: 3,
    businessHours: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '08:00', to: '18:00' },
  },
  updates: { automatic: true, metered: 'detect' },
  page: { port: 0 },
  deviceName,
});
