import {
  execute,
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  Source,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLTypeResolver,
} from 'graphql';
import { fault } from './graphql-fault.ts';
import type { AdminSchema } from './schema.ts';
import type { ApiRequest } from './request.ts';
import { validationFault } from './validation-fault.ts';
import { typeNameOf, type View } from './views/view.ts';

export interface ParsedQuery {
  readonly document: DocumentNode | null;
  readonly errors: readonly GraphQLError[];
}

const ARRAY_LIMIT = 250;
/** Mutations that take longer lists. */
const ARRAY_LIMITS: Readonly<Record<string, number>> = { productSet: 2048 };

/** Parses and validates once per query text; the text of a client's queries rarely changes. */
export class Queries {
  private readonly admin: AdminSchema;
  private readonly parsed = new Map<string, ParsedQuery>();

  constructor(admin: AdminSchema) {
    this.admin = admin;
  }

  parse(text: string): ParsedQuery {
    const known = this.parsed.get(text);
    if (known) return known;
    const read = this.read(text);
    if (this.parsed.size > 500) this.parsed.clear();
    this.parsed.set(text, read);
    return read;
  }

  private read(text: string): ParsedQuery {
    try {
      const document = parse(new Source(text));
      return { document, errors: validate(this.admin.schema, document).map(validationFault) };
    } catch (failure) {
      const message = failure instanceof Error ? failure.message : String(failure);
      return { document: null, errors: [fault('PARSE_ERROR', message)] };
    }
  }
}

/** Runs a checked document against the store. Everything is in memory, so the answer is there at once. */
export function run(
  admin: AdminSchema,
  request: ApiRequest,
  roots: { readonly query: View; readonly mutation: View },
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  operationName: string | undefined,
): ExecutionResult {
  const operation = document.definitions.find(
    one => one.kind === Kind.OPERATION_DEFINITION && (operationName === undefined || one.name?.value === operationName),
  );
  const mutates = operation?.kind === Kind.OPERATION_DEFINITION && operation.operation === OperationTypeNode.MUTATION;
  const result = execute({
    schema: admin.schema,
    document,
    rootValue: mutates ? roots.mutation : roots.query,
    variableValues: variables,
    contextValue: request,
    fieldResolver: resolveField,
    typeResolver: resolveType,
    ...(operationName === undefined ? {} : { operationName }),
  });
  if (result instanceof Promise) throw new Error('A resolver of the sample shop must not be asynchronous.');
  return result;
}

const resolveField: GraphQLFieldResolver<View, ApiRequest> = (
  source,
  args: Readonly<Record<string, unknown>>,
  request,
  info,
) =>
  fieldValue(request, source, { type: info.parentType.name, field: info.fieldName, of: info.returnType }, args, info);

export interface AskedField {
  readonly type: string;
  readonly field: string;
  readonly of: GraphQLOutputType;
}

/** One field of a view, once the app may see it and the view has it. */
export function fieldValue(
  request: ApiRequest,
  source: View,
  asked: AskedField,
  args: Readonly<Record<string, unknown>>,
  info?: GraphQLResolveInfo,
): unknown {
  request.access.checkField(asked.type, asked.field, asked.of);
  if (!(asked.field in source)) {
    const name = `${asked.type}.${asked.field}`;
    throw fault('NOT_IMPLEMENTED', `The sample shop does not implement ${name}.`, { field: name });
  }
  const value = source[asked.field];
  if (typeof value !== 'function') return value;
  checkArrays(args, ARRAY_LIMITS[asked.field] ?? ARRAY_LIMIT);
  return Reflect.apply(value, source, [args, info]);
}

const resolveType: GraphQLTypeResolver<View, ApiRequest> = typeNameOf;

function checkArrays(value: unknown, limit: number): void {
  if (Array.isArray(value)) {
    if (value.length > limit) {
      throw fault(
        'MAX_INPUT_SIZE_EXCEEDED',
        `The input array size of ${value.length} is greater than the maximum allowed of ${limit}.`,
      );
    }
    for (const one of value) checkArrays(one, limit);
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) checkArrays(one, limit);
  }
}
