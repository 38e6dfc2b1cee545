import type { CancelOrderInput, EditOrderInput, FulfilOrderInput, RefundOrderInput } from './change-input.ts';
import type { FaultInput } from './faults.ts';
import type {
  DeactivateInput,
  LocationInput,
  ProductEdit,
  ProductInput,
  StockInput,
  VariantEdit,
} from './goods-input.ts';
import type { GrantSettings } from './oauth.ts';
import type { Order } from './order-records.ts';
import type { PlaceOrderInput } from './place-input.ts';
import type { Level, Location, Product, Variant } from './records.ts';
import type { RequestEntry } from './request-log.ts';
import type { Store } from './store.ts';

/** An order itself, its name ("#1301"), number, id or gid. */
export type OrderRef = Order | string | number;

export interface SampleShop {
  readonly url: string;
  readonly domain: string;
  /** The standing token; another after `rotateToken`. */
  readonly accessToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly store: Store;
  /** Location id -> its name. */
  readonly locations: Readonly<Record<string, string>>;
  readonly requests: readonly RequestEntry[];
  placeOrder(input: PlaceOrderInput): Order;
  editOrder(order: OrderRef, input: EditOrderInput): Order;
  refundOrder(order: OrderRef, input: RefundOrderInput): Order;
  cancelOrder(order: OrderRef, input?: CancelOrderInput): Order;
  fulfilOrder(order: OrderRef, input?: FulfilOrderInput): Order;
  payOrder(order: OrderRef): Order;
  archiveOrder(order: OrderRef): Order;
  addProduct(input: ProductInput): Product;
  /** A product by its title, handle, number or gid. */
  editProduct(product: string, input: ProductEdit): Product;
  deleteProduct(product: string): void;
  /** A variant by its SKU, number or gid. */
  editVariant(variant: string, input: VariantEdit): Variant;
  deleteVariant(variant: string): void;
  setStock(variant: string, input: StockInput): Level;
  addLocation(input: LocationInput): Location;
  /** A location by its name, number or gid. */
  deactivateLocation(location: string, input?: DeactivateInput): Location;
  findOrder(order: OrderRef): Order | undefined;
  /** Standing faults, instead of all there were. */
  setFaults(faults: readonly FaultInput[]): void;
  /** One more fault, for the next request that fits (or its `count`). */
  queueFault(fault: FaultInput): void;
  setScopes(scopes: readonly string[]): void;
  /** Without a token: every token. */
  revokeToken(token?: string): void;
  rotateToken(): string;
  setGrantRefusal(refusal: GrantSettings['refusal']): void;
  clearRequests(): void;
  close(): Promise<void>;
}
