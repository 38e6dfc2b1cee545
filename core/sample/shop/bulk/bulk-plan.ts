import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  validate,
  type FieldNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { GraphQLObjectType, FragmentDefinitionNode } from 'graphql';
import type { AskedField } from '../execute.ts';
import { fault } from '../graphql-fault.ts';
import { validationFault } from '../validation-fault.ts';

/** A connection, whose nodes become lines; `path` leads to it from the node above, its own field last. */
export interface RowsOf {
  readonly path: readonly PlannedField[];
  readonly row: PlannedObject;
}

/** What is said of an object itself, and the connections that are below it. */
export interface PlannedObject {
  readonly type: string;
  readonly fields: readonly PlannedField[];
  readonly below: readonly RowsOf[];
}

export interface PlannedField {
  readonly key: string;
  readonly asked: AskedField;
  readonly args: Readonly<Record<string, unknown>>;
  /** By the type an object turns out to have; null for a leaf. */
  readonly objects: ReadonlyMap<string, PlannedObject> | null;
}

/** Why Shopify does not run a query in bulk, in its words. */
export class BulkRefusal extends Error {}

const MOST_CONNECTIONS = 5;
const DEEPEST = 2;

export function planBulk(schema: GraphQLSchema, text: string): readonly RowsOf[] {
  const document = parsed(text);
  const [problem] = validate(schema, document).map(validationFault);
  if (problem) throw new BulkRefusal(`Invalid bulk query: ${problem.message}`);
  const operations = document.definitions.filter(one => one.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  const root = schema.getQueryType();
  if (!operation || !root || operations.length > 1 || operation.operation !== OperationTypeNode.QUERY) {
    throw new BulkRefusal('Bulk queries must be exactly one query.');
  }
  const fragments = document.definitions.filter(one => one.kind === Kind.FRAGMENT_DEFINITION);
  const planner = new Planner(schema, new Map(fragments.map(one => [one.name.value, one])));
  const { fields, below } = planner.object(root, [operation.selectionSet], 0, false);
  if (fields.some(({ asked }) => asked.field === 'node' || asked.field === 'nodes')) {
    throw new BulkRefusal('Bulk queries cannot contain a top level `node` or `nodes` field.');
  }
  if (below.length === 0) throw new BulkRefusal('Bulk queries must contain at least one connection.');
  if (planner.connections > MOST_CONNECTIONS) {
    throw new BulkRefusal(`Bulk queries cannot contain more than ${MOST_CONNECTIONS} connections.`);
  }
  if (below.some(({ path }) => path.length > 1)) {
    throw fault('NOT_IMPLEMENTED', 'The sample shop does not implement bulk queries that start below a single object.');
  }
  return below;
}

class Planner {
  connections = 0;
  private readonly schema: GraphQLSchema;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.schema = schema;
    this.fragments = fragments;
  }

  object(type: GraphQLObjectType, sets: readonly SelectionSetNode[], depth: number, inList: boolean): PlannedObject {
    const fields: PlannedField[] = [];
    const below: RowsOf[] = [];
    for (const [key, nodes] of this.collected(type, sets)) {
      const [node] = nodes;
      const definition = node && type.getFields()[node.name.value];
      if (!node || !definition) {
        fields.push({ key, asked: { type: type.name, field: '__typename', of: type }, args: {}, objects: null });
        continue;
      }
      const asked = { type: type.name, field: definition.name, of: definition.type };
      const field = { key, asked, args: getArgumentValues(definition, node), objects: null };
      const inner = nodes.flatMap(one => one.selectionSet ?? []);
      const connected = connectionOf(definition.type);
      if (connected) {
        below.push({ path: [field], row: this.row(connected, inner, depth, inList, key) });
        continue;
      }
      const objects = this.objects(definition.type, inner, depth, inList || isList(definition.type));
      fields.push({ ...field, objects });
      for (const object of objects?.values() ?? []) {
        below.push(...object.below.map(rows => ({ ...rows, path: [{ ...field, objects }, ...rows.path] })));
      }
    }
    return { type: type.name, fields, below };
  }

  private objects(of: GraphQLOutputType, sets: readonly SelectionSetNode[], depth: number, inList: boolean) {
    const type = getNamedType(of);
    if (isLeafType(type)) return null;
    const kinds = isAbstractType(type) ? this.schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
    const before = this.connections;
    const objects = new Map(kinds.map(kind => [kind.name, this.object(kind, sets, depth, inList)]));
    if (isAbstractType(type) && this.connections > before) {
      throw fault('NOT_IMPLEMENTED', `The sample shop does not implement bulk connections below ${type.name}.`);
    }
    return objects;
  }

  private row(
    connection: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    depth: number,
    inList: boolean,
    key: string,
  ): PlannedObject {
    this.connections += 1;
    if (inList) {
      throw new BulkRefusal('Queries that contain a connection field within a list field are not currently supported.');
    }
    if (depth > DEEPEST) {
      throw new BulkRefusal(`Bulk queries cannot contain connections with a nesting depth greater than ${DEEPEST}.`);
    }
    const edges = this.only('edges', connection, sets, key);
    const type = getNamedType(edges.type);
    if (!isObjectType(type)) throw new BulkRefusal(`The connection '${key}' has no edges.`);
    const node = this.only('node', type, edges.sets, key);
    const row = getNamedType(node.type);
    if (!isObjectType(row) || !row.getInterfaces().some(one => isInterfaceType(one) && one.name === 'Node')) {
      throw new BulkRefusal(`The connection '${key}' cannot be queried in bulk: its nodes do not implement Node.`);
    }
    const object = this.object(row, node.sets, depth + 1, false);
    if (object.below.length > 0 && !object.fields.some(one => one.key === 'id' && one.asked.field === 'id')) {
      throw new BulkRefusal(
        "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of " +
          `'ID' return type. Connection fields without 'id': ${key}.`,
      );
    }
    return object;
  }

  /** The one field that a connection, and then its edges, may have in a bulk query. */
  private only(name: 'edges' | 'node', type: GraphQLObjectType, sets: readonly SelectionSetNode[], key: string) {
    const nodes = [...this.collected(type, sets).values()].flat();
    const definition = type.getFields()[name];
    if (!definition || nodes.length === 0 || nodes.some(one => one.name.value !== name)) {
      throw new BulkRefusal(`The connection '${key}' must select 'edges { node { ... } }' and nothing else in bulk.`);
    }
    return { type: definition.type, sets: nodes.flatMap(one => one.selectionSet ?? []) };
  }

  /** Field nodes by response key, those of fragments within. */
  private collected(
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    found = new Map<string, FieldNode[]>(),
  ) {
    for (const one of sets.flatMap(set => set.selections)) {
      if (one.kind === Kind.FIELD) {
        const key = one.alias?.value ?? one.name.value;
        found.set(key, [...(found.get(key) ?? []), one]);
        continue;
      }
      const fragment = one.kind === Kind.INLINE_FRAGMENT ? one : this.fragments.get(one.name.value);
      const condition = fragment?.typeCondition && this.schema.getType(fragment.typeCondition.name.value);
      const fits =
        condition == null ||
        condition === type ||
        (isAbstractType(condition) && this.schema.isSubType(condition, type));
      if (fragment && fits) this.collected(type, [fragment.selectionSet], found);
    }
    return found;
  }
}

function parsed(text: string) {
  try {
    return parse(text);
  } catch (failure) {
    throw new BulkRefusal(`Invalid bulk query: ${failure instanceof Error ? failure.message : String(failure)}`);
  }
}

function connectionOf(of: GraphQLField<unknown, unknown>['type']): GraphQLObjectType | null {
  const type = getNamedType(of);
  return !isList(of) && isObjectType(type) && type.name.endsWith('Connection') ? type : null;
}

const isList = (type: GraphQLOutputType): boolean => isListType(getNullableType(type));
