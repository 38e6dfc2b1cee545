import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { z } from 'zod';
import { systemClock } from '../../main/clock.ts';
import type { Order } from '../../core/model/order.ts';
import type { ShopLevel } from '../../core/model/stock.ts';
import { ordinaryOrder } from '../../core/sample/shop/ordinary-order.ts';
import type { PlaceOrderInput } from '../../core/sample/shop/place-input.ts';
import type { Chance } from '../../core/sample/shop/random.ts';
import { openShop } from '../../core/shopify/shop.ts';
import { start } from './program.ts';

const factsSchema = z.object({
  url: z.string(),
  domain: z.string(),
  accessToken: z.string(),
  control: z.string(),
  locations: z.record(z.string(), z.string()),
});
const placed = z.object({ id: z.string(), name: z.string(), financialStatus: z.string() });

export type ShopProcess = {
  readonly facts: z.output<typeof factsSchema>;
  place(luck: Chance, agoMs?: number): Promise<void>;
  /** The money of one open order arrives, if there is one. */
  payOne(luck: Chance): Promise<void>;
  orders(): Promise<readonly Order[]>;
  levels(): Promise<readonly ShopLevel[]>;
  stop(): Promise<void>;
};

/** The sample shop in a process of its own, which no kill of the agent touches. */
export async function startShop(): Promise<ShopProcess> {
  const program = start('sample-shop', ['--json', '--with-parent', '--empty', '--plan', 'plus']);
  const { stdin, stdout } = program.child;
  if (stdin === null || stdout === null) throw new Error('The sample shop has no pipes.');
  const [line]: unknown[] = await once(createInterface({ input: stdout }), 'line');
  const facts = factsSchema.parse(JSON.parse(String(line)));
  const unpaid: string[] = [];

  async function tell(path: string, body: object): Promise<z.output<typeof placed>> {
    const headers = { 'Content-Type': 'application/json' };
    const reply = await fetch(`${facts.control}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`The sample shop refused ${path}: ${text}`);
    return placed.parse(JSON.parse(text));
  }

  const settings = {
    domain: facts.domain,
    endpoint: facts.url,
    credentials: 'admin-token',
    apiVersion: '2026-10',
  } as const;
  const secrets = { get: () => Promise.resolve(facts.accessToken) };
  const shop = openShop({ settings, secrets, clock: systemClock });
  const { signal } = new AbortController();

  return {
    facts,
    async place(luck, agoMs = 0) {
      const createdAt = new Date(Date.now() - agoMs).toISOString();
      const order = await tell('orders', { ...someOrder(luck), createdAt });
      if (['PENDING', 'AUTHORIZED'].includes(order.financialStatus)) unpaid.push(order.id);
    },
    async payOne(luck) {
      const [id] = unpaid.length === 0 ? [] : unpaid.splice(luck.whole(0, unpaid.length - 1), 1);
      if (id !== undefined) await tell(`orders/${encodeURIComponent(id)}/pay`, {});
    },
    async orders() {
      const all: Order[] = [];
      for await (const page of shop.ordersProcessedIn('2020-01-01T00:00:00Z', '2040-01-01T00:00:00Z', signal))
        for (const one of page) {
          if ('unreadable' in one) throw one.unreadable;
          all.push(one);
        }
      return all;
    },
    levels: () => shop.levels(Object.keys(facts.locations), signal),
    async stop() {
      stdin.end();
      await program.ended;
    },
  };
}

const REGULARS = ['ada.baker', 'ben.cole', 'cora.dunn', 'dev.eaton', 'ella.ford'].map(name => `${name}@mail.example`);

const FROM_AFAR: readonly Partial<PlaceOrderInput>[] = [
  { country: 'IE', taxRate: '0.23' },
  { country: 'US', taxRate: '0' },
  { country: 'DE', taxRate: '0.19', presentment: { currency: 'EUR', rate: '1.17' } },
];

/** Any order that goes straight into the books: new and known customers, open and paid, at home and abroad. */
function someOrder(luck: Chance): PlaceOrderInput {
  const usual = ordinaryOrder(luck, REGULARS);
  const customer = usual.customer && { ...usual.customer, firstName: 'Ada', lastName: usual.customer.email };
  const order = customer === undefined ? usual : { ...usual, customer };
  if (order.walkIn === true) return order;
  if (luck.oneIn(6)) return { ...order, ...luck.of(FROM_AFAR) };
  return luck.oneIn(8) ? { ...order, taxesIncluded: false } : order;
}
