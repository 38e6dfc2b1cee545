import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hours, minutes } from '../../core/model/time.ts';
import { ordinary } from '../world/orders.ts';
import { openWorld, type World } from '../world/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

describe('the Shopify API', () => {
  test('API-01 a version that Shopify no longer answers is noticed from the answer', async () => {
    world.shop.setFaults([{ kind: 'fall-forward', version: '2027-01' }]);
    const agent = await world.openAgent();
    await agent.run({ trigger: 'manual' });
    expect(
      agent
        .snapshot()
        .banners.map(banner => banner.explanation)
        .join(' '),
    ).toContain('2027-01');
  });

  test('API-01 the end of the pinned version is announced', async () => {
    world.clock.advance(hours(24) * 290); // 2027-09-09: 22 days before the end of 2026-10
    const agent = await world.openAgent();
    await agent.run({ trigger: 'manual' });
    expect(
      agent
        .snapshot()
        .banners.map(banner => banner.explanation)
        .join(' '),
    ).toContain('2027-10-01');
  });

  test('API-02 throttled requests wait for the whole deficit and nothing is lost', async () => {
    await world.close();
    world = await openWorld({ shop: { seed: 'empty', plan: 'standard' } });
    for (let n = 0; n < 400; n++) world.shop.placeOrder(ordinary());
    world.shop.queueFault({ kind: 'throttled', count: 2 });
    const agent = await world.openAgent();
    const result = await agent.run({ trigger: 'manual' });
    expect(result?.summary.words).toBe('400 orders posted.');
    expect(world.clock.slept.length).toBeGreaterThan(0);
  });

  test('API-03 a revoked token rests all syncing with one critical message and one button', async () => {
    const agent = await world.openAgent();
    await agent.start();
    world.shop.placeOrder(ordinary());
    world.shop.revokeToken();
    for (let n = 0; n < 5; n++) {
      world.clock.advance(minutes(2));
      await agent.tick();
    }
    const { banners, light, nextRunAt } = agent.snapshot();
    expect({ light, nextRunAt }).toEqual({ light: 'failed', nextRunAt: undefined });
    expect(banners.filter(banner => banner.severity === 'failed')).toMatchObject([
      { button: { words: 'Reconnect Shopify', request: 'setup.open', step: 'store' } },
    ]);
    const halts = [];
    for await (const entry of agent.journal.entries()) if (entry.kind === 'halted') halts.push(entry);
    expect(halts).toHaveLength(1);
    const calls = world.shop.requests.length;
    world.clock.advance(minutes(2));
    await agent.tick();
    expect(world.shop.requests.length).toBe(calls);
    // A new token and one click: everything goes on.
    world.shop.rotateToken();
    await agent.handlers.resume();
    expect(agent.snapshot()).toMatchObject({ light: 'ok', counts: { posted: 1 }, nextRunAt: expect.any(String) });
  });

  test('API-06 a missing permission is named', async () => {
    world.shop.setScopes(['read_customers', 'read_locations']);
    const agent = await world.openAgent();
    await agent.run({ trigger: 'manual' });
    const [banner] = agent.snapshot().banners;
    expect(banner).toMatchObject({ severity: 'failed' });
    expect(banner?.explanation).toContain('read_orders');
    expect(banner?.explanation).not.toContain('read_locations');
  });
});
