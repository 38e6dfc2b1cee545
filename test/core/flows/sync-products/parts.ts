import { createHash } from 'node:crypto';
import type { Compared, GoodsPlan } from '../../../../core/engine/comparison.ts';
import { packAgreed, type Agreed } from '../../../../core/flows/sync-products/agreed.ts';
import { knownFrom } from '../../../../core/flows/sync-products/known.ts';
import type { ProductPair } from '../../../../core/flows/sync-products/pair.ts';
import { pairsOf } from '../../../../core/flows/sync-products/pairs.ts';
import { planPair } from '../../../../core/flows/sync-products/plan.ts';
import type { ProductsPolicy } from '../../../../core/flows/sync-products/policy.ts';
import type { ProductWrite } from '../../../../core/flows/sync-products/writes.ts';
import type { GoodsState } from '../../../../core/journal/goods.ts';
import type { Mappings } from '../../../../core/model/mappings.ts';
import type { FieldRule } from '../../../../core/model/ownership.ts';
import type { OwnedField } from '../../../../core/model/owned-field.ts';
import {
  productFields,
  variantFields,
  type ErpItem,
  type ProductVariant,
  type ShopProduct,
} from '../../../../core/model/product.ts';
import { eachField } from '../../../../core/ownership/fields.ts';

export const seen = '2026-11-26T09:12:00Z';

export const variant = (n: number, sku: string | null, more: Partial<ProductVariant> = {}): ProductVariant => ({
  id: `gid://shopify/ProductVariant/${n}`,
  itemId: `gid://shopify/InventoryItem/${n}`,
  title: `Mug ${n}`,
  bundle: false,
  updatedAt: seen,
  ...more,
  values: { sku, price: '14', barcode: null, ...more.values },
});

export const product = (
  n: number,
  variants: readonly ProductVariant[],
  more: Partial<ShopProduct> = {},
): ShopProduct => ({
  id: `gid://shopify/Product/${n}`,
  title: `Product ${n}`,
  isGiftCard: false,
  updatedAt: seen,
  variants,
  ...more,
  values: { title: `Product ${n}`, status: 'active', ...more.values },
});

export const item = (n: number, code: string, more: Partial<ErpItem> = {}): ErpItem => ({
  id: `${n}`,
  code,
  name: `Item ${n}`,
  active: true,
  updatedAt: '2026-11-25T17:40:00Z',
  ...more,
  values: { sku: code, price: '14', barcode: null, ...more.values },
  family: {
    id: `f${n}`,
    updatedAt: '2026-11-25T17:40:00Z',
    values: { title: `Product ${n}`, status: 'active' },
    ...more.family,
  },
});

export const nothingMapped: Mappings = {
  items: {},
  specialItems: {},
  taxes: [],
  countries: {},
  paymentMethods: {},
  warehouses: { 'gid://shopify/Location/1': 'WH' },
  customers: {},
  walkInCustomer: null,
};

const nobody: FieldRule = { owner: 'nobody', onConflict: 'hold-and-ask', responsible: null };
export const asks = (owner: FieldRule['owner']): FieldRule => ({
  owner,
  onConflict: 'hold-and-ask',
  responsible: null,
});
export const wins = (owner: FieldRule['owner']): FieldRule => ({ owner, onConflict: 'owner-wins', responsible: null });

/** Nobody owns what is not named. */
export const policy = (
  owned: Readonly<Partial<Record<OwnedField, FieldRule>>> = {},
  more: Partial<ProductsPolicy> = {},
): ProductsPolicy => ({
  settings: { priceList: null, limitPercent: 10 },
  mappings: nothingMapped,
  ownership: eachField(field => owned[field] ?? nobody),
  erp: 'Tryton',
  features: {
    stock: true,
    readsFields: [...productFields, ...variantFields],
    writesFields: [...productFields, ...variantFields],
    createsItems: true,
    priceLists: [],
  },
  shopZone: 'Europe/London',
  shopCurrency: 'GBP',
  digest: text => createHash('sha256').update(text).digest('hex'),
  now: '2026-11-26T10:00:00Z',
  ...more,
});

export const agreed = (more: Partial<Agreed> = {}): string =>
  packAgreed({
    erpId: '1',
    familyId: 'f1',
    productId: 'gid://shopify/Product/1',
    code: 'MUG',
    seen: '2026-11-20T10:00:00Z',
    archived: false,
    values: { sku: 'MUG', price: '14' },
    since: {},
    ...more,
  });

export const state = (id: string, more: Partial<GoodsState> = {}): GoodsState => ({
  id,
  name: 'MUG',
  flow: 'sync-products',
  state: 'agreed',
  agreed: undefined,
  agreedAt: '2026-11-12T17:02:00Z',
  problem: undefined,
  reason: undefined,
  cause: undefined,
  since: undefined,
  open: [],
  choice: undefined,
  at: '2026-11-12T17:02:00Z',
  last: undefined,
  ...more,
});

export const statesOf = (...states: readonly GoodsState[]): ReadonlyMap<string, GoodsState> =>
  new Map(states.map(one => [one.id, one]));

/** Both lists as a whole, brought together. */
export const compare = (
  products: readonly ShopProduct[],
  items: readonly ErpItem[],
  {
    goods = new Map(),
    with: by = policy(),
  }: { readonly goods?: ReadonlyMap<string, GoodsState>; readonly with?: ProductsPolicy } = {},
): readonly Compared<ProductPair>[] =>
  pairsOf({ products, asked: undefined, items, stock: new Map() }, knownFrom(goods), by.mappings);

/** What is planned for everything, by name of the record; products by their title. */
export const plans = (
  products: readonly ShopProduct[],
  items: readonly ErpItem[],
  by: ProductsPolicy,
  goods: ReadonlyMap<string, GoodsState> = new Map(),
): ReadonlyMap<string, GoodsPlan<ProductWrite>> =>
  new Map(
    compare(products, items, { goods, with: by }).map(one => [one.ref.name, planPair(one, goods.get(one.ref.id), by)]),
  );

export const writesOf = (plan: GoodsPlan<ProductWrite> | undefined): readonly ProductWrite[] =>
  plan?.kind === 'write' ? plan.writes : [];
