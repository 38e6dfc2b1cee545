import { describe, expect, test } from 'vitest';
import { createThrottle, deficitMs } from '../../../core/shopify/throttle.ts';
import { cost, infoAnswer, json, never, stubShop } from './stub-shop.ts';
import { manualClock } from './manual-clock.ts';

const bucket = { maximumAvailable: 2000, currentlyAvailable: 100, restoreRate: 100 };

test('before the first answer nothing is known and nothing is waited for', async () => {
  const clock = manualClock();
  await createThrottle(clock).room(900, never());
  expect(clock.slept).toEqual([]);
});

test('waits for what the bucket lacks, counting what has leaked back since', async () => {
  const clock = manualClock();
  const throttle = createThrottle(clock);
  throttle.learn(bucket);
  clock.pass(1000);
  await throttle.room(900, never());
  expect(clock.slept).toEqual([7000]);
});

test('a query above the whole bucket waits for a full one, not for ever', async () => {
  const clock = manualClock();
  const throttle = createThrottle(clock);
  throttle.learn({ maximumAvailable: 500, currentlyAvailable: 0, restoreRate: 50 });
  await throttle.room(900, never());
  expect(clock.slept).toEqual([10_000]);
  expect(throttle.maximum).toBe(500);
});

test('a clock set back is no reason to wait longer', async () => {
  const clock = manualClock();
  const throttle = createThrottle(clock);
  throttle.learn(bucket);
  clock.pass(-3_600_000);
  await throttle.room(900, never());
  expect(clock.slept).toEqual([8000]);
});

test('waiting ends with the signal', async () => {
  const throttle = createThrottle(manualClock());
  throttle.learn(bucket);
  await expect(throttle.room(900, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
});

describe('API-02 THROTTLED', () => {
  test('is transient and asks for the full deficit over the restore rate', async () => {
    const { shop } = stubShop(() =>
      json({
        errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
        extensions: { cost: { requestedQueryCost: 500, actualQueryCost: null, throttleStatus: bucket } },
      }),
    );
    await expect(shop.info(never())).rejects.toMatchObject({
      category: 'transient',
      code: 'shop-limits',
      retryAfterMs: 4000,
    });
    expect(deficitMs(500, 100, 100)).toBe(4000);
  });

  test('the next request waits until there is room, by the figures of the refusal', async () => {
    const { shop, clock } = stubShop((_sent, index) =>
      index === 0
        ? json({
            errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
            extensions: cost(4, null, 0),
          })
        : infoAnswer(),
    );
    await expect(shop.info(never())).rejects.toMatchObject({ retryAfterMs: 40 });
    await shop.info(never());
    expect(clock.slept).toEqual([40]);
    expect(shop.spending).toEqual({ requests: 2, requestedPoints: 4, chargedPoints: 4 });
  });
});
