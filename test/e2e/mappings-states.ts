import { text, press, dialog, reopen, stall, unread, banner, type ScreenState } from './screen-states.ts';

const slipped = banner(
  'mappings-slip',
  'attention',
  'The changed mappings cannot be used',
  'mappings.json cannot be read. Line 12, column 3: a comma is missing. What was read before counts until then.',
);
const answers = {
  item: { missing: { kind: 'item', sku: 'CDL-FIG-220', title: 'Fig candle, 220 g' }, code: 'CANDLE-FIG-220' },
  tax: { missing: { kind: 'tax', country: 'GB', rate: '0.05', pricesIncludeTax: true, title: 'VAT' }, code: 'VAT5' },
} as const;

/** Mappings in every state. */
export const mappingsStates: readonly ScreenState[] = [
  { name: 'mappings', hash: '#/mappings/products', reach: tab => text(tab, 'Map and send both') },
  { name: 'mappings-locations', hash: '#/mappings/locations', reach: tab => text(tab, 'Leeds shop') },
  { name: 'mappings-taxes', hash: '#/mappings/taxes', reach: tab => text(tab, 'Map and send 1 order') },
  { name: 'mappings-payments', hash: '#/mappings/payments', reach: tab => text(tab, 'Shopify Payments') },
  { name: 'mappings-special', hash: '#/mappings/special', reach: tab => text(tab, 'Delivery charges') },
  { name: 'mappings-countries', hash: '#/mappings/countries', reach: tab => text(tab, 'United Kingdom') },
  { name: 'mappings-customers', hash: '#/mappings/customers', reach: tab => text(tab, 'Sales without a name') },
  {
    name: 'mappings-another-item',
    hash: '#/mappings/products',
    reach: async tab => {
      await tab.getByLabel('Another item…').check();
      await tab.locator('input[data-mapping]').click();
      await tab.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'mappings-change',
    hash: '#/mappings/products',
    reach: async tab => {
      await press(tab, 'Change GFT-WRP');
      await tab.getByRole('dialog').locator('input[data-mapping]').click();
      await tab.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'mappings-remove',
    hash: '#/mappings/products',
    reach: async tab => {
      await press(tab, 'Remove GFT-WRP');
      await dialog(tab);
    },
  },
  {
    name: 'mappings-add',
    hash: '#/mappings/taxes',
    reach: async tab => {
      await press(tab, 'Add…');
      await tab.getByRole('textbox', { name: 'Country' }).fill('IE');
      await tab.getByLabel('Rate in percent').fill('23');
      await tab.getByRole('dialog').locator('input[data-mapping]').waitFor();
    },
  },
  {
    name: 'mappings-file-slip',
    hash: '#/mappings/products',
    given: double => double.change({ banners: [slipped] }),
    reach: tab => text(tab, 'The changed mappings cannot be used'),
  },
  {
    name: 'mappings-nothing-waits',
    hash: '#/mappings/products',
    given: double => {
      for (const kind of ['item', 'tax'] as const) void double.handlers['mapping.add'](answers[kind]);
    },
    reach: tab => text(tab, 'Changed by hand'),
  },
  {
    name: 'mappings-loading',
    hash: '#/mappings/products',
    reach: async tab => {
      await stall(tab, 'mappings.list');
      await reopen(tab, '#/mappings/products');
      await tab.getByRole('status', { name: 'Reading the mappings' }).waitFor();
    },
  },
  {
    name: 'mappings-not-read',
    hash: '#/mappings/products',
    given: double => double.failNext('mappings.list', unread),
    reach: tab => text(tab, 'The list could not be read.'),
  },
  {
    name: 'mappings-erp-away',
    hash: '#/mappings/products',
    reach: async tab => {
      await tab.route('**/api/mapping.choices', route =>
        route.fulfill({
          json: {
            ok: false,
            failure: {
              category: 'transient',
              code: 'erp-away',
              message: 'Odoo does not answer.',
              nextStep: 'Try it again.',
            },
          },
        }),
      );
      await reopen(tab, '#/mappings/products');
      await text(tab, 'Odoo does not answer.');
    },
  },
];
