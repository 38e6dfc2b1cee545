import { fault } from '../graphql-fault.ts';
import type { Metafield } from '../records.ts';
import type { ApiRequest } from '../request.ts';
import { digest, fullNamespace, metafieldView } from '../views/metafield-view.ts';
import { findOrder, type UserError } from './payload.ts';

interface MetafieldInput {
  readonly ownerId: string;
  readonly namespace?: string | null;
  readonly key: string;
  readonly type?: string | null;
  readonly value: string;
  readonly compareDigest?: string | null;
}

const LIMIT = 25;

const OWNER_SCOPES: Readonly<Record<string, string | null>> = {
  AppInstallation: null,
  Shop: null,
  Order: 'write_orders',
  Customer: 'write_customers',
  Product: 'write_products',
  ProductVariant: 'write_products',
  Location: 'write_locations',
};

/** All or nothing. `compareDigest` makes it compare-and-set: null only creates, a digest only replaces that value. */
export function metafieldsSet(request: ApiRequest, args: { readonly metafields: readonly MetafieldInput[] }) {
  const { store } = request;
  const userErrors: UserError[] = [];
  if (args.metafields.length > LIMIT) {
    userErrors.push(
      refusal(0, null, `Exceeded the maximum metafields input limit of ${LIMIT}.`, 'LESS_THAN_OR_EQUAL_TO'),
    );
    return { metafields: null, userErrors };
  }
  const at = store.second();
  const written: Metafield[] = [];
  for (const [i, input] of args.metafields.entries()) {
    const namespace = fullNamespace(request, input.namespace);
    const known = store.metafield(input.ownerId, namespace, input.key);
    const wrong = ownerProblem(request, input, i) ?? digestProblem(input, known, i) ?? valueProblem(input, known, i);
    if (wrong) userErrors.push(wrong);
    written.push({
      id: known?.id ?? store.nextId(),
      owner: input.ownerId,
      namespace,
      key: input.key,
      type: input.type ?? known?.type ?? '',
      value: input.value,
      createdAt: known?.createdAt ?? at,
      updatedAt: at,
    });
  }
  if (userErrors.length > 0) return { metafields: null, userErrors };
  for (const field of written) {
    store.putMetafield(field);
    const order = findOrder(request, field.owner);
    // The echo every integration meets: its own write makes the order look changed.
    if (order) store.putOrder({ ...order, updatedAt: at });
  }
  return { metafields: written.map(metafieldView), userErrors };
}

function ownerProblem(request: ApiRequest, input: MetafieldInput, i: number): UserError | null {
  const type = /^gid:\/\/shopify\/(\w+)\/\d+$/.exec(input.ownerId)?.[1];
  const scope = type === undefined ? undefined : OWNER_SCOPES[type];
  if (type === undefined) throw fault('RESOURCE_NOT_FOUND', 'Invalid id');
  if (scope === undefined) throw fault('NOT_IMPLEMENTED', `The sample shop does not implement metafields of ${type}.`);
  if (scope !== null) request.access.checkScope(scope, 'metafieldsSet');
  const missing = type === 'Order' ? !findOrder(request, input.ownerId) : !ownerExists(request, type, input.ownerId);
  return missing ? refusal(i, 'ownerId', 'Owner does not exist.', 'INVALID') : null;
}

function ownerExists(request: ApiRequest, type: string, global: string): boolean {
  const id = Number(global.replace(/^.*\//, ''));
  const { store } = request;
  const holders: Readonly<Record<string, { readonly has: (id: number) => boolean }>> = {
    Customer: store.customers,
    Product: store.products,
    ProductVariant: store.variants,
    Location: store.locations,
  };
  if (type === 'AppInstallation') return id === request.app.installationId;
  return type === 'Shop' || holders[type]?.has(id) === true;
}

function digestProblem(input: MetafieldInput, known: Metafield | undefined, i: number): UserError | null {
  const wanted = input.compareDigest;
  if (wanted === undefined) return null;
  if (wanted !== null && !/^[0-9a-f]{64}$/.test(wanted)) {
    return refusal(i, 'compareDigest', 'The compareDigest is invalid.', 'INVALID_COMPARE_DIGEST');
  }
  const current = known ? digest(known) : null;
  return wanted === current
    ? null
    : refusal(i, 'compareDigest', 'The metafield has been modified since it was loaded.', 'STALE_OBJECT');
}

function valueProblem(input: MetafieldInput, known: Metafield | undefined, i: number): UserError | null {
  const type = input.type ?? known?.type;
  if (type === undefined) return refusal(i, 'type', "Type can't be blank", 'BLANK');
  if (input.value === '') return refusal(i, 'value', "Value can't be blank.", 'BLANK');
  if (known && type !== known.type) {
    return refusal(i, 'type', `Type must be consistent with the metafield's type: ${known.type}.`, 'INVALID_TYPE');
  }
  if (type !== 'json') return null;
  try {
    JSON.parse(input.value);
    return null;
  } catch {
    return refusal(i, 'value', 'Value is invalid JSON.', 'INVALID_VALUE');
  }
}

const refusal = (i: number, field: string | null, message: string, code: string): UserError => ({
  field: field === null ? ['metafields'] : ['metafields', String(i), field],
  message,
  code,
  elementIndex: null,
});
