import { afterEach, beforeEach, expect } from 'vitest';
import { minutes } from '../../core/model/time.ts';
import { inShop, stockInErp, stockRequests } from '../world/stock.ts';
import { openWorld, type AgentOptions, type TestAgent, type World } from '../world/world.ts';

export const mug = 'MUG-SLT-350';

/** A shop whose ERP keeps the stock: anew for each test of the file that calls this. */
export function stockFixture() {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ shop: { seed: 'empty' } });
  });
  afterEach(() => world.close());

  const agentOf = (options: AgentOptions = {}): Promise<TestAgent> =>
    world.openAgent({ ownership: stockInErp(), ...options });
  async function compare(agent: TestAgent, trigger: 'manual' | 'schedule' = 'manual'): Promise<void> {
    await agent.run({ trigger });
    world.clock.advance(minutes(5));
  }
  return {
    get world() {
      return world;
    },
    agentOf,
    compare,
    /** An agent for which both sides have agreed, a while ago. */
    async settled(options: AgentOptions = {}): Promise<TestAgent> {
      const agent = await agentOf(options);
      await compare(agent);
      expect(stockRequests(world)).toBe(0);
      return agent;
    },
    atRoom: (sku = mug) => inShop(world, 'Stock room', sku),
  };
}
