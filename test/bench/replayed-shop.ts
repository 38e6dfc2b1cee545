import { openShop } from '../../core/shopify/shop.ts';
import { worldClock } from '../world/clock.ts';
import { withVerbs, type WholeShop } from '../world/wrap.ts';
import type { Recording } from './record-orders.ts';

/** A shop that gives the recorded answers, which are read and parsed as any; it grants every lease. */
export function replayedShop({ settings, since, info, answers }: Recording): WholeShop {
  const shop = openShop({
    settings: settings.shop,
    secrets: { get: async () => 'any' },
    clock: worldClock(),
    async fetch(_url, { body }) {
      const answer = typeof body === 'string' ? answers[body] : undefined;
      if (answer === undefined) throw new Error('This was not asked when the answers were recorded.');
      return new Response(answer, { headers: { 'content-type': 'application/json; charset=utf-8' } });
    },
  });
  let written = 0;
  return withVerbs(shop, {
    info: async () => info,
    ordersUpdatedSince: (_since, signal) => shop.ordersUpdatedSince(since, signal),
    readShared: async () => undefined,
    writeShared: async (_name, value) => ({ value, digest: String((written += 1)) }),
  });
}
