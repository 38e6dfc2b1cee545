import { SyncError } from '../errors.ts';
import type { FlowName } from '../model/write.ts';

export type Scope = {
  readonly name: string;
  /** Why it is needed, to follow "so that Counterfoil can". */
  readonly purpose: string;
};

/** What the documents of each flow need, by the schema's own scope map, beside those of orders. The app's own metafields need none. */
const needed: Readonly<Record<FlowName, readonly Scope[]>> = {
  'import-orders': [
    { name: 'read_orders', purpose: 'read orders, payments and refunds' },
    { name: 'read_customers', purpose: 'name the customer of an order' },
    { name: 'read_locations', purpose: 'tell at which location a POS order was sold' },
  ],
  'sync-products': [
    { name: 'read_products', purpose: 'compare what the shop sells with the items of the ERP' },
    { name: 'write_products', purpose: "carry the ERP's prices and product data to the shop" },
  ],
  'export-stock': [
    { name: 'read_products', purpose: 'compare what the shop sells with the items of the ERP' },
    { name: 'read_inventory', purpose: 'compare stock by location' },
    { name: 'write_inventory', purpose: "tell the shop the ERP's stock" },
    {
      name: 'read_merchant_managed_fulfillment_orders',
      purpose: 'see at which location an order takes its units from stock',
    },
  ],
};

/** Without these the flow rests, and the others go on. */
const goodsFlows = ['sync-products', 'export-stock'] as const satisfies readonly FlowName[];

/** What more can be seen with these; nothing waits for them. */
const optional: readonly Scope[] = [{ name: 'read_all_orders', purpose: 'see orders older than 60 days' }];

export const neededScopes = (flow: FlowName): readonly Scope[] => needed[flow];

type Permission = { readonly scope: string; readonly purpose: string; readonly needed: boolean };

/** What the app in Shopify is granted in set-up, each once, those that everything waits for first. */
export const neededPermissions: readonly Permission[] = [
  ...needed['import-orders'].map(({ name, purpose }) => ({ scope: name, purpose, needed: true })),
  ...[...goodsFlows.flatMap(neededScopes), ...optional].map(({ name, purpose }) => ({
    scope: name,
    purpose,
    needed: false,
  })),
].filter(({ scope }, at, all) => all.findIndex(one => one.scope === scope) === at);

/** A right to write includes the right to read, though Shopify may list only the former. */
const includes = (granted: ReadonlySet<string>, name: string): boolean =>
  granted.has(name) || granted.has(name.replace(/^read_/, 'write_'));

export function missingScopes(needs: readonly Scope[], granted: readonly string[]): readonly Scope[] {
  const set = new Set(granted);
  return needs.filter(({ name }) => !includes(set, name));
}

export function lackingPermissions(granted: readonly string[]): readonly Permission[] {
  const set = new Set(granted);
  return neededPermissions.filter(({ scope }) => !includes(set, scope));
}

/** Each flow of goods that cannot work with what was granted, with why. */
export function goodsRefusals(granted: readonly string[]): Partial<Record<FlowName, SyncError>> {
  const refusals: Partial<Record<FlowName, SyncError>> = {};
  for (const flow of goodsFlows) {
    const missing = missingScopes(neededScopes(flow), granted);
    if (missing.length > 0) refusals[flow] = restsWithout(flow, missing);
  }
  return refusals;
}

const resting: Readonly<Record<(typeof goodsFlows)[number], string>> = {
  'sync-products': 'Products are not synced',
  'export-stock': 'Stock is not synced',
};

function restsWithout(flow: (typeof goodsFlows)[number], missing: readonly Scope[]): SyncError {
  const names = missing.map(({ name }) => name).join(', ');
  const permissions = missing.length === 1 ? 'a permission is' : `${missing.length} permissions are`;
  return new SyncError(
    'auth',
    'scope-missing',
    `${resting[flow]}, because ${permissions} missing in Shopify: ${names}.`,
    {
      system: 'shop',
      nextStep: 'Add them to the app\'s configuration under "Access scopes", then release or install it again.',
      details: { missing: names },
    },
  );
}

/** The refusal to go on without them, naming each; undefined when none is missing. */
export function missingScopesError(missing: readonly Scope[]): SyncError | undefined {
  if (missing.length === 0) return undefined;
  const names = missing.map(({ name }) => name).join(', ');
  const why = missing.map(({ name, purpose }) => `${name} to ${purpose}`).join('; ');
  return new SyncError('auth', 'scope-missing', `The app in Shopify lacks access: ${names}.`, {
    system: 'shop',
    nextStep: `Add ${why}. In Shopify this is set in the app's configuration under "Access scopes"; release or install it again afterwards.`,
    details: { missing: names },
  });
}
