import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { cancelInput, editInput, fulfilInput, refundInput } from './change-input.ts';
import { changeGoods } from './control-goods.ts';
import { faultSchema } from './faults.ts';
import { readBody, send } from './http.ts';
import { InputProblem } from './input-problem.ts';
import { figures, financialStatus, fulfilmentStatus } from './figures.ts';
import { moneyText } from './money.ts';
import { placeInput } from './place-input.ts';
import type { Order } from './order-records.ts';
import type { SampleShop } from './sample-shop.ts';
import { gid } from './views/view.ts';

/** The shop's own levers, for a person with curl and for the demo. None of this is Shopify's. */
const OFFERS = {
  'POST /_sample/orders':
    'places an order: {"lines":[{"sku":"MUG-SLT-350","quantity":2}],"guestEmail":"you@mail.example"}',
  'POST /_sample/orders/1301/edit':
    'changes its lines: {"remove":[{"sku":"MUG-SLT-350"}],"add":[{"sku":"LIN-TWL-OAT"}]}',
  'POST /_sample/orders/1301/refund': 'refunds: {"all":true}, {"lines":[{"sku":"MUG-SLT-350"}]}, {"amount":"3.00"}',
  'POST /_sample/orders/1301/cancel': 'cancels an order that is not fulfilled: {"reason":"CUSTOMER"}',
  'POST /_sample/orders/1301/fulfil': 'sends what is open: {"tracking":{"company":"Royal Mail","number":"RM1GB"}}',
  'POST /_sample/orders/1301/pay': 'the money of a pending or authorized order arrives',
  'POST /_sample/orders/1301/archive': 'archives it',
  'POST /_sample/products':
    'adds a product: {"title":"Bud vase","variants":[{"sku":"VAS-GLS-180","price":"16.00","stock":{"Stock room":20}}]}; ' +
    'also "giftCard":true, and of a variant "tracked":false, "bundle":true, "sku":""',
  'POST /_sample/products/Stoneware mug/edit': 'changes it: {"title":"Mug","vendor":"Calder","status":"DRAFT"}',
  'POST /_sample/products/Stoneware mug/delete': 'deletes it and its variants',
  'POST /_sample/variants/MUG-SLT-350/edit': 'changes it: {"price":"15.90","cost":"5.40","tracked":false,"sku":""}',
  'POST /_sample/variants/MUG-SLT-350/stock':
    'counts what is on hand: {"location":"Stock room","set":120}, {"location":"Stock room","adjust":-2}, {"location":"Stock room","stocked":false}',
  'POST /_sample/variants/MUG-SLT-350/delete': 'deletes it',
  'POST /_sample/locations': 'adds a location, which stocks nothing yet: {"name":"York Shop"}',
  'POST /_sample/locations/Leeds Shop/deactivate': 'closes it: {"moveTo":"Stock room"}',
  'POST /_sample/faults':
    'misbehaves: [{"kind":"http","status":503,"count":2}], [{"kind":"lost-reply","mutationsOnly":true,"count":1}], ' +
    '[{"kind":"bulk-fails","afterLines":100,"count":1}], [] to stop',
  'POST /_sample/scopes': 'grants exactly these: ["read_orders","read_products"]',
  'POST /_sample/token/revoke': 'makes every token invalid',
  'POST /_sample/token/rotate': 'makes a new token and says it',
  'GET /_sample/requests': 'what reached the API so far',
} as const;

const GOODS = new Set(['products', 'variants', 'locations']);

const refs = z.array(z.string().min(1));

export async function control(
  shop: SampleShop,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    if (request.method === 'GET') return look(shop, path, response);
    if (request.method !== 'POST') return send(response, 405, { error: 'Use GET or POST.' });
    const body = bodyOf(await readBody(request));
    send(response, 200, act(shop, path, body) ?? { done: true });
  } catch (failure) {
    if (failure instanceof z.ZodError) {
      const problems = failure.issues.map(issue => ({ field: issue.path.join('.') || 'body', message: issue.message }));
      return send(response, 422, { problems });
    }
    if (failure instanceof InputProblem) {
      return send(response, 422, { problems: [{ field: failure.field, message: failure.message }] });
    }
    throw failure;
  }
}

function look(shop: SampleShop, path: string, response: ServerResponse): void {
  if (path === '/_sample/requests') return send(response, 200, shop.requests);
  if (path !== '/_sample') return send(response, 404, { error: 'There is no such control.', offers: OFFERS });
  send(response, 200, {
    about:
      'A sample Shopify shop for Counterfoil. Not Shopify: everything here is made up. ' +
      'It is forgotten when the shop closes, unless the shop was started with --keep, as npm start does.',
    shop: shop.domain,
    orders: shop.store.allOrders().length,
    api: `${shop.url}/admin/api/2026-10/graphql.json`,
    offers: OFFERS,
  });
}

function act(shop: SampleShop, path: string, body: unknown): unknown {
  const parts = path.split('/').slice(2).map(decoded);
  const [what = '', which = '', how = ''] = parts;
  if (what === 'orders' && which === '') return summary(shop.placeOrder(checked(placeInput, body)));
  if (what === 'orders') return summary(change(shop, which, how, body));
  if (GOODS.has(what)) return changeGoods(shop, what, which, how, body);
  if (path === '/_sample/faults') return shop.setFaults(z.array(faultSchema).parse(body));
  if (path === '/_sample/scopes') return shop.setScopes(refs.parse(body));
  if (path === '/_sample/token/revoke') return shop.revokeToken();
  if (path === '/_sample/token/rotate') return { accessToken: shop.rotateToken() };
  throw new InputProblem('path', `is not one of: ${Object.keys(OFFERS).join(', ')}`);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new InputProblem('path', `has a % that stands for no character: ${part}`);
  }
}

function change(shop: SampleShop, which: string, how: string, body: unknown): Order {
  switch (how) {
    case 'edit':
      return shop.editOrder(which, checked(editInput, body));
    case 'refund':
      return shop.refundOrder(which, checked(refundInput, body));
    case 'cancel':
      return shop.cancelOrder(which, checked(cancelInput, body));
    case 'fulfil':
      return shop.fulfilOrder(which, checked(fulfilInput, body));
    case 'pay':
      return shop.payOrder(which);
    case 'archive':
      return shop.archiveOrder(which);
    default:
      throw new InputProblem('path', 'ends in edit, refund, cancel, fulfil, pay or archive');
  }
}

/** Checked here for its form; the change itself parses it again and fills in what is left out. */
function checked<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  return schema.parse(body);
}

function bodyOf(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new InputProblem('body', 'is not JSON');
  }
}

function summary(order: Order) {
  return {
    id: gid('Order', order.id),
    name: order.name,
    total: `${moneyText(figures(order).current.total.shop, order.currency)} ${order.currency}`,
    financialStatus: financialStatus(order),
    fulfillmentStatus: fulfilmentStatus(order),
    lines: order.lines.map(line => ({ sku: line.sku, title: line.title, quantity: line.units.length })),
  };
}
