import { hostname } from 'node:os';
import { z } from 'zod';
import type { Settings } from '../../core/model/settings.ts';
import { shopDomain } from '../../core/shopify/endpoint.ts';
import { apiVersion, cron, day, decimal, endpoint, erpUrl, ownShopDomain, port, text, timeOfDay } from './fields.ts';

const shop = z
  .strictObject({
    domain: ownShopDomain.describe(
      'The store\'s own Shopify address, like "example.myshopify.com": Shopify admin, Settings, Domains.',
    ),
    endpoint: endpoint
      .nullable()
      .default(null)
      .describe(
        'Another address that speaks the same protocol, such as the sample shop or a stand-in on this PC: "http://127.0.0.1:4100". ' +
          'null: the shop itself. The environment variable COUNTERFOIL_SHOP_ENDPOINT wins over it.',
      ),
    credentials: z
      .enum(['admin-token', 'client-credentials'])
      .default('admin-token')
      .describe(
        'How Counterfoil signs in. "admin-token": the environment variable COUNTERFOIL_SHOP_TOKEN. ' +
          '"client-credentials": COUNTERFOIL_SHOP_CLIENT_ID and COUNTERFOIL_SHOP_CLIENT_SECRET of an app from the Dev Dashboard.',
      ),
    apiVersion: apiVersion.default('2026-10').describe('The Admin API version to ask for.'),
  })
  .describe('The Shopify store.');

const sampleErp = z.strictObject({
  kind: z.literal('sample'),
  folder: text('a folder')
    .default('erp')
    .describe("Where the sample ERP keeps its books; a relative path starts in Counterfoil's data folder."),
});
const odoo = z.strictObject({
  kind: z.literal('odoo'),
  url: erpUrl.describe(
    'Where Odoo answers, like "https://example.odoo.com". Plain http:// only for this PC and the local network.',
  ),
  database: text('the name of the database').describe("The name of Odoo's database."),
});
const erp = z
  .discriminatedUnion('kind', [sampleErp, odoo], { error: '"odoo" or "sample"' })
  .describe('The ERP. Its API key is the environment variable COUNTERFOIL_ERP_API_KEY.');

const orders = z
  .strictObject({
    documents: z
      .enum(['order', 'invoice-when-paid'])
      .default('invoice-when-paid')
      .describe(
        '"order": sales orders only. "invoice-when-paid": the invoice and its payments too, once Shopify shows the order as paid.',
      ),
    moneySide: z
      .enum(['shop', 'presentment'])
      .default('shop')
      .describe(
        '"shop": amounts in the shop\'s currency. "presentment": in the currency the customer saw. Kept per order once posted.',
      ),
    roundingTolerance: decimal
      .default('0.01')
      .describe(
        "In the order's currency. A larger difference to the ERP's own rounding is not posted but shown as a problem.",
      ),
    from: day
      .nullable()
      .default(null)
      .describe("First day to import, in the shop's time zone. null: all that the shop shows."),
    testOrders: z.enum(['skip', 'import']).default('skip').describe("What happens to Shopify's test orders."),
    highRisk: z
      .enum(['hold', 'import'])
      .default('hold')
      .describe('What happens to orders that Shopify rates as a high fraud risk. "hold": a person decides.'),
  })
  .describe('How orders are posted.');

const dailyWindow = {
  from: timeOfDay.describe('From this time of day.'),
  to: timeOfDay.describe('To this time of day; earlier than the other one: over midnight.'),
};
const isOpen = ({ from, to }: { readonly from: string; readonly to: string }): boolean => from !== to;
const notEmpty = { error: 'from one time of day to another, not to the same' };

const weekdays = z
  .array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']))
  .min(1, { error: 'at least one day, like ["mon", "tue"]' })
  .describe('The days of the week.');

const alerts = z
  .strictObject({
    notifications: z
      .boolean()
      .default(true)
      .describe('Whether this PC tells of what needs a person. The icon and the page always do.'),
    quietHours: z
      .strictObject(dailyWindow)
      .refine(isOpen, notEmpty)
      .nullable()
      .default(null)
      .describe(
        'From when to when notifications wait, in the shop\'s time zone: { "from": "19:00", "to": "08:00" }. null: never.',
      ),
    failuresBreakThrough: z
      .boolean()
      .default(true)
      .describe('Whether what failed is told in quiet hours too. The icon shows it in any case.'),
    silentAfterHours: z
      .int({ error: 'a whole number of hours from 1 to 168, or null' })
      .min(1, { error: 'at least 1 hour' })
      .max(168, { error: 'at most 168 hours' })
      .nullable()
      .default(3)
      .describe('After how many business hours without a sync an alert comes, although nothing failed. null: never.'),
    businessHours: z
      .strictObject({
        ...dailyWindow,
        days: weekdays,
      })
      .refine(isOpen, notEmpty)
      .default({ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '08:00', to: '18:00' })
      .describe('When the shop trades, in its time zone: the hours that count for silentAfterHours.'),
  })
  .describe('What this PC tells, and when.');

const units = z
  .int({ error: 'a whole number of units' })
  .min(0, { error: 'not less than 0' })
  .max(1_000_000, { error: 'at most 1000000' });
const unitsBy = (words: string, key = z.string()) => z.record(key, units).default({}).describe(words);
/** A number alone would fit no location, and the buffer hold nothing back. */
const locationId = z.string().regex(/^gid:\/\/shopify\/Location\/\d+$/, {
  error: 'Shopify\'s id of a location, like "gid://shopify/Location/1001"',
});
const percent = z
  .number({ error: 'a number from 0 to 100' })
  .min(0, { error: 'not less than 0' })
  .max(100, { error: 'at most 100' });

const stock = z
  .strictObject({
    quantity: z
      .enum(['on_hand', 'available'])
      .default('on_hand')
      .describe(
        'Which of Shopify\'s figures is written. "on_hand": what lies on the shelf; Shopify takes off itself what is sold and not yet sent. ' +
          '"available": what may still be sold.',
      ),
    ordersOnTheWay: z
      .enum(['reduce', 'wait'])
      .default('reduce')
      .describe(
        'What becomes of stock with orders that the ERP does not know yet. "reduce": it is told less by them. "wait": it is not raised before they are in the ERP.',
      ),
    minimumDelta: units
      .min(1, { error: 'at least 1' })
      .default(1)
      .describe('Smaller differences wait. 1: none does. What would drop to 0 never waits.'),
    buffers: z
      .strictObject({
        all: units.default(0).describe('Of every item.'),
        locations: unitsBy("Shopify's location id -> units.", locationId),
        tags: unitsBy('Tag of the product -> units; of several the largest counts.'),
        skus: unitsBy('SKU -> units.'),
      })
      .prefault({})
      .describe('Units kept back from sale. The most special one counts: SKU, tag, location, all.'),
    limits: z
      .strictObject({
        zeroPercent: percent.default(10).describe('Of the SKUs of a location that may drop to 0 in one go.'),
        dropPercent: percent.default(30).describe('Of the SKUs of a location that may drop by half or more in one go.'),
      })
      .prefault({})
      .describe('A plan beyond these is held until a person has looked.'),
    peakLocks: z
      .array(
        z
          .strictObject({
            ...dailyWindow,
            days: weekdays,
            holds: z
              .enum(['increases', 'everything'])
              .default('increases')
              .describe('"increases": sales still lower stock. "everything": nothing is written.'),
          })
          .refine(isOpen, notEmpty),
      )
      .default([])
      .describe("When stock is not raised, in the shop's time zone."),
    fractions: z
      .enum(['refuse', 'round-down'])
      .default('refuse')
      .describe('What becomes of stock that is no whole number. "refuse": it is not written, and named.'),
  })
  .describe("How the ERP's stock is told to Shopify.");

const products = z
  .strictObject({
    priceList: text('the code of a price list, or null')
      .nullable()
      .default(null)
      .describe("The ERP's price list that counts as the price. null: the items' own price."),
    limitPercent: percent
      .default(20)
      .describe('A plan that would change more of all products in one field is held until a person has looked.'),
  })
  .describe('How products are compared.');

const updates = z
  .strictObject({
    automatic: z
      .boolean()
      .default(true)
      .describe(
        'Whether the desktop app fetches new versions by itself. They are put in place only when nothing runs.',
      ),
    metered: z
      .enum(['detect', 'no', 'yes'])
      .default('detect')
      .describe(
        'Whether this network is paid by volume, so that no new version is fetched over it. "detect": as the system says.',
      ),
  })
  .describe('New versions of the desktop app.');

/** settings.json as a person writes it. */
export const settingsFile = z.strictObject({
  $schema: z.string().optional().describe('For editors: completion and checks while typing.'),
  mode: z
    .enum(['live', 'watch'])
    .default('live')
    .describe('"live": writes. "watch": plans and shows everything, and writes nothing to either side.'),
  shop,
  erp,
  schedule: cron
    .optional()
    .describe(
      'When to look for changes: a cron expression with five fields in the shop\'s time zone. Left out: "*/5 * * * *", ' +
        'and every minute with the sample ERP.',
    ),
  orders: orders.prefault({}),
  stock: stock.prefault({}),
  products: products.prefault({}),
  alerts: alerts.prefault({}),
  updates: updates.prefault({}),
  page: z
    .strictObject({
      port: port.default(0).describe("Port of Counterfoil's page on this PC; 0 picks a free one."),
    })
    .describe("Counterfoil's own page, which only this PC can open.")
    .prefault({}),
  deviceName: text('a name for this PC')
    .optional()
    .describe('How this PC is called on another PC that stands by. Left out: the name the computer has.'),
});

export const settingsSchema = settingsFile.transform(({ $schema: _editor, ...file }): Settings => ({
  ...file,
  shop: { ...file.shop, domain: shopDomain(file.shop.domain) },
  schedule: file.schedule ?? (file.erp.kind === 'sample' ? '* * * * *' : '*/5 * * * *'),
  deviceName: file.deviceName ?? hostname(),
}));
