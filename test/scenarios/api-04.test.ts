import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSampleShop, type SampleShop } from '../../core/sample/shop/server.ts';
import { openShop } from '../../core/shopify/shop.ts';
import { hours } from '../../core/model/time.ts';
import { manualClock } from '../core/shopify/manual-clock.ts';
import { never, secretsOf } from '../core/shopify/stub-shop.ts';

const time = manualClock();
let sample: SampleShop;
beforeAll(async () => {
  sample = await startSampleShop({ seed: 'empty', now: () => time.now() });
});
afterAll(() => sample.close());

test('API-04 two PCs renew their access in turn and neither shuts the other out', async () => {
  const settings = {
    domain: sample.domain,
    endpoint: sample.url,
    credentials: 'client-credentials',
    apiVersion: '2026-10',
  } as const;
  const secrets = secretsOf({ 'shop-client-id': sample.clientId, 'shop-client-secret': sample.clientSecret });
  const [one, other] = [openShop({ settings, secrets, clock: time }), openShop({ settings, secrets, clock: time })];
  sample.clearRequests();
  for (let day = 0; day < 3; day += 1) {
    await one.info(never());
    time.pass(hours(12));
    await other.info(never());
    await one.info(never());
    time.pass(hours(12));
  }
  expect(sample.requests.map(({ status }) => status)).toEqual(Array.from({ length: 9 }, () => 200));
});
