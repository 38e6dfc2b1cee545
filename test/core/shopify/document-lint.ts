import {
  getNamedType,
  getVariableValues,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  NoDeprecatedCustomRule,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type ValueNode,
} from 'graphql';

// What Shopify refuses at run time though its schema allows it, so that no test against the schema alone would find it.

const MAX_FIRST = 250;

/** Since 2026-04; without the directive the API answers BAD_REQUEST. */
const needIdempotent =
  /^(inventoryActivate|inventoryAdjustQuantities|inventoryMoveQuantities|inventorySetOnHandQuantities|inventorySetQuantities|inventoryShipment(Create|CreateInTransit|AddItems|Receive)|inventoryTransfer(Create|CreateAsReadyToShip|Duplicate|SetItems)|locationActivate|locationDeactivate|refundCreate)$/;

/** Their changeFromQuantity is optional in the schema and demanded by the API; null says "do not compare". */
const needComparison = new Set(['InventoryQuantityInput', 'InventoryChangeInput']);

/** Everything wrong with one document and the variables it is sent with; empty when it is fine. */
export function documentProblems(
  schema: GraphQLSchema,
  text: string,
  variables: Readonly<Record<string, unknown>>,
): string[] {
  const document = parse(text);
  return [
    ...validate(schema, document, [...specifiedRules, NoDeprecatedCustomRule]).map(({ message }) => message),
    ...runtimeProblems(schema, document, variables),
    ...shapeProblems(schema, document, variables),
    ...variableProblems(schema, document, variables),
  ];
}

const MOST_CONNECTIONS = 5;
const DEEPEST = 3;

/** The same of a bulk query, whose rules differ: no page sizes, `edges { node }` only, each parent with its id. */
export function bulkProblems(schema: GraphQLSchema, text: string): string[] {
  const document = parse(text);
  const problems = validate(schema, document, [...specifiedRules, NoDeprecatedCustomRule]).map(one => one.message);
  const types = new TypeInfo(schema);
  let connections = 0;
  const open: FieldNode[] = [];
  const isConnection = (): boolean => getNamedType(types.getType() ?? undefined)?.name.endsWith('Connection') ?? false;
  const selected = (field: FieldNode): string[] =>
    (field.selectionSet?.selections ?? []).map(one => (one.kind === Kind.FIELD ? (one.alias ?? one.name).value : ''));
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter(field) {
          if (!isConnection()) return;
          const name = field.name.value;
          connections += 1;
          open.push(field);
          if (open.length > DEEPEST) problems.push(`${name} nests ${open.length} deep`);
          if (selected(field).join(',') !== 'edges') problems.push(`${name} must select edges and nothing else`);
          if (field.arguments?.some(one => ['first', 'last', 'after'].includes(one.name.value)))
            problems.push(`${name} must not ask for a page`);
          visit(field, {
            Field(node) {
              if (node.name.value !== 'node') return;
              if (!selected(node).includes('id')) problems.push(`the rows of ${name} need their id`);
              return false;
            },
          });
        },
        leave(field) {
          if (open.at(-1) === field) open.pop();
        },
      },
    }),
  );
  if (connections > MOST_CONNECTIONS) problems.push(`${connections} connections`);
  return problems;
}

/** Variables that are not of the shape their type demands: a field misspelt, a value of another kind. */
function shapeProblems(schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>) {
  const declared = document.definitions.flatMap(one =>
    one.kind === Kind.OPERATION_DEFINITION ? (one.variableDefinitions ?? []) : [],
  );
  const { errors = [] } = getVariableValues(schema, declared, variables);
  return errors.map(({ message }) => message);
}

function runtimeProblems(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): string[] {
  const problems: string[] = [];
  const types = new TypeInfo(schema);
  const numberOf = (value: ValueNode): unknown =>
    value.kind === Kind.VARIABLE
      ? variables[value.name.value]
      : value.kind === Kind.INT
        ? Number(value.value)
        : undefined;

  visit(
    document,
    visitWithTypeInfo(types, {
      Field(field) {
        const name = field.name.value;
        const directives = field.directives?.map(one => one.name.value) ?? [];
        if (needIdempotent.test(name) && !directives.includes('idempotent'))
          problems.push(`${name} needs @idempotent(key:)`);
        const type = types.getType();
        if (!type || !getNamedType(type).name.endsWith('Connection')) return;
        const sizes = (field.arguments ?? []).filter(one => ['first', 'last'].includes(one.name.value));
        if (sizes.length !== 1) problems.push(`${name} needs first or last`);
        for (const { value } of sizes) {
          const size = numberOf(value);
          if (typeof size !== 'number' || size > MAX_FIRST)
            problems.push(`${name} asks for ${String(size)} of at most ${MAX_FIRST}`);
        }
      },
      ObjectValue(value) {
        const type = types.getInputType();
        if (!type || !needComparison.has(getNamedType(type).name)) return;
        if (!value.fields.some(one => one.name.value === 'changeFromQuantity'))
          problems.push('changeFromQuantity must be given');
      },
    }),
  );
  return problems;
}

function variableProblems(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): string[] {
  const problems: string[] = [];
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      VariableDefinition({ variable }) {
        const type = types.getInputType();
        if (type) problems.push(...valueProblems(type, variables[variable.name.value]));
      },
    }),
  );
  return problems;
}

function valueProblems(type: GraphQLInputType, value: unknown): string[] {
  if (isNonNullType(type)) return valueProblems(type.ofType, value);
  if (isListType(type)) return Array.isArray(value) ? value.flatMap(one => valueProblems(type.ofType, one)) : [];
  if (!isInputObjectType(type) || typeof value !== 'object' || value === null) return [];
  const given = new Map<string, unknown>(Object.entries(value));
  const missing = needComparison.has(type.name) && !given.has('changeFromQuantity');
  const fields = Object.values(type.getFields());
  return [
    ...(missing ? ['changeFromQuantity must be given'] : []),
    ...fields.flatMap(field => valueProblems(field.type, given.get(field.name))),
  ];
}
