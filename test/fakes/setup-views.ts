import type { Check, Need, PlannedTotals, SetupView } from '../../core/model/setup.ts';

/** Set-up of the shop of Friday morning, as it stands at each step. For tests of the page only. */

const check = (mark: Check['mark'], title: string, text: string, names: readonly string[] = []): Check => ({
  mark,
  title,
  text,
  names,
});

const nothing: SetupView = {
  step: 'welcome',
  isSample: false,
  today: null,
  known: undefined,
  store: {
    address: '',
    signIn: 'client-credentials',
    hasSecret: false,
    checks: [],
    permissions: [
      { scope: 'read_orders', purpose: 'read orders, payments and refunds', needed: true },
      { scope: 'read_products', purpose: 'compare what the shop sells with the items of the ERP', needed: false },
    ],
  },
  erp: {
    kind: undefined,
    fields: {},
    hasKey: false,
    checks: [],
    forms: [
      {
        kind: 'books',
        name: 'Ledgerly',
        versions: '4',
        fields: [
          { name: 'url', label: 'Address', example: 'https://books.example' },
          { name: 'database', label: 'Database', example: 'example' },
        ],
        key: { label: 'API key', where: 'Sign in as a user made for Counterfoil: Preferences, Security.' },
      },
      { kind: 'sample', name: 'Sample ERP', versions: 'to try it out', fields: [], key: undefined },
    ],
  },
  look: { state: 'none', words: '', done: 0, total: undefined, checks: [] },
  needs: [],
  preview: { state: 'none', from: undefined, done: 0, total: undefined, totals: undefined, words: '' },
  cannotKeep: undefined,
};

const store: SetupView = {
  ...nothing,
  step: 'erp',
  today: '2026-11-27',
  store: {
    ...nothing.store,
    address: 'larch-and-loom',
    hasSecret: true,
    checks: [
      check('ok', 'Signed in', 'as Larch & Loom, GBP, Europe/London'),
      check('ok', '5 permissions', 'granted to the app', ['a', 'b', 'c', 'd', 'e', 'f', 'g']),
      check('attention', 'The permission read_all_orders is missing:', 'with it Counterfoil could see older orders.'),
      check('failed', 'The permission read_locations is missing:', 'it is needed to tell where a sale was made.'),
    ],
  },
};
const erp: SetupView = {
  ...store,
  step: 'look',
  erp: {
    ...store.erp,
    kind: 'books',
    fields: { url: 'https://books.larch-and-loom.example', database: 'larch' },
    hasKey: true,
    checks: [check('ok', 'Ledgerly 4 answers', 'in 0.2 s'), check('ok', 'May read', '980 items, 12 taxes')],
  },
};
const found = [
  check('ok', '2 locations', 'Shop floor, Warehouse'),
  check('ok', '3 tax rates', '20% in GB, 5% in GB, 0% in GB'),
  check('attention', '3 products have no SKU', 'They cannot be matched.', ['Gift wrap', 'Card', 'Bag']),
];
const needs: readonly Need[] = [
  {
    missing: { kind: 'tax', country: 'GB', rate: '0.2', pricesIncludeTax: true, title: 'VAT' },
    orders: 120,
    code: 'VAT20',
    label: 'VAT 20 % on sales',
    why: 'the same rate',
  },
  {
    missing: { kind: 'item', sku: 'CDL-FIG-220', title: 'Fig candle' },
    orders: 2,
    code: undefined,
    label: undefined,
    why: 'not known by this SKU',
  },
];
const totals: PlannedTotals = {
  rows: [
    { outcome: 'written', orders: 9, first: '#1056', last: '#1064', money: [{ amount: '512.40', currency: 'GBP' }] },
    { outcome: 'waits', orders: 1, first: '#1065', last: '#1065', money: [{ amount: '16.50', currency: 'GBP' }] },
  ],
  orders: 10,
  money: [{ amount: '528.90', currency: 'GBP' }],
  writes: [{ words: 'sales orders', count: 9 }],
  waits: [{ title: 'Ledgerly does not know CDL-FIG-220', orders: 1 }],
  leftOut: [],
};
const done: SetupView = {
  ...erp,
  step: 'match',
  look: { state: 'done', words: 'Everything is read', done: 980, total: 980, checks: found },
  needs,
};

export const setupViews = {
  nothing,
  store,
  erp,
  reading: { ...erp, look: { state: 'reading', words: 'Reading products', done: 714, total: 980, checks: found } },
  unread: { ...erp, look: { state: 'failed', words: 'Ledgerly does not answer.', done: 0, total: 0, checks: [] } },
  done,
  previewing: {
    ...done,
    step: 'preview',
    preview: { ...nothing.preview, state: 'reading', from: '2026-11-27', done: 4, total: 10 },
  },
  preview: {
    ...done,
    step: 'preview',
    preview: { state: 'done', from: '2026-11-27', done: 10, total: 10, totals, words: '' },
  },
} satisfies Readonly<Record<string, SetupView>>;
