import type { Compared, GoodsPlan } from '../../../../core/engine/comparison.ts';
import { levelName, noUnits, type LevelPair, type UnitsOnTheWay } from '../../../../core/flows/export-stock/pair.ts';
import { planLevel } from '../../../../core/flows/export-stock/plan-level.ts';
import type { StockPolicy } from '../../../../core/flows/export-stock/policy.ts';
import type { SetStock } from '../../../../core/flows/export-stock/set-stock.ts';
import type { GoodsState } from '../../../../core/journal/goods.ts';
import type { StockSettings } from '../../../../core/model/settings.ts';
import type { ErpItemStock, ShopLevel, StockFigures } from '../../../../core/model/stock.ts';
import { sampleSettings } from '../../../../main/config/sample-settings.ts';

export const now = '2026-11-27T12:00:00Z';
export const shopFloor = 'gid://shopify/Location/101';
export const stockRoom = 'gid://shopify/Location/102';

const settings = (more: Partial<StockSettings> = {}): StockSettings => ({
  ...sampleSettings({ domain: '', url: '' }, '').stock,
  ...more,
});

export type PolicyChange = Partial<Omit<StockPolicy, 'settings' | 'states'>> & {
  readonly settings?: Partial<StockSettings>;
  readonly states?: () => readonly GoodsState[];
};

export const policy = ({ settings: changed = {}, states = () => [], ...more }: PolicyChange = {}): StockPolicy => ({
  mappings: { items: {}, warehouses: { [shopFloor]: 'WH' } },
  ownership: { 'stock.on-hand': { owner: 'erp', onConflict: 'owner-wins', responsible: null } },
  erp: 'Tryton',
  shopZone: 'Europe/London',
  now,
  orders: () => ({ unposted: [], since: now, isSettled: () => false }),
  states: () => new Map(states().map(one => [one.id, one])),
  ...more,
  settings: settings(changed),
});

/** `onHand` follows from the others. */
export const figures = (more: Partial<Omit<StockFigures, 'onHand'>>): StockFigures => {
  const all = { available: 0, committed: 0, reserved: 0, incoming: 0, damaged: 0, safetyStock: 0, qualityControl: 0 };
  const { available, committed, reserved, damaged, safetyStock, qualityControl, incoming } = { ...all, ...more };
  const onHand = available + committed + reserved + damaged + safetyStock + qualityControl;
  return { available, committed, reserved, damaged, safetyStock, qualityControl, incoming, onHand };
};

export const level = (more: Partial<ShopLevel> = {}): ShopLevel => ({
  id: 'gid://shopify/InventoryLevel/1?inventory_item_id=11',
  itemId: 'gid://shopify/InventoryItem/11',
  variantId: 'gid://shopify/ProductVariant/21',
  locationId: shopFloor,
  sku: 'MUG',
  title: 'Mug, slate',
  tracked: true,
  bundle: false,
  tags: [],
  isActive: true,
  updatedAt: '2026-11-27T10:00:00Z',
  figures: figures({ available: 10 }),
  ...more,
});

export const item = (onHand: string, promised = '0', more: Partial<ErpItemStock> = {}): ErpItemStock => ({
  code: 'MUG',
  name: 'Mug',
  kind: 'stocked',
  levels: [{ warehouse: 'WH', onHand, promised }],
  ...more,
});

export const onTheWay = (more: Partial<UnitsOnTheWay>): UnitsOnTheWay => ({ ...noUnits, orders: ['#1042'], ...more });

export const pair = (more: Partial<LevelPair> = {}): LevelPair => ({
  kind: 'level',
  level: level(),
  location: 'Shop floor',
  warehouse: 'WH',
  code: more.level?.sku ?? 'MUG',
  items: [item('10')],
  sharing: [],
  onTheWay: noUnits,
  ...more,
});

export const compared = (record: LevelPair): Compared<LevelPair> => {
  const { id, sku, title, updatedAt } = record.level;
  return { ref: { id, name: levelName(sku, title, record.location) }, updatedAt, record };
};

export const state = (more: Partial<GoodsState> = {}): GoodsState => ({
  id: level().id,
  name: 'MUG at Shop floor',
  flow: 'export-stock',
  state: 'agreed',
  agreed: undefined,
  agreedAt: now,
  problem: undefined,
  reason: undefined,
  cause: undefined,
  since: undefined,
  open: [],
  choice: undefined,
  at: now,
  last: undefined,
  ...more,
});

export const plan = (record: LevelPair, change: PolicyChange = {}, before?: Partial<GoodsState>): GoodsPlan<SetStock> =>
  planLevel(compared(record), before === undefined ? undefined : state(before), policy(change));

/** What a plan comes to, in one line. */
export function told(made: GoodsPlan<SetStock>): string {
  switch (made.kind) {
    case 'write':
      return made.writes.map(({ fields }) => fields.map(one => `${one.field} ${one.before} -> ${one.after}`)).join();
    case 'same':
      return `same: ${made.agreed}`;
    case 'park':
    case 'conflict':
      return `${made.kind} ${made.problem.code}`;
    case 'skip':
    case 'wait':
      return `${made.kind} ${made.code}`;
  }
}
