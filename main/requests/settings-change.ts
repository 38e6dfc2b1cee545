import { z } from 'zod';
import type {
  AlertSettings,
  PeakLock,
  ProductSettings,
  Settings,
  StockSettings,
  UpdateSettings,
  Weekday,
} from '../../core/model/settings.ts';
import { oneOf } from './one-of.ts';

const text = z.string().max(200);
const timeOfDay = z.string().max(5);
const dailyWindow = { from: timeOfDay, to: timeOfDay };
const days = z
  .array(oneOf<Weekday>({ mon: true, tue: true, wed: true, thu: true, fri: true, sat: true, sun: true }))
  .max(7)
  .readonly();
const unitsBy = z.record(text, z.number());

export const mode = oneOf<Settings['mode']>({ watch: true, live: true });

const alerts: z.ZodType<AlertSettings> = z.strictObject({
  notifications: z.boolean(),
  quietHours: z.strictObject(dailyWindow).nullable(),
  failuresBreakThrough: z.boolean(),
  silentAfterHours: z.number().nullable(),
  businessHours: z.strictObject({ ...dailyWindow, days }),
});

const updates: z.ZodType<UpdateSettings> = z.strictObject({
  automatic: z.boolean(),
  metered: oneOf<UpdateSettings['metered']>({ detect: true, no: true, yes: true }),
});

const stock: z.ZodType<StockSettings> = z.strictObject({
  quantity: oneOf<StockSettings['quantity']>({ on_hand: true, available: true }),
  ordersOnTheWay: oneOf<StockSettings['ordersOnTheWay']>({ reduce: true, wait: true }),
  minimumDelta: z.number(),
  buffers: z.strictObject({ all: z.number(), locations: unitsBy, tags: unitsBy, skus: unitsBy }),
  limits: z.strictObject({ zeroPercent: z.number(), dropPercent: z.number() }),
  peakLocks: z
    .array(
      z.strictObject({
        ...dailyWindow,
        days,
        holds: oneOf<PeakLock['holds']>({ increases: true, everything: true }),
      }),
    )
    .max(100)
    .readonly(),
  fractions: oneOf<StockSettings['fractions']>({ refuse: true, 'round-down': true }),
});

const products: z.ZodType<ProductSettings> = z.strictObject({
  priceList: text.nullable(),
  limitPercent: z.number(),
});

/** Of the right shape; what they may say is checked where settings.json is written. */
export const settingsChange = z
  .strictObject({ schedule: text, mode, deviceName: text, stock, products, alerts, updates })
  .partial();
