import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { customerKey } from '../../../core/flows/import-orders/keys.ts';
import { minutes } from '../../../core/model/time.ts';
import type { WholeErp } from '../../world/wrap.ts';
import { ordinary } from '../../world/orders.ts';
import { openWorld, type World } from '../../world/world.ts';
import { showing, withVerbs } from '../../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

const live = () => new AbortController().signal;

type Sent = { readonly customer: string; readonly street: string | undefined };

/** Notes for each order whom it was sent for and which street it names, undefined: the customer's own. */
function watching() {
  const sent = new Map<string, Sent>();
  const streets = new Map<string, string | undefined>();
  const wrapErp = (erp: WholeErp) =>
    withVerbs(erp, {
      createDeliveryAddress: async (draft, signal) => {
        const made = await erp.createDeliveryAddress(draft, signal);
        streets.set(made.id, draft.address.address1);
        return made;
      },
      draftSalesOrder: (draft, signal) => {
        const { reference, customerId, deliveryAddressId = '' } = draft;
        sent.set(reference, { customer: customerId, street: streets.get(deliveryAddressId) });
        return erp.draftSalesOrder(draft, signal);
      },
    });
  return { sent, wrapErp };
}

test('a guest without e-mail whose bills go elsewhere stays one customer, and the goods go where each order says', async () => {
  const { sent, wrapErp } = watching();
  const place = () =>
    world.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350' }], name: { firstName: 'Grace', lastName: 'Hill' } });
  const first = place();
  const agent = await world.openAgent({
    wrapErp,
    wrapShop: shop =>
      showing(shop, order => {
        const { billingAddress } = order;
        return order.name !== first.name || billingAddress === undefined
          ? order
          : { ...order, billingAddress: { ...billingAddress, address1: '99 Office Road', city: 'Leeds' } };
      }),
  });
  await agent.start();
  world.clock.advance(minutes(2));
  const second = place();
  await agent.run({ trigger: 'schedule' });
  expect(sent.get(second.name)).toEqual({
    customer: sent.get(first.name)?.customer,
    street: second.shippingAddress?.address1,
  });
  const trace = await agent.handlers['order.trace'](second.name);
  expect(trace?.steps.map(step => step.words)).not.toContain('Create the customer');
});

test('an order to the same place is posted too after another customer was chosen by hand', async () => {
  const { sent, wrapErp } = watching();
  const byHand = { key: 'by-hand', name: 'Baker & Sons', email: 'accounts@baker.example' };
  const other = await world.erp.createCustomer({ ...byHand, phone: undefined, address: undefined }, live());
  const first = world.shop.placeOrder(ordinary());
  const agent = await world.openAgent({ wrapErp });
  await agent.start();
  const key = customerKey(`gid://shopify/Customer/${first.customerId}`);
  await agent.handlers['mapping.add']({ missing: { kind: 'customer', key }, code: other.id });
  world.clock.advance(minutes(1));
  const second = world.shop.placeOrder(ordinary());
  await agent.run({ trigger: 'schedule' });
  expect(agent.snapshot()).toMatchObject({ problems: [], counts: { posted: 2 } });
  expect(sent.get(second.name)).toEqual({ customer: other.id, street: second.shippingAddress?.address1 });
});

test('goods go to the address of the order, also after the customer was edited in the ERP', async () => {
  const { sent, wrapErp } = watching();
  const first = world.shop.placeOrder(ordinary());
  const agent = await world.openAgent({ wrapErp });
  await agent.start();
  const customers = join(world.erpFolder, 'customers');
  const [own = ''] = (await readdir(customers)).filter(name => name !== 'walk-in.json');
  const record = z
    .looseObject({ address: z.looseObject({ address1: z.literal(first.shippingAddress?.address1) }) })
    .parse(JSON.parse(await readFile(join(customers, own), 'utf8')));
  const address = { ...record.address, address1: '1 New Street', city: 'Leeds' };
  await writeFile(join(customers, own), JSON.stringify({ ...record, address }));
  world.clock.advance(minutes(1));
  const second = world.shop.placeOrder(ordinary());
  await agent.run({ trigger: 'schedule' });
  expect(sent.get(second.name)).toEqual({
    customer: sent.get(first.name)?.customer,
    street: second.shippingAddress?.address1,
  });
});
