import { hours, instantOf, type Instant } from '../../core/model/time.ts';
import type { Settings } from '../../core/model/settings.ts';
import type { ShopInfo } from '../../core/ports.ts';
import { openShop } from '../../core/shopify/shop.ts';
import { worldClock } from '../world/clock.ts';
import { openWorld, secretsOf } from '../world/world.ts';
import { settingsFor } from './file-agent.ts';
import { placeTypicalOrders } from './typical-orders.ts';

/** What the sample shop answered, as it came over the wire: plain JSON, for another process. */
export type Recording = {
  readonly orders: number;
  readonly since: Instant;
  readonly settings: Settings;
  readonly info: ShopInfo;
  /** By the request's whole text. */
  readonly answers: Readonly<Record<string, string>>;
};

export async function recordOrders(orders: number): Promise<Recording> {
  const world = await openWorld();
  try {
    const usual = settingsFor(world.shop, world.erpFolder);
    const settings = { ...usual, orders: { ...usual.orders, from: '2026-11-01' } };
    const since = instantOf(world.clock.now());
    placeTypicalOrders(world.shop, orders, world.clock, hours(24));
    const answers: Record<string, string> = {};
    const shop = openShop({
      settings: settings.shop,
      secrets: secretsOf(world.shop),
      clock: worldClock(),
      async fetch(url, init) {
        const response = await fetch(url, init);
        if (typeof init.body === 'string') answers[init.body] = await response.clone().text();
        return response;
      },
    });
    const signal = AbortSignal.timeout(60_000);
    const info = await shop.info(signal);
    for await (const page of shop.ordersUpdatedSince(since, signal)) void page;
    return { orders, since, settings, info, answers };
  } finally {
    await world.close();
  }
}
