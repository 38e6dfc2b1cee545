import fc from 'fast-check';
import { expect, test } from 'vitest';
import { absolute, add, money, subtract } from '../../../core/model/money.ts';
import type { SalesOrderDraft } from '../../../core/model/sales-order.ts';
import { draftOf, newCustomer, postExactly, type Basket } from './drafts.ts';
import { signal, type ErpFixture } from './fixture.ts';

const NASTY: readonly (readonly [string, Basket])[] = [
  ['14.90 with 20 % inside', { lines: [{ price: '14.90' }] }],
  ['3 x 14.99 less 5.00', { discount: '5.00', lines: [{ price: '14.99', quantity: 3 }] }],
  [
    'three rates and 10.00 off all',
    {
      discount: '10.00',
      lines: [
        { price: '14.99', quantity: 3 },
        { price: '21.00', rate: '0.05' },
        { price: '7.80', quantity: 2, rate: '0' },
      ],
    },
  ],
  [
    'seven lines share a penny off',
    { discount: '0.01', lines: Array.from({ length: 7 }, () => ({ price: '0.33', quantity: 3 })) },
  ],
  ['net prices', { pricesIncludeTax: false, lines: [{ price: '12.42', quantity: 7 }, { price: '0.99' }] }],
  [
    'net prices, three rates, a discount',
    {
      pricesIncludeTax: false,
      discount: '3.33',
      lines: [
        { price: '9.99', quantity: 3 },
        { price: '5.55', rate: '0.05' },
        { price: '4.44', rate: '0' },
      ],
    },
  ],
  ['nothing to pay', { discount: '14.90', lines: [{ price: '14.90' }] }],
  ['one line for nothing', { lines: [{ price: '0.00' }, { price: '6.95', quantity: 6 }] }],
  [
    'many',
    {
      lines: [
        { price: '0.07', quantity: 999 },
        { price: '1999.99', quantity: 11 },
      ],
    },
  ],
];

export function moneyPromises(open: () => ErpFixture): void {
  const customer = new WeakMap<ErpFixture, Promise<string>>();
  const draft = async (basket: Basket): Promise<SalesOrderDraft> => {
    const fixture = open();
    const id = customer.get(fixture) ?? newCustomer(fixture);
    customer.set(fixture, id);
    return draftOf(fixture, await id, basket);
  };

  /** What Shopify charged, to the penny; an ERP with sums of its own may be a penny off for each figure it rounds. */
  async function keeps(asked: SalesOrderDraft): Promise<void> {
    const { erp } = open();
    const { totals } = await erp.draftSalesOrder(asked, signal());
    expect(totals.gross).toEqual(add(totals.net, totals.tax));
    if (erp.features.acceptsTaxAmounts) {
      expect(totals).toEqual(asked.totals);
      return;
    }
    const off = absolute(subtract(totals.gross, asked.totals.gross));
    const roundings = asked.lines.reduce((sum, line) => sum + line.quantity + 3, 0);
    expect(Number(off.amount)).toBeLessThanOrEqual(roundings * 0.005 + 0.0001);
  }

  test.each(NASTY)('holds what Shopify charged: %s', async (_name, basket) => {
    const asked = await draft(basket);
    await keeps(asked);
    const posted = await postExactly(open(), asked);
    expect(posted.totals.gross).toEqual(asked.totals.gross);
  });

  test('holds what Shopify charged for any basket', async () => {
    await fc.assert(
      fc.asyncProperty(baskets, async basket => keeps(await draft(basket))),
      { numRuns: open().randomOrders, seed: 20261123 },
    );
  });

  test('adds a rounding difference as one line within the totals', async () => {
    const fixture = open();
    const asked = await draft({ lines: [{ price: '12.00' }] });
    const { totals } = await fixture.erp.draftSalesOrder(asked, signal());
    for (const amount of ['-0.01']) {
      const rounding = { item: fixture.roundingItem, amount: money(amount, asked.currency) };
      const posted = await fixture.erp.postSalesOrder(asked, rounding, signal());
      expect(posted.totals).toEqual({
        net: add(totals.net, rounding.amount),
        tax: totals.tax,
        gross: add(totals.gross, rounding.amount),
      });
      expect((await fixture.orderFacts(posted.id)).lines).toMatchObject([
        { item: asked.lines[0]?.item },
        { item: fixture.roundingItem, quantity: 1, taxes: [] },
      ]);
      expect(await fixture.erp.postSalesOrder(asked, rounding, signal())).toEqual(posted);
      expect(await fixture.erp.postSalesOrder(asked, undefined, signal())).toEqual(posted);
    }
  });
}

const pence = (most: number) => fc.integer({ min: 1, max: most }).map(amount => (amount / 100).toFixed(2));
const lines = fc.array(
  fc.record({
    price: pence(9_999),
    quantity: fc.integer({ min: 1, max: 9 }),
    rate: fc.constantFrom('0.2', '0.05', '0'),
  }),
  { minLength: 1, maxLength: 6 },
);
const baskets: fc.Arbitrary<Basket> = fc
  .record({ lines, pricesIncludeTax: fc.boolean(), share: fc.integer({ min: 0, max: 100 }) })
  .map(({ share, ...basket }) => {
    const total = basket.lines.reduce((sum, line) => sum + Math.round(Number(line.price) * 100) * line.quantity, 0);
    return { ...basket, discount: (Math.floor((total * share) / 100) / 100).toFixed(2) };
  });
