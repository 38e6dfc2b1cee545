import { afterEach, beforeEach, expect, test } from 'vitest';
import { add, money } from '../../../core/model/money.ts';
import { ordinary } from '../../world/orders.ts';
import { openWorld, type World } from '../../world/world.ts';
import { holding } from '../../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

test('an invoice made by hand for another amount is a conflict with both figures, and gets no payment', async () => {
  const order = world.shop.placeOrder(ordinary());
  let isChanged = false;
  const agent = await world.openAgent({
    wrapErp: erp =>
      holding(erp, held => {
        if (!isChanged || held.invoice === undefined) return held;
        const { totals } = held.invoice;
        const gross = add(totals.gross, money('1.00', totals.gross.currency));
        return { ...held, invoice: { ...held.invoice, totals: { ...totals, gross } } };
      }),
  });
  await agent.run({ trigger: 'manual' });
  isChanged = true;
  const row = await agent.handlers['order.retry'](order.name);
  expect(row.state).toBe('conflict');
  expect(agent.snapshot().problems).toMatchObject([
    { problem: { code: 'differs-in-erp', title: expect.stringMatching(/^INV.* does not match #/) } },
  ]);
});
