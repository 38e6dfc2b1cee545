import { expect, test } from 'vitest';
import { SyncError } from '../../../core/errors.ts';
import type { Order } from '../../../core/model/order.ts';
import type { Shop } from '../../../core/ports.ts';
import { startSampleShop } from '../../../core/sample/shop/server.ts';
import { openShop } from '../../../core/shopify/shop.ts';
import { manualClock } from './manual-clock.ts';
import { readAll } from './read-all.ts';
import { never, secretsOf } from './stub-shop.ts';

const time = manualClock();

test('a small bucket: 900 orders come through without a single THROTTLED, by waiting first', async () => {
  const slow = await startSampleShop({ seed: 'empty', now: () => time.now(), plan: 'standard' });
  try {
    for (let number = 0; number < 900; number += 1)
      slow.placeOrder({
        lines: [
          { title: 'A', unitPrice: '1.00' },
          { title: 'B', unitPrice: '2.00' },
          { title: 'C', unitPrice: '3.00' },
        ],
      });
    const settings = {
      domain: slow.domain,
      endpoint: slow.url,
      credentials: 'admin-token',
      apiVersion: '2026-10',
    } as const;
    const shop = openShop({ settings, secrets: secretsOf({ 'shop-token': slow.accessToken }), clock: time });
    for (let round = 0; round < 3; round += 1) {
      expect(await readAll(shop.ordersUpdatedSince(undefined, never()))).toHaveLength(900);
    }
    expect(slow.requests.every(({ status, requestedCost }) => status === 200 && (requestedCost ?? 0) <= 1000)).toBe(
      true,
    );
    expect(time.slept.length).toBeGreaterThan(0);
    const full = slow.requests.find((_entry, index) => index === 1);
    const figures = { requested: (full?.requestedCost ?? 0) / 250, charged: (full?.actualCost ?? 0) / 250 };
    if (process.env['SHOW_MEASURES'] !== undefined) console.log('points an order at page 250:', figures, shop.spending);
    expect(figures.requested).toBeLessThanOrEqual(4);
    expect(figures.charged).toBeLessThanOrEqual(1);
  } finally {
    await slow.close();
  }
});

test('API-02 two readers of one bucket: whoever is throttled waits as told and finishes with no loss', async () => {
  const shared = await startSampleShop({ seed: 'empty', now: () => time.now(), plan: 'standard' });
  try {
    for (let number = 0; number < 300; number += 1) shared.placeOrder({ lines: [{ title: 'A', unitPrice: '1.00' }] });
    const settings = {
      domain: shared.domain,
      endpoint: shared.url,
      credentials: 'admin-token',
      apiVersion: '2026-10',
    } as const;
    const secrets = secretsOf({ 'shop-token': shared.accessToken });
    const shops = [openShop({ settings, secrets, clock: time }), openShop({ settings, secrets, clock: time })];
    const waits: number[] = [];
    const patient = async (shop: Shop): Promise<readonly Order[]> => {
      for (;;) {
        try {
          return await readAll(shop.ordersUpdatedSince(undefined, never()));
        } catch (error) {
          if (!(error instanceof SyncError) || error.code !== 'shop-limits') throw error;
          waits.push(error.retryAfterMs ?? 0);
          await time.sleep(error.retryAfterMs ?? 0, never());
        }
      }
    };
    for (let round = 0; round < 6; round += 1) {
      for (const shop of shops) expect(await patient(shop)).toHaveLength(300);
    }
    expect(waits.length).toBeGreaterThan(0);
    expect(Math.min(...waits)).toBeGreaterThan(0);
  } finally {
    await shared.close();
  }
});
