import { afterEach, beforeEach, expect, test } from 'vitest';
import { add, money, subtract, type Money } from '../../../core/model/money.ts';
import { minutes } from '../../../core/model/time.ts';
import type { SalesOrder } from '../../../core/model/sales-order.ts';
import { ordinary } from '../../world/orders.ts';
import { openWorld, type World } from '../../world/world.ts';
import { holding, showing, withVerbs } from '../../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

/** Of the same total, more is tax. */
const withMoreTax = (held: SalesOrder, more: Money): SalesOrder => {
  const { net, tax, gross } = held.totals;
  return { ...held, totals: { net: subtract(net, more), tax: add(tax, more), gross } };
};

test('an order posted within the rounding limit is in no conflict with itself when it is paid', async () => {
  const placed = world.shop.placeOrder(ordinary({ financialStatus: 'pending' }));
  const penny = money('0.01', 'GBP');
  const agent = await world.openAgent({
    // Shopify's order has a penny more tax than its lines, and the ERP makes it one more still.
    wrapShop: shop =>
      showing(shop, order => {
        const { totalTax } = order;
        return {
          ...order,
          totalTax: { shop: add(totalTax.shop, penny), presentment: add(totalTax.presentment, penny) },
        };
      }),
    wrapErp: erp =>
      holding(
        withVerbs(erp, {
          draftSalesOrder: async (...args) => withMoreTax(await erp.draftSalesOrder(...args), penny),
        }),
        held => withMoreTax(held, penny),
      ),
  });
  await agent.start();
  expect(agent.snapshot().counts.posted).toBe(1);
  world.clock.advance(minutes(1));
  world.shop.payOrder(placed);
  await agent.run({ trigger: 'schedule' });
  expect(agent.snapshot()).toMatchObject({ problems: [], counts: { posted: 1, conflict: 0 } });
});

test('a marketplace’s order from which a unit was removed is posted: no tax difference is made up', async () => {
  const placed = world.shop.placeOrder(
    ordinary({
      lines: [{ sku: 'MUG-SLT-350', quantity: 2 }, { sku: 'CDL-FIG-220' }],
      channelLiable: true,
      shipping: null,
    }),
  );
  world.shop.editOrder(placed, { remove: [{ sku: 'MUG-SLT-350', quantity: 1 }] });
  const agent = await world.openAgent();
  await agent.start();
  expect(agent.snapshot()).toMatchObject({ problems: [], counts: { posted: 1 } });
});

test('where only the tax differs, the card shows the tax of both sides', async () => {
  const order = world.shop.placeOrder(ordinary());
  let more = money('0.00', 'GBP');
  const agent = await world.openAgent({ wrapErp: erp => holding(erp, held => withMoreTax(held, more)) });
  await agent.start();
  more = money('1.00', 'GBP');
  await agent.handlers['order.retry'](order.name);
  const [card] = agent.snapshot().problems;
  expect(card?.problem.code).toBe('differs-in-erp');
  expect(card?.problem.explanation).toMatch(/\(tax £4\.14\).*\(tax £3\.14\)/);
});
