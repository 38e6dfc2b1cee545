import { Big } from 'big.js';
import type { ErpItemStock } from '../../model/stock.ts';
import { epochMs, type Instant } from '../../model/time.ts';
import type { Masters } from './catalogue.ts';
import type { Store } from './client.ts';
import { delivery } from './documents.ts';
import type { ItemRecord } from './masters.ts';
import { pathOf } from './names.ts';
import { openSeen } from './seen.ts';

/** Files read at the same time. */
const AT_ONCE = 32;

/** Stock by item and warehouse. On hand is what stock.json says; nothing but a person or a shipment changes it. */
export function openStock(store: Store, masters: Masters, now: () => number) {
  const seen = openSeen(now);

  /** Warehouse and item -> what posted orders take that have not been shipped. */
  async function promises(): Promise<ReadonlyMap<string, Big>> {
    const promised = new Map<string, Big>();
    const ids = await store.list('deliveries');
    for (let at = 0; at < ids.length; at += AT_ONCE)
      for (const open of await Promise.all(
        ids.slice(at, at + AT_ONCE).map(id => store.read(pathOf('deliveries', id), delivery)),
      ))
        for (const { item, quantity } of open?.state === 'reserved' ? open.lines : []) {
          const place = placeOf(open?.warehouse ?? '', item);
          promised.set(place, (promised.get(place) ?? new Big(0)).plus(quantity));
        }
    return promised;
  }

  async function levels({
    codes,
    warehouses,
  }: {
    readonly codes?: readonly string[];
    readonly warehouses: readonly string[];
  }): Promise<readonly ErpItemStock[]> {
    for (const warehouse of warehouses) masters.warehouse(warehouse);
    const wanted = codes === undefined ? undefined : new Set(codes);
    const promised = await promises();
    const onHand = new Map(masters.stock().map(level => [placeOf(level.warehouse, level.item), level.onHand]));
    return masters
      .items()
      .filter(item => item.active && (wanted?.has(item.code) ?? true))
      .map(item => ({
        code: item.code,
        name: item.name,
        kind: kindOf(item),
        levels: warehouses.map(warehouse => ({
          warehouse,
          onHand: new Big(onHand.get(placeOf(warehouse, item.code)) ?? 0).toFixed(),
          promised: (promised.get(placeOf(warehouse, item.code)) ?? new Big(0)).toFixed(),
        })),
      }));
  }

  return {
    levels,

    async changedSince(since: Instant, warehouses: readonly string[]): Promise<readonly string[]> {
      for (const warehouse of warehouses) masters.warehouse(warehouse);
      const everywhere = masters.warehouses().map(({ code }) => code);
      const states = new Map<string, string>();
      for (const { code, name: _name, ...rest } of await levels({ warehouses: everywhere }))
        states.set(code, `${states.get(code) ?? ''}${JSON.stringify(rest)}`);
      const newest = Math.max(...['stock.json', 'items.json', 'deliveries'].map(path => store.changedMs(path)));
      const all = seen.isNew;
      return [...seen.look(states, () => newest)].flatMap(([code, at]) => (all || at >= epochMs(since) ? [code] : []));
    },
  };
}

const placeOf = (warehouse: string, item: string): string => `${warehouse}\n${item}`;

const kindOf = ({ kit, stocked }: ItemRecord): ErpItemStock['kind'] => {
  if (kit) return 'kit';
  return stocked ? 'stocked' : 'not-counted';
};
