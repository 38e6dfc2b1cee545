import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSampleShop, type SampleShop } from '../../core/sample/shop/server.ts';
import { openShop } from '../../core/shopify/shop.ts';
import { manualClock } from '../core/shopify/manual-clock.ts';
import { never, secretsOf } from '../core/shopify/stub-shop.ts';

let sample: SampleShop;
beforeAll(async () => {
  sample = await startSampleShop({ seed: 'empty' });
});
afterAll(() => sample.close());

async function noticesOn(day: string) {
  const settings = {
    domain: sample.domain,
    endpoint: sample.url,
    credentials: 'admin-token',
    apiVersion: '2026-10',
  } as const;
  const secrets = secretsOf({ 'shop-token': sample.accessToken });
  const shop = openShop({ settings, secrets, clock: manualClock(`${day}T10:00:00Z`) });
  return (await shop.info(never())).notices;
}

test('API-01 long before the version ends nothing is said', async () => {
  expect(await noticesOn('2026-11-23')).toEqual([]);
});

test.each([
  ['2027-07-03', /on 2027-10-01, in 90 days/],
  ['2027-09-01', /in 30 days/],
  ['2027-09-24', /in 7 days/],
  ['2027-10-01', /ended its support/],
])('API-01 on %s a person is told that the API version ends, and what to do', async (day, words) => {
  expect(await noticesOn(day)).toEqual([
    { code: expect.stringMatching(/^api-version-end/), words: expect.stringMatching(words) },
  ]);
  expect((await noticesOn(day))[0]?.words).toMatch(/Install the current version/);
});

test('API-01 an answer by another version than asked for is noticed by its header', async () => {
  sample.queueFault({ kind: 'fall-forward', version: '2027-01' });
  expect(await noticesOn('2026-11-23')).toEqual([
    { code: 'api-version-differs', words: expect.stringMatching(/version 2027-01 in place of 2026-10/) },
  ]);
});
