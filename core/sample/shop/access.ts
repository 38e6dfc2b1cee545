import { getNamedType, type GraphQLError, type GraphQLOutputType } from 'graphql';
import { fault } from './graphql-fault.ts';
import type { AdminSchema } from './schema.ts';

/** Mutations whose scope the schema's own map leaves out. */
const OWN: Readonly<Record<string, string>> = { 'Mutation.refundCreate': 'write_orders' };

export const DEFAULT_SCOPES: readonly string[] = [
  'read_products',
  'write_products',
  'read_inventory',
  'write_inventory',
  'read_locations',
  'read_orders',
  'write_orders',
  'read_returns',
  'read_customers',
  'write_customers',
  'read_merchant_managed_fulfillment_orders',
  'write_merchant_managed_fulfillment_orders',
];

export class Access {
  private readonly admin: AdminSchema;
  readonly scopes: ReadonlySet<string>;
  private readonly decided = new Map<string, GraphQLError | null>();

  constructor(admin: AdminSchema, scopes: readonly string[]) {
    this.admin = admin;
    this.scopes = new Set(scopes);
  }

  has(scope: string): boolean {
    return this.scopes.has(scope) || (scope.startsWith('read_') && this.scopes.has(scope.replace('read_', 'write_')));
  }

  /** Throws ACCESS_DENIED when neither the field's nor its type's scopes are granted. */
  checkField(typeName: string, fieldName: string, type: GraphQLOutputType): void {
    const key = `${typeName}.${fieldName}`;
    let decision = this.decided.get(key);
    if (decision === undefined) {
      const own = OWN[key];
      const returned = getNamedType(type).name.replace(/Connection$/, '');
      decision =
        own === undefined
          ? (this.denied(key, fieldName) ?? this.denied(returned, fieldName))
          : this.lacks(own, fieldName);
      this.decided.set(key, decision);
    }
    if (decision) throw fault('ACCESS_DENIED', decision.message, decision.extensions);
  }

  /** For `node`, whose type is only known once it is found. */
  checkType(typeName: string, fieldName: string): void {
    const denied = this.denied(typeName, fieldName);
    if (denied) throw denied;
  }

  checkScope(scope: string, fieldName: string): void {
    const denied = this.lacks(scope, fieldName);
    if (denied) throw denied;
  }

  private denied(key: string, fieldName: string): GraphQLError | null {
    const needed = this.admin.scopes.get(key);
    if (!needed || needed.anyOf.some(scope => this.has(scope))) return null;
    return accessDenied(fieldName, needed.said);
  }

  private lacks(scope: string, fieldName: string): GraphQLError | null {
    return this.has(scope) ? null : accessDenied(fieldName, `\`${scope}\` access scope.`);
  }
}

function accessDenied(fieldName: string, requiredAccess: string): GraphQLError {
  return fault('ACCESS_DENIED', `Access denied for ${fieldName} field. Required access: ${requiredAccess}`, {
    documentation: 'https://shopify.dev/api/usage/access-scopes',
    requiredAccess,
  });
}
