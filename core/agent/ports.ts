import type { Journal } from '../journal/journal.ts';
import type { RetryPolicies } from '../engine/retry.ts';
import type { Mappings } from '../model/mappings.ts';
import type { Ownership, OwnershipChange } from '../model/owned-field.ts';
import type { Settings } from '../model/settings.ts';
import type { ErpGoods, ShopProducts, ShopStock } from '../goods-ports.ts';
import type { Catalogue, Clock, Erp, Log, Shop } from '../ports.ts';

/** mappings.json as the agent uses it: the last good state in memory, saved durably before it counts. */
export type MappingsStore = {
  current(): Mappings;
  save(mappings: Mappings): Promise<void>;
  /** Why its newest content cannot be used; undefined: it can. */
  slip?(): string | undefined;
};

/** ownership.json as the agent uses it: the last good state. */
export type OwnershipStore = {
  current(): Ownership;
  /** Why its newest content cannot be used: nothing is written until it can. */
  slip(): string | undefined;
  /** Durable before they count, all or none, on top of what a person has changed in the file by then. */
  save(changes: readonly OwnershipChange[]): Promise<void>;
};

/** Everything the agent is built from; main builds the real ones, the tests wrap them. */
export type AgentDeps = {
  readonly version: string;
  /** `id` of the data folder, `name` for people, `instance` of this process. */
  readonly device: { readonly id: string; readonly name: string; readonly instance: string };
  readonly settings: Settings;
  /** This PC's own zone, for days until the shop has told its own. */
  readonly zone: string;
  readonly mappings: MappingsStore;
  readonly ownership: OwnershipStore;
  readonly shop: Shop & ShopStock & ShopProducts & Pick<Catalogue, 'locations'>;
  readonly erp: Erp & ErpGoods;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  /** SHA-256 in hex. */
  readonly digest: (text: string) => string;
  /** The schedule: when the next run is due after `ms`, both in epoch milliseconds. */
  readonly nextRunAfter: (ms: number) => number;
  readonly policies?: RetryPolicies;
};

/** What a preview needs of an agent: nothing to write with. */
export type Sides = Pick<AgentDeps, 'settings' | 'clock' | 'digest' | 'policies'> & {
  readonly shop: Shop;
  readonly erp: Erp;
  readonly mappings: Pick<MappingsStore, 'current'>;
  readonly ownership: Pick<OwnershipStore, 'current'>;
};

/** The same with products and stock. */
export type GoodsSides = Sides & Pick<AgentDeps, 'shop' | 'erp'>;
