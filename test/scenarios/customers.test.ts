import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SyncError } from '../../core/errors.ts';
import { customerKey, guestKey } from '../../core/flows/import-orders/keys.ts';
import { hours } from '../../core/model/time.ts';
import { entriesOf } from '../fakes/memory-journal.ts';
import { ordinary } from '../world/orders.ts';
import { newPc, openWorld, sha256, type World } from '../world/world.ts';
import { withVerbs } from '../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

const live = () => new AbortController().signal;
const customersInErp = async () =>
  (await readdir(join(world.erpFolder, 'customers'))).filter(name => name !== 'walk-in.json');
const orders = () => world.erp.salesOrdersBetween('2020-01-01', '2030-01-01', live());

/** As words: by chance a fingerprint, which is hexadecimal, spells "ada" too. */
const names = /\b(?:ada|baker)\b/;

describe('customers', () => {
  test('CUS-02 a counter sale without e-mail and address goes to the walk-in customer', async () => {
    world.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350' }], walkIn: true });
    const agent = await world.openAgent();
    const result = await agent.run({ trigger: 'manual' });
    expect(result?.summary.counts.posted).toBe(1);
    expect(await customersInErp()).toEqual([]);
    expect(await orders()).toHaveLength(1);
    const without = await world.openAgent({ mappings: { ...world.mappings, walkInCustomer: null } });
    world.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350' }], walkIn: true });
    await agent.stop();
    await without.run({ trigger: 'manual' });
    expect(without.snapshot().problems[0]?.problem.missing).toEqual([{ kind: 'walk-in-customer' }]);
  });

  test('CUS-03 the same person twice, as guest and as customer, in one page, is one customer', async () => {
    world.shop.placeOrder({
      lines: [{ sku: 'MUG-SLT-350' }],
      guestEmail: 'Ada.Baker@example.com',
      financialStatus: 'pending',
    });
    world.shop.placeOrder(ordinary());
    world.shop.placeOrder(ordinary());
    const agent = await world.openAgent();
    const result = await agent.run({ trigger: 'manual' });
    expect(result?.summary.counts.posted).toBe(3);
    expect(await customersInErp()).toHaveLength(1);
  });

  test('CUS-03 a look-alike is not the same person', async () => {
    world.shop.placeOrder(ordinary());
    world.shop.placeOrder(
      ordinary({ customer: { email: 'ada.baker@example.org', firstName: 'Ada', lastName: 'Baker' } }),
    );
    const agent = await world.openAgent();
    await agent.run({ trigger: 'manual' });
    expect(await customersInErp()).toHaveLength(2);
  });

  test('CUS-06 a customer chosen by hand stays chosen', async () => {
    const other = await world.erp.createCustomer(
      { key: 'by-hand', name: 'Baker & Sons', email: 'accounts@baker.example', phone: undefined, address: undefined },
      live(),
    );
    const order = world.shop.placeOrder(ordinary());
    const key = customerKey(`gid://shopify/Customer/${order.customerId}`);
    const agent = await world.openAgent({ mappings: { ...world.mappings, customers: { [key]: other.id } } });
    await agent.run({ trigger: 'manual' });
    world.shop.placeOrder(ordinary());
    await agent.run({ trigger: 'manual' });
    expect(await customersInErp()).toEqual([`${other.id}.json`]);
    expect(agent.mappings().customers[key]).toBe(other.id);
    expect(await orders()).toHaveLength(2);
  });

  test('CUS-07 an order to a country that is not mapped parks with the country named', async () => {
    world.shop.placeOrder(ordinary({ country: 'JP', taxRate: '0' }));
    const agent = await world.openAgent();
    await agent.run({ trigger: 'manual' });
    const [card] = agent.snapshot().problems;
    expect(card?.problem.missing).toContainEqual({ kind: 'country', country: 'JP' });
    expect(card?.problem.explanation).toContain('Japan');
    expect(await orders()).toEqual([]);
    expect(await customersInErp()).toEqual([]);
    await agent.handlers['mapping.add']({ missing: { kind: 'country', country: 'JP' }, code: 'JP' });
    expect(agent.snapshot().counts.posted).toBe(1);
  });

  test('a customer or address that was deleted in the ERP is made again', async () => {
    const abroad = ordinary({ country: 'IE', taxRate: '0' });
    world.shop.placeOrder(ordinary());
    world.shop.placeOrder(abroad);
    const agent = await world.openAgent();
    await agent.run({ trigger: 'manual' });
    const [address = ''] = await readdir(join(world.erpFolder, 'delivery-addresses'));
    await rm(join(world.erpFolder, 'delivery-addresses', address));
    world.clock.advance(hours(1));
    const second = world.shop.placeOrder(abroad);
    await agent.run({ trigger: 'manual' });
    expect((await agent.handlers['order.retry'](second.name)).state).toBe('posted');
    const [customer = ''] = await customersInErp();
    await rm(join(world.erpFolder, 'customers', customer));
    world.clock.advance(hours(1));
    world.shop.placeOrder(ordinary());
    await agent.run({ trigger: 'manual' });
    expect(agent.snapshot().counts).toMatchObject({ posted: 4, parked: 0 });
    expect(await customersInErp()).toHaveLength(1);
  });

  test('nor is one that the ERP gives back or quotes: after a lost reply, or when it refuses', async () => {
    const pc = newPc();
    const refusal = new SyncError('rejected', 'refused', 'The ERP refused the customer Bo (Byron).', {
      system: 'erp',
      nextStep: 'Correct bo.byron@example.com.',
      details: { said: 'The phone of BYRON, Bo in 1 Wharf Road is wrong.' },
    });
    world.shop.placeOrder(ordinary());
    world.shop.placeOrder(ordinary({ country: 'IE', taxRate: '0' }));
    const other = { email: 'bo.byron@example.com', firstName: 'Bo', lastName: 'Byron' };
    const bad = world.shop.placeOrder(ordinary({ customer: other }));
    let lost = 0;
    const agent = await world.openAgent({
      pc,
      wrapErp: erp =>
        withVerbs(erp, {
          createCustomer: (draft, signal) =>
            draft.email === other.email ? Promise.reject(refusal) : erp.createCustomer(draft, signal),
          createDeliveryAddress: async (...args) => {
            const made = await erp.createDeliveryAddress(...args);
            if (lost++ === 0) throw new SyncError('transient', 'timeout', 'The reply was lost.', { system: 'erp' });
            return made;
          },
          findDeliveryAddress: async (...args) => {
            const found = await erp.findDeliveryAddress(...args);
            return found && { ...found, name: 'Ada Baker' };
          },
        }),
    });
    await agent.run({ trigger: 'manual' });
    expect(lost).toBe(1);
    expect(agent.snapshot().problems).toMatchObject([
      { recordName: bad.name, problem: { details: { said: expect.stringContaining('is wrong') } } },
    ]);
    const text = JSON.stringify(await entriesOf(pc.store)).toLowerCase();
    for (const secret of ['baker', 'byron', 'bo.byron']) expect(text).not.toContain(secret);
  });

  test('nor is one whom the ERP names in refusing the sales order', async () => {
    const pc = newPc();
    world.shop.placeOrder(ordinary());
    const agent = await world.openAgent({
      pc,
      wrapErp: erp =>
        withVerbs(erp, {
          draftSalesOrder: () =>
            Promise.reject(
              new SyncError('rejected', 'refused', 'The ERP refused the sales order.', {
                system: 'erp',
                details: { said: 'Ada Baker is over the credit limit.' },
              }),
            ),
        }),
    });
    await agent.start();
    expect(agent.snapshot().problems).toMatchObject([
      { problem: { code: 'refused', details: { said: expect.stringContaining('is over the credit limit') } } },
    ]);
    const text = JSON.stringify(await entriesOf(pc.store)).toLowerCase();
    expect(text).not.toMatch(names);
  });

  test('no name, e-mail or address of a customer is in the journal', async () => {
    const order = world.shop.placeOrder(ordinary());
    const agent = await world.openAgent();
    await agent.run({ trigger: 'manual' });
    const text = JSON.stringify(await agent.journal.trace(order.name)).toLowerCase();
    expect(text).not.toMatch(names);
    expect(text).not.toContain('example.com');
    expect(text).toContain('create-customer');
    expect(guestKey('ada.baker@example.com', sha256)).not.toContain('ada');
  });
});
