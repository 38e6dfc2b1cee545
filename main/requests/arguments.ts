import { z } from 'zod';
import { missingSchema as missing } from '../../core/agent/missing-schema.ts';
import { ownershipChangeSchema } from '../../core/ownership/rule-schema.ts';
import { mostAtOnce, type OrderState, type RequestName, type Requests } from '../../core/contract.ts';
import type { GoodsQuery, StockQuery } from '../../core/model/goods-view.ts';
import type { FlowName } from '../../core/model/write.ts';
import type { StoreGiven } from '../../core/model/setup.ts';
import { SyncError } from '../../core/errors.ts';
import type { PauseLength } from '../../core/model/pause.ts';
import type { Decision } from '../../core/model/problem.ts';
import { longestReason, reasonFrom } from '../../core/model/reason.ts';
import { oneOf } from './one-of.ts';
import { mode, settingsChange } from './settings-change.ts';

const text = z.string().max(200);
const ref = text.min(1);
const refs = z.array(ref).min(1).max(mostAtOnce).readonly();
const none = z.tuple([]);
const reason = z
  .string()
  .max(2000)
  .refine(given => reasonFrom(given) !== undefined, `not 1 to ${longestReason} characters`);

const orderState = oneOf<OrderState | 'all'>({
  all: true,
  pending: true,
  posted: true,
  parked: true,
  skipped: true,
  conflict: true,
});
const pauseLength = oneOf<PauseLength>({ hour: true, 'until-tomorrow': true });
const decision = oneOf<Decision>({ 'accept-risk': true, 'leave-as-is': true, 'post-again': true });
const offset = z.int().min(0).max(10_000_000);
const limit = z.int().min(1).max(200);
const query = z.strictObject({
  search: text,
  state: orderState,
  offset,
  limit,
});

const day = z.iso.date().nullable();
const signIn = oneOf<StoreGiven['signIn']>({ 'admin-token': true, 'client-credentials': true });
const secret = z.string().max(1000);
const storeGiven = z.strictObject({ address: text, signIn, token: secret, clientId: secret, clientSecret: secret });
const erpGiven = z.strictObject({ kind: text, fields: z.record(text, text), key: secret });

const system = oneOf<'shop' | 'erp'>({ shop: true, erp: true });
const range = z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() });
const flow = oneOf<FlowName>({ 'import-orders': true, 'sync-products': true, 'export-stock': true });
const flowOrAll = oneOf<FlowName | 'all'>({
  all: true,
  'import-orders': true,
  'sync-products': true,
  'export-stock': true,
});
const ownershipChanges = z.array(ownershipChangeSchema).min(1).max(100).readonly();
const fate = oneOf<StockQuery['fate']>({
  all: true,
  write: true,
  wait: true,
  held: true,
  asks: true,
  'left-out': true,
  same: true,
});
const goodsState = oneOf<GoodsQuery['state']>({
  all: true,
  pending: true,
  agreed: true,
  parked: true,
  conflict: true,
  skipped: true,
});

const parsers = {
  snapshot: none,
  'orders.list': z.tuple([query]),
  'order.trace': z.tuple([ref]),
  'run.now': none,
  'pause.start': z.tuple([pauseLength]),
  'pause.end': none,
  'order.retry': z.tuple([ref]),
  'orders.retry': z.tuple([refs]),
  'orders.ignore': z.tuple([refs, reason]),
  'order.decide': z.tuple([ref, decision]),
  'mappings.list': none,
  'mapping.choices': z.tuple([missing, text]),
  'mapping.add': z.tuple([z.strictObject({ missing, code: ref })]),
  'mapping.remove': z.tuple([missing]),
  'ownership.get': none,
  'ownership.consequences': z.tuple([ownershipChanges]),
  'ownership.save': z.tuple([ownershipChanges]),
  'stock.view': none,
  'stock.rows': z.tuple([z.strictObject({ location: text, fate, search: text, offset, limit })]),
  'stock.look': none,
  'stock.write': z.tuple([refs]),
  'plan.approve': z.tuple([flow, ref]),
  'plan.again': z.tuple([flow]),
  'goods.list': z.tuple([z.strictObject({ flow: flowOrAll, search: text, state: goodsState, offset, limit })]),
  'goods.trace': z.tuple([ref]),
  'goods.choose': z.tuple([ref, ref]),
  'goods.retry': z.tuple([refs]),
  'preview.start': z.tuple([flowOrAll, text]),
  'preview.stop': none,
  'preview.state': none,
  'preview.rows': z.tuple([offset, limit]),
  'undo.look': z.tuple([z.int().min(1)]),
  'undo.do': z.tuple([z.int().min(1)]),
  resume: none,
  'setup.open': none,
  'setup.leave': none,
  'setup.sample': none,
  'setup.store': z.tuple([storeGiven]),
  'setup.erp': z.tuple([erpGiven]),
  'setup.look': none,
  'setup.stop': none,
  'setup.match': z.tuple([missing, ref.nullable()]),
  'setup.choices': z.tuple([missing, text]),
  'setup.preview': z.tuple([z.union([z.literal('usual'), z.strictObject({ since: day })])]),
  'setup.planned': z.tuple([offset, limit]),
  'setup.start': z.tuple([z.strictObject({ mode, from: day })]),
  'pc.start-at-login': z.tuple([z.boolean()]),
  'settings.get': none,
  'settings.save': z.tuple([settingsChange]),
  'settings.price-lists': none,
  'connection.test': z.tuple([system]),
  'support.preview': z.tuple([range]),
  'support.save': z.tuple([range]),
  'update.install': none,
} satisfies { readonly [N in RequestName]: z.ZodType<Parameters<Requests[N]>> };

/** Which requests have a parser that refuses what the contract allows. */
type TooNarrow = {
  [N in RequestName]: Parameters<Requests[N]> extends z.output<(typeof parsers)[N]> ? never : N;
}[RequestName];
true satisfies [TooNarrow] extends [never] ? true : TooNarrow;

type Parse<N extends RequestName> = (given: unknown) => z.ZodSafeParseResult<Parameters<Requests[N]>>;
const table: { readonly [N in RequestName]: { readonly safeParse: Parse<N> } } = parsers;

/** What each position of the list is called when it is not as agreed. */
const names: Readonly<Record<RequestName, readonly string[]>> = {
  snapshot: [],
  'orders.list': ['query'],
  'order.trace': ['ref'],
  'run.now': [],
  'pause.start': ['length'],
  'pause.end': [],
  'order.retry': ['ref'],
  'orders.retry': ['refs'],
  'orders.ignore': ['refs', 'reason'],
  'order.decide': ['ref', 'decision'],
  'mappings.list': [],
  'mapping.choices': ['missing', 'search'],
  'mapping.add': ['mapping'],
  'mapping.remove': ['what'],
  'ownership.get': [],
  'ownership.consequences': ['changes'],
  'ownership.save': ['changes'],
  'stock.view': [],
  'stock.rows': ['query'],
  'stock.look': [],
  'stock.write': ['ids'],
  'plan.approve': ['flow', 'key'],
  'plan.again': ['flow'],
  'goods.list': ['query'],
  'goods.trace': ['id'],
  'goods.choose': ['id', 'choice'],
  'goods.retry': ['ids'],
  'preview.start': ['flow', 'record'],
  'preview.stop': [],
  'preview.state': [],
  'preview.rows': ['offset', 'limit'],
  'undo.look': ['seq'],
  'undo.do': ['seq'],
  resume: [],
  'setup.open': [],
  'setup.leave': [],
  'setup.sample': [],
  'setup.store': ['store'],
  'setup.erp': ['erp'],
  'setup.look': [],
  'setup.stop': [],
  'setup.match': ['missing', 'code'],
  'setup.choices': ['missing', 'search'],
  'setup.preview': ['from'],
  'setup.planned': ['offset', 'limit'],
  'setup.start': ['choice'],
  'pc.start-at-login': ['on'],
  'settings.get': [],
  'settings.save': ['settings'],
  'settings.price-lists': [],
  'connection.test': ['system'],
  'support.preview': ['range'],
  'support.save': ['range'],
  'update.install': [],
};

/** @throws SyncError 'wrong-arguments' that names the argument. */
export function parseArguments<N extends RequestName>(name: N, given: unknown): Parameters<Requests[N]> {
  const parsed = table[name].safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [position, ...rest] = issue?.path ?? [];
  const argument = typeof position === 'number' ? (names[name][position] ?? `argument ${position + 1}`) : 'arguments';
  throw new SyncError('rejected', 'wrong-arguments', `${name}: ${[argument, ...rest].join('.')}: ${issue?.message}`);
}

export const isRequestName = (name: string): name is RequestName => Object.hasOwn(table, name);
