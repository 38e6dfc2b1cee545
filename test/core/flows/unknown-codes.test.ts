import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Mappings } from '../../../core/model/mappings.ts';
import { ordinary } from '../../world/orders.ts';
import { openWorld, type World } from '../../world/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

const wrong: readonly (readonly [string, (mappings: Mappings) => Mappings, string])[] = [
  ['tax', one => ({ ...one, taxes: one.taxes.map(tax => ({ ...tax, code: 'NOPE' })) }), 'is mapped to "NOPE"'],
  [
    'tax of the other kind',
    one => ({ ...one, taxes: one.taxes.map(tax => ({ ...tax, pricesIncludeTax: !tax.pricesIncludeTax })) }),
    'does not have for prices with tax',
  ],
  [
    'tax of another rate',
    one => ({ ...one, taxes: one.taxes.map(tax => ({ ...tax, code: 'GB-0-INC' })) }),
    'VAT 20% in United Kingdom is mapped to GB-0-INC, which is 0%',
  ],
  [
    'payment method',
    one => ({ ...one, paymentMethods: { shopify_payments: 'NOPE' } }),
    'The payment method "shopify_payments" is mapped to "NOPE"',
  ],
  [
    'item for shipping',
    one => ({ ...one, specialItems: { ...one.specialItems, shipping: 'NOPE' } }),
    'does not have NOPE, which is set for shipping',
  ],
];

test('what is mapped to a tax of another rate can be mapped anew, and the order goes on', async () => {
  const order = world.shop.placeOrder(ordinary());
  const wrongTaxes = world.mappings.taxes.map(tax => ({ ...tax, code: 'GB-0-INC' }));
  const agent = await world.openAgent({ mappings: { ...world.mappings, taxes: wrongTaxes } });
  await agent.run({ trigger: 'schedule' });
  const [card] = agent.snapshot().problems;
  expect(card?.problem).toMatchObject({
    category: 'mapping',
    title: 'VAT 20% in United Kingdom is mapped to GB-0-INC, which is 0%',
    missing: [{ kind: 'tax', rate: '0.2', code: 'GB-0-INC', codeRate: '0' }],
  });
  const [missing] = card?.problem.missing ?? [];
  if (missing === undefined) throw new Error('nothing is missing');
  expect(await world.erp.findSalesOrders([`shopify:order:${order.id}`], new AbortController().signal)).toEqual([]);
  await agent.handlers['mapping.add']({ missing, code: 'GB-20-INC' });
  expect(agent.snapshot().problems).toEqual([]);
});

test.each(wrong)('an unknown %s in the mappings is named before anything is posted', async (_what, change, words) => {
  const order = world.shop.placeOrder(ordinary());
  const agent = await world.openAgent({ mappings: change(world.mappings) });
  await agent.run({ trigger: 'schedule' });
  const [card] = agent.snapshot().problems;
  expect(card?.recordName).toBe(order.name);
  expect(card?.problem.explanation.toLowerCase()).toContain(words.toLowerCase());
  expect(card?.problem.explanation).toContain('Nothing of it was posted.');
  expect(card?.problem.missing).toHaveLength(1);
});
