import {
  getNamedType,
  isAbstractType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  OperationTypeNode,
  getNullableType,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/**
 * What a query costs before it runs. Measured on Shopify's API, not documented by it: scalars 0, an object 1,
 * a mutation 10 (its payload and userErrors within), a connection 2 + max(1, floor(2 ln size)) times its node,
 * `edges` 1 more a node, pageInfo, MoneyBag, MoneyV2 and MailingAddress 0, a plain list of objects counts one object.
 * Starting a bulk operation costs 10 in all, and what it then reads nothing.
 */
export type Variables = Readonly<Record<string, unknown>>;

/** The cost of one selected field and what is below it; kept as a tree so that the answer can be priced by it too. */
export interface CostNode {
  readonly key: string;
  readonly kind: 'free' | 'object' | 'mutation' | 'connection' | 'edges';
  /** Runtime types it applies to; null for any. */
  readonly on: ReadonlySet<string> | null;
  readonly size: number;
  readonly below: readonly CostNode[];
}

const FREE = new Set(['PageInfo', 'MoneyBag', 'MoneyV2', 'MailingAddress']);

export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables = {},
  operationName?: string | null,
): number {
  return priceOf(costTree(schema, document, variables, operationName));
}

export const priceOf = (tree: readonly CostNode[]): number => sum(tree);

export function costTree(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables,
  operationName?: string | null,
): CostNode[] {
  const operations = document.definitions.filter(one => one.kind === Kind.OPERATION_DEFINITION);
  const operation = operationName ? operations.find(one => one.name?.value === operationName) : operations[0];
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return [];
  const reader = new TreeReader(
    schema,
    document,
    withDefaults(operation, variables),
    operation.operation === OperationTypeNode.MUTATION,
  );
  return reader.selections(root, operation.selectionSet, null, true);
}

class TreeReader {
  private readonly schema: GraphQLSchema;
  private readonly document: DocumentNode;
  private readonly variables: Variables;
  private readonly mutation: boolean;

  constructor(schema: GraphQLSchema, document: DocumentNode, variables: Variables, mutation: boolean) {
    this.schema = schema;
    this.document = document;
    this.variables = variables;
    this.mutation = mutation;
  }

  selections(
    parent: GraphQLCompositeType,
    set: SelectionSetNode,
    on: ReadonlySet<string> | null,
    top = false,
  ): CostNode[] {
    const nodes: CostNode[] = [];
    for (const one of set.selections) {
      if (this.skipped(one.directives)) continue;
      if (one.kind === Kind.FIELD) {
        const node = this.field(parent, one, on, top);
        if (node) nodes.push(node);
        continue;
      }
      const fragment = one.kind === Kind.INLINE_FRAGMENT ? one : this.fragment(one.name.value);
      if (!fragment) continue;
      const condition = fragment.typeCondition?.name.value;
      const type = condition === undefined ? parent : this.schema.getType(condition);
      if (!type || !('name' in type) || isLeafType(type) || !(isObjectType(type) || isAbstractType(type))) continue;
      nodes.push(...this.selections(type, fragment.selectionSet, narrowed(on, this.possible(parent, type)), top));
    }
    return merged(nodes);
  }

  private field(
    parent: GraphQLCompositeType,
    field: FieldNode,
    on: ReadonlySet<string> | null,
    top: boolean,
  ): CostNode | null {
    const definition: GraphQLField<unknown, unknown> | undefined =
      'getFields' in parent ? parent.getFields()[field.name.value] : undefined;
    const set = field.selectionSet;
    if (!definition || !set) return null;
    const type = getNamedType(definition.type);
    if (isLeafType(type) || !(isObjectType(type) || isAbstractType(type))) return null;
    const key = field.alias?.value ?? field.name.value;
    const list = isListType(getNullableType(definition.type));
    const node = (kind: CostNode['kind'], size = 1): CostNode => ({
      key,
      kind,
      on,
      size,
      below: this.selections(type, set, null),
    });
    if (FREE.has(type.name) || (this.mutation && type.name === 'BulkOperation')) return node('free');
    if (top && this.mutation) return node('mutation');
    if (/UserErrors?$/.test(type.name)) return node('free');
    if (type.name.endsWith('Connection') && !list) return node('connection', this.size(field));
    if (type.name.endsWith('Edge') && field.name.value === 'edges') return node('edges');
    return node('object');
  }

  private size(field: FieldNode): number {
    for (const name of ['first', 'last']) {
      const argument = field.arguments?.find(one => one.name.value === name);
      const value = argument && literal(argument.value, this.variables);
      if (typeof value === 'number') return value;
    }
    return 1;
  }

  private fragment(name: string): FragmentDefinitionNode | undefined {
    return this.document.definitions.find(
      (one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name,
    );
  }

  private possible(parent: GraphQLCompositeType, type: GraphQLCompositeType): ReadonlySet<string> | null {
    if (type.name === parent.name) return null;
    return new Set(isAbstractType(type) ? this.schema.getPossibleTypes(type).map(one => one.name) : [type.name]);
  }

  private skipped(directives: FieldNode['directives']): boolean {
    return (directives ?? []).some(directive => {
      const argument = directive.arguments?.find(one => one.name.value === 'if');
      const value = argument && literal(argument.value, this.variables);
      return (
        (directive.name.value === 'skip' && value === true) || (directive.name.value === 'include' && value === false)
      );
    });
  }
}

function narrowed(on: ReadonlySet<string> | null, types: ReadonlySet<string> | null): ReadonlySet<string> | null {
  if (on === null || types === null) return on ?? types;
  return new Set([...on].filter(one => types.has(one)));
}

/** The same response key selected twice is one field with both selections. */
function merged(nodes: readonly CostNode[]): CostNode[] {
  const list: CostNode[] = [];
  for (const node of nodes) {
    const at = list.findIndex(one => one.key === node.key && one.kind === node.kind && sameTypes(one.on, node.on));
    const known = list[at];
    if (known) list[at] = { ...known, below: merged([...known.below, ...node.below]) };
    else list.push(node);
  }
  return list;
}

const sameTypes = (a: ReadonlySet<string> | null, b: ReadonlySet<string> | null): boolean =>
  a === b || (a !== null && b !== null && a.size === b.size && [...a].every(one => b.has(one)));

/** Alternatives of a union cost as much as the dearest of them. */
function sum(nodes: readonly CostNode[]): number {
  const types = new Set(nodes.flatMap(node => (node.on === null ? [] : [...node.on])));
  const common = nodes.filter(node => node.on === null).reduce((total, node) => total + price(node), 0);
  let dearest = 0;
  for (const type of types) {
    const own = nodes.filter(node => node.on?.has(type)).reduce((total, node) => total + price(node), 0);
    dearest = Math.max(dearest, own);
  }
  return common + dearest;
}

function price(node: CostNode): number {
  const below = sum(node.below);
  if (node.kind === 'connection') return 2 + pageFactor(node.size) * below;
  return OWN_COST[node.kind] + below;
}

const OWN_COST = { free: 0, object: 1, edges: 1, mutation: 10 } as const;

const pageFactor = (size: number): number => Math.max(1, Math.floor(2 * Math.log(size)));

/**
 * What an answer cost. Shopify gives no rule; ours is an assumption: the same rule on what really came back, a
 * connection's node costing the mean of its nodes. Absent objects are free. Rounded up, never above the request.
 */
export function actualCost(tree: readonly CostNode[], data: unknown): number {
  return Math.min(priceOf(tree), Math.ceil(answered(tree, data)));
}

function answered(nodes: readonly CostNode[], data: unknown): number {
  let total = 0;
  const seen = new Set<string>();
  for (const node of nodes) {
    // One key under several types of a union is one field of the answer.
    if (seen.has(node.key)) continue;
    seen.add(node.key);
    const value = property(data, node.key);
    if (value === undefined || value === null) {
      if (node.kind === 'mutation') total += OWN_COST.mutation;
      continue;
    }
    if (node.kind === 'connection') total += answeredConnection(node, value);
    else if (node.kind === 'mutation') total += OWN_COST.mutation + answered(node.below, value);
    else total += (node.kind === 'object' ? 1 : 0) + answeredBelow(node, value);
  }
  return total;
}

/** A plain list counts as one object, so its parts count by their mean. */
function answeredBelow(node: CostNode, value: unknown): number {
  if (!Array.isArray(value)) return answered(node.below, value);
  return mean(value.map(one => answered(node.below, one)));
}

function answeredConnection(node: CostNode, value: unknown): number {
  let total = 2;
  for (const part of node.below) {
    const rows = property(value, part.key);
    if (!Array.isArray(rows) || rows.length === 0) continue;
    total += pageFactor(rows.length) * (1 + mean(rows.map(row => answered(part.below, row))));
  }
  return total;
}

const mean = (list: readonly number[]): number =>
  list.length === 0 ? 0 : list.reduce((a, b) => a + b, 0) / list.length;

const property = (holder: unknown, key: string): unknown =>
  typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined;

function withDefaults(operation: OperationDefinitionNode, variables: Variables): Variables {
  const all: Record<string, unknown> = {};
  for (const one of operation.variableDefinitions ?? []) {
    if (one.defaultValue) all[one.variable.name.value] = literal(one.defaultValue, {});
  }
  return { ...all, ...variables };
}

function literal(node: ValueNode, variables: Variables): unknown {
  if (node.kind === Kind.VARIABLE) return variables[node.name.value];
  if (node.kind === Kind.INT) return Number(node.value);
  return node.kind === Kind.BOOLEAN ? node.value : undefined;
}
