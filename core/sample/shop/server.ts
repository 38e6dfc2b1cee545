import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { BulkOperations } from './bulk/bulk-operations.ts';
import type { Plan } from './bucket.ts';
import { archiveOrder, cancelOrder, editOrder, fulfilOrder, payOrder, placeOrder, refundOrder } from './changes.ts';
import { Queries } from './execute.ts';
import { Faults } from './faults.ts';
import { locationNamed, productNamed, variantNamed } from './find-goods.ts';
import { deleteProduct, deleteVariant } from './goods.ts';
import { addProductByHand, editProduct, editVariant, setStock } from './goods-changes.ts';
import { Idempotency } from './idempotency.ts';
import { InputProblem } from './input-problem.ts';
import { addLocation, deactivateLocation } from './location-changes.ts';
import type { GrantSettings } from './oauth.ts';
import type { Order } from './order-records.ts';
import type { RequestEntry } from './request-log.ts';
import { route, type Exchange } from './route.ts';
import type { OrderRef, SampleShop } from './sample-shop.ts';
import { loadSchema } from './schema.ts';
import { seedData, type Seed } from './seed.ts';
import { Store } from './store.ts';
import { Tokens } from './tokens.ts';

export type { SampleShop } from './sample-shop.ts';

export interface SampleShopOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly seed?: Seed;
  /** The built-in shop differs by it; the same number and clock give the same shop. */
  readonly seedNumber?: number;
  readonly now?: () => number;
  readonly schemaPath?: string;
  readonly plan?: Plan;
  /** How late the search index is; connections show the state it has. */
  readonly searchLagMs?: number | (() => number);
  readonly scopes?: readonly string[];
  readonly token?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

/** Starts Shopify's Admin API 2026-10 on 127.0.0.1, answered from memory. */
export async function startSampleShop(options: SampleShopOptions = {}): Promise<SampleShop> {
  const now = options.now ?? Date.now;
  const { searchLagMs = 0 } = options;
  const admin = loadSchema(options.schemaPath);
  const store = new Store(seedData(options.seed ?? 'built-in', now, options.seedNumber ?? 1), {
    now,
    searchLagMs: typeof searchLagMs === 'number' ? () => searchLagMs : searchLagMs,
  });
  const grant: GrantSettings = {
    clientId: options.clientId ?? randomBytes(16).toString('hex'),
    clientSecret: options.clientSecret ?? `shpss_${randomBytes(16).toString('hex')}`,
    refusal: 'none',
  };
  const requests: RequestEntry[] = [];
  const faults = new Faults();
  const bulk = new BulkOperations(now, store.nextId, faults, () => shop.url);
  const exchange: Exchange = {
    admin,
    store,
    queries: new Queries(admin),
    idempotency: new Idempotency(now),
    tokens: new Tokens(admin, options.plan ?? 'standard', now, options.scopes, options.token),
    app: { id: 318_000_001, installationId: 520_000_000_001, title: 'Counterfoil' },
    faults,
    bulk,
    grant,
    requests,
  };
  const server = createServer((request, response) => void route(exchange, shop, request, response));
  const port = await listen(server, options.port ?? 0);
  const { tokens } = exchange;
  const found = (ref: OrderRef): Order => {
    const order = findOrder(store, ref);
    if (!order) throw new InputProblem('order', `is not in the shop: ${typeof ref === 'object' ? ref.name : ref}`);
    return order;
  };
  const shop: SampleShop = {
    url: `http://127.0.0.1:${port}`,
    domain: store.settings.domain,
    get accessToken() {
      return tokens.current;
    },
    clientId: grant.clientId,
    clientSecret: grant.clientSecret,
    store,
    get locations() {
      return Object.fromEntries(
        [...store.locations.values()].map(({ id, name }) => [`gid://shopify/Location/${id}`, name]),
      );
    },
    requests,
    placeOrder: input => placeOrder(store, input),
    editOrder: (order, input) => editOrder(store, found(order), input),
    refundOrder: (order, input) => refundOrder(store, found(order), input),
    cancelOrder: (order, input) => cancelOrder(store, found(order), input),
    fulfilOrder: (order, input) => fulfilOrder(store, found(order), input),
    payOrder: order => payOrder(store, found(order)),
    archiveOrder: order => archiveOrder(store, found(order)),
    addProduct: input => addProductByHand(store, input),
    editProduct: (product, input) => editProduct(store, productNamed(store, product), input),
    deleteProduct: product => deleteProduct(store, productNamed(store, product)),
    editVariant: (variant, input) => editVariant(store, variantNamed(store, variant), input),
    deleteVariant: variant => deleteVariant(store, variantNamed(store, variant)),
    setStock: (variant, input) => setStock(store, variantNamed(store, variant), input),
    addLocation: input => addLocation(store, input),
    deactivateLocation: (location, input) =>
      deactivateLocation(store, locationNamed(store, location, 'location'), input),
    findOrder: order => findOrder(store, order),
    setFaults: list => faults.set(list),
    queueFault: fault => faults.queue(fault),
    setScopes: scopes => tokens.setScopes(scopes),
    revokeToken: token => tokens.revoke(token),
    rotateToken: () => tokens.rotate(),
    setGrantRefusal: refusal => {
      grant.refusal = refusal;
    },
    clearRequests: () => {
      requests.length = 0;
    },
    close: () => {
      bulk.close();
      return stop(server);
    },
  };
  return shop;
}

function findOrder(store: Store, ref: OrderRef): Order | undefined {
  if (typeof ref === 'object') return store.order(ref.id);
  const bare = String(ref).replace(/^.*\//, '').replace(/^#/, '');
  return store.order(Number(bare)) ?? store.allOrders().find(order => String(order.number) === bare);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address.port);
      else reject(new Error('The sample shop got no port.'));
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
