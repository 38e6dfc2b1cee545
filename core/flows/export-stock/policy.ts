import type { GoodsState } from '../../journal/goods.ts';
import type { Mappings } from '../../model/mappings.ts';
import type { FieldRule } from '../../model/ownership.ts';
import type { StockSettings } from '../../model/settings.ts';
import type { Instant } from '../../model/time.ts';

/** An order that is not in the ERP. `leftOut`: for good, as a person or a setting said so. */
export type UnpostedOrder = { readonly id: string; readonly name: string; readonly leftOut: boolean };

/** What the journal knows of orders at this moment. */
export type JournaledOrders = {
  readonly unposted: readonly UnpostedOrder[];
  /** From when on an order may have changed without the journal knowing of it; undefined: it knows of none. */
  readonly since: Instant | undefined;
  /** The ERP has it, or it never takes anything from the ERP's stock: one from before the first day. */
  readonly isSettled: (orderId: string) => boolean;
};

/** Everything besides the two systems' state that decides a plan. */
export type StockPolicy = {
  readonly settings: StockSettings;
  readonly mappings: Pick<Mappings, 'items' | 'warehouses'>;
  readonly ownership: { readonly 'stock.on-hand': FieldRule };
  /** The ERP as people call it. */
  readonly erp: string;
  readonly shopZone: string;
  /** When the run began. */
  readonly now: Instant;
  /** Asked while reading. No order may be posted between two sights of it: one run at a time. */
  readonly orders: () => JournaledOrders;
  /** Where levels stand in the journal, by id, and others with them; asked whenever both sides are read. */
  readonly states: () => ReadonlyMap<string, GoodsState>;
};
