import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { SeedOptions } from '../../core/erp/sample/seed.ts';
import { orderKey } from '../../core/flows/import-orders/keys.ts';
import { settle } from '../../core/flows/import-orders/totals.ts';
import type { Mappings } from '../../core/model/mappings.ts';
import { money } from '../../core/model/money.ts';
import type { Order } from '../../core/model/order.ts';
import type { SalesOrder, Totals } from '../../core/model/sales-order.ts';
import type { PlaceOrderInput } from '../../core/sample/shop/place-input.ts';
import { ordinary } from '../world/orders.ts';
import type { WholeShop } from '../world/wrap.ts';
import { openWorld, type AgentOptions, type TestAgent, type World } from '../world/world.ts';
import { showing, withVerbs } from '../world/wrap.ts';

let world: World;
afterEach(() => world.close());

const live = () => new AbortController().signal;
const totals = (net: string, tax: string, gross: string, currency = 'GBP'): Totals => ({
  net: money(net, currency),
  tax: money(tax, currency),
  gross: money(gross, currency),
});

type Imported = { readonly agent: TestAgent; readonly document: SalesOrder | undefined; readonly name: string };

async function importOne(
  input: PlaceOrderInput,
  agentOptions: AgentOptions = {},
  erp: SeedOptions = {},
): Promise<Imported> {
  world = await openWorld({ shop: { seed: 'empty' }, erp });
  const order = world.shop.placeOrder(input);
  const mappings = await withTenPercent(world.erpFolder, world.mappings);
  const agent = await world.openAgent({ mappings, ...agentOptions });
  await agent.run({ trigger: 'manual' });
  const [document] = await world.erp.findSalesOrders([orderKey(String(order.id))], live());
  return { agent, document, name: order.name };
}

/** The ERP's own 10 %, written into its file by hand, and its mapping. */
async function withTenPercent(erpFolder: string, mappings: Mappings): Promise<Mappings> {
  const file = join(erpFolder, 'taxes.json');
  const { taxes } = z.object({ taxes: z.array(z.unknown()) }).parse(JSON.parse(await readFile(file, 'utf8')));
  const both = [true, false].map(included => ({
    code: `TEN-${included ? 'INC' : 'EXC'}`,
    label: '10 %',
    rate: '0.1',
    included,
  }));
  await writeFile(file, JSON.stringify({ taxes: [...taxes, ...both] }));
  const mapped = both.map(({ code, included }) => ({ country: 'GB', rate: '0.1', pricesIncludeTax: included, code }));
  return { ...mappings, taxes: [...mappings.taxes, ...mapped] };
}

describe('taxes', () => {
  test('TAX-01 14.90 gross at 10 % ends at 14.90, whether the ERP takes the tax as given or works out its own', async () => {
    const input = ordinary({
      lines: [{ sku: 'MUG-SLT-350', quantity: 1, unitPrice: '14.90', taxRate: '0.1' }],
      shipping: null,
    });
    const given = await importOne(input, {}, { taxAmounts: 'as-given' });
    expect(given.document).toMatchObject({ state: 'posted', totals: totals('13.55', '1.35', '14.90') });
    await world.close();
    // Net with two decimals is 13.55, and 10 % of that 1.36: this ERP's own total is 14.91.
    const own = await importOne(input, {}, { taxAmounts: 'computed' });
    expect(own.document).toMatchObject({ state: 'posted', totals: { gross: money('14.90', 'GBP') } });
    expect(own.document?.invoice?.totals.gross).toEqual(money('14.90', 'GBP'));
    const trace = await own.agent.handlers['order.trace'](own.name);
    expect(trace?.steps.flatMap(step => step.fields)).toContainEqual(
      expect.objectContaining({ field: 'rounding difference', after: expect.stringContaining('-0.01') }),
    );
  });

  test('TAX-03 a gap of 0.01 becomes one line on the rounding account; 0.02 is refused with both breakdowns', async () => {
    const gap = (amount: string): AgentOptions => ({
      wrapErp: erp =>
        withVerbs(erp, {
          draftSalesOrder: async (draft, signal) => {
            const made = await erp.draftSalesOrder(draft, signal);
            const off = money(amount, 'GBP');
            const gross = money((Number(made.totals.gross.amount) - Number(off.amount)).toFixed(2), 'GBP');
            const net = money((Number(made.totals.net.amount) - Number(off.amount)).toFixed(2), 'GBP');
            return { ...made, totals: { ...made.totals, net, gross } };
          },
        }),
    });
    const penny = await importOne(ordinary(), gap('0.01'));
    expect(penny.document?.state).toBe('posted');
    const trace = await penny.agent.handlers['order.trace'](penny.name);
    const rounding = trace?.steps.flatMap(step => step.fields).find(field => field.field === 'rounding difference');
    expect(rounding?.after).toContain('0.01');
    const invoice = penny.document?.invoice?.totals;
    expect(invoice).toEqual(penny.document?.totals);
    await world.close();

    const two = await importOne(ordinary(), gap('0.02'));
    expect(two.document).toBeUndefined();
    const card = two.agent.snapshot().problems[0];
    expect(card?.problem).toMatchObject({ code: 'totals-differ', category: 'safety' });
    expect(Object.keys(card?.problem.details ?? {})).toEqual(
      expect.arrayContaining(['Shopify total', 'Shopify tax', 'Sample ERP total', 'Sample ERP tax']),
    );
  });

  test('TAX-04 a gap of 100.00 is never absorbed', () => {
    const shopify = totals('200.00', '40.00', '240.00');
    expect(settle(shopify, totals('100.00', '40.00', '140.00'), '0.01')).toMatchObject({
      kind: 'refuse',
      difference: money('100', 'GBP'),
    });
    // Nor hidden behind an equal total.
    expect(settle(shopify, totals('190.00', '50.00', '240.00'), '0.01')).toMatchObject({ kind: 'refuse' });
  });

  test('TAX-05 net 100, order discount 20, tax 10 %: 88, not 90', async () => {
    const input = ordinary({
      lines: [{ sku: 'MUG-SLT-350', quantity: 4, unitPrice: '25.00', taxRate: '0.1' }],
      taxesIncluded: false,
      discount: { code: 'TWENTY', amount: '20.00' },
      shipping: null,
    });
    const { document } = await importOne(input);
    expect(document?.totals).toEqual(totals('80.00', '8.00', '88.00'));
  });

  test('TAX-07 an unmapped rate stops the order with rate and country named; mapping it with one call lets it go on', async () => {
    const { agent, document, name } = await importOne(ordinary({ taxRate: '0.23' }));
    expect(document).toBeUndefined();
    const [card] = agent.snapshot().problems;
    expect(card?.problem.title).toContain('23%');
    expect(card?.problem.title).toContain('United Kingdom');
    const [missing] = card?.problem.missing ?? [];
    if (missing === undefined) throw new Error('nothing to map');
    const choices = await agent.handlers['mapping.choices'](missing, '');
    const code = choices[0]?.code ?? '';
    // The one that fits comes first.
    await agent.handlers['mapping.add']({ missing, code });
    expect(agent.mappings().taxes).toContainEqual(expect.objectContaining({ rate: '0.23', country: 'GB', code }));
    expect((await agent.handlers['order.trace'](name))?.row.state).toBe('posted');
    expect(agent.snapshot().problems).toEqual([]);
  });

  test('TAX-07 a counter sale of a shop that tells no country is not taxed as of some country', async () => {
    const nowhere = (order: Order): Order => ({
      ...order,
      retailLocation: order.retailLocation && { ...order.retailLocation, countryCode: undefined },
    });
    const stateless = (shop: WholeShop) =>
      withVerbs(showing(shop, nowhere), {
        info: async signal => ({ ...(await shop.info(signal)), country: undefined }),
      });
    const { agent, document } = await importOne(
      { lines: [{ sku: 'MUG-SLT-350' }], walkIn: true },
      { wrapShop: stateless },
    );
    expect(document).toBeUndefined();
    expect(agent.snapshot().problems).toMatchObject([
      { problem: { title: 'VAT rate 20% of any country is not mapped', missing: [{ kind: 'tax', country: '*' }] } },
    ]);
  });

  test('TAX-08 marketplace-collected tax is no liability of the shop, on whichever line it stands', async () => {
    const input = ordinary({
      lines: [{ sku: 'MUG-SLT-350' }, { sku: 'CDL-FIG-220' }],
      channelLiable: true,
      shipping: null,
    });
    const { document, agent } = await importOne(input);
    expect(document?.state).toBe('posted');
    expect(document?.totals.tax).toEqual(money('0', 'GBP'));
    const trace = await agent.handlers['order.trace'](document?.reference ?? '');
    const lines = trace?.steps.flatMap(step => step.fields).filter(field => field.field.startsWith('line ')) ?? [];
    expect(lines).toHaveLength(3);
  });

  test('TAX-09 one side of the money is used throughout: what the customer paid in ISK is never read as pounds', async () => {
    const input = ordinary({
      presentment: { currency: 'ISK', rate: '176' },
      shipping: { title: 'Standard', price: '25.00' },
    });
    const inPounds = await importOne(input);
    expect(inPounds.document?.totals.gross.currency).toBe('GBP');
    const entry = (await inPounds.agent.journal.trace(inPounds.name)).find(one => one.kind === 'posted');
    expect(entry).toMatchObject({ moneySide: 'shop' });
    await world.close();
    const inKrona = await importOne(input, { orders: { moneySide: 'presentment' } });
    expect(inKrona.document?.totals.gross.currency).toBe('ISK');
    const written = (await inKrona.agent.journal.trace(inKrona.name)).find(
      one => one.kind === 'intended' && one.write.action === 'post-sales-order',
    );
    const fields = written?.kind === 'intended' ? written.write.fields : [];
    expect(fields).toContainEqual({ field: 'currency', before: null, after: 'ISK' });
    expect(fields.some(field => String(field.after).includes('= 4400'))).toBe(true);
  });

  test('TAX-15 whether prices include tax is read from each order, not from the shop', async () => {
    world = await openWorld({ shop: { seed: 'empty' } });
    const line = { sku: 'MUG-SLT-350', quantity: 1, unitPrice: '12.00', taxRate: '0.2' };
    const included = world.shop.placeOrder(ordinary({ lines: [line], shipping: null, taxesIncluded: true }));
    const excluded = world.shop.placeOrder(ordinary({ lines: [line], shipping: null, taxesIncluded: false }));
    const agent = await world.openAgent();
    await agent.run({ trigger: 'manual' });
    const found = await world.erp.findSalesOrders(
      [orderKey(String(included.id)), orderKey(String(excluded.id))],
      live(),
    );
    const of = (id: string | number) => found.find(one => one.key === orderKey(String(id)))?.totals;
    expect(of(included.id)).toEqual(totals('10.00', '2.00', '12.00'));
    expect(of(excluded.id)).toEqual(totals('12.00', '2.40', '14.40'));
  });
});
