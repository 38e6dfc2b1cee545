import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';

export interface AdminSchema {
  readonly schema: GraphQLSchema;
  /** Scopes of a type or of `Type.field`; any one of them suffices. */
  readonly scopes: ReadonlyMap<string, { readonly anyOf: readonly string[]; readonly said: string }>;
}

interface SchemaFile {
  readonly data: IntrospectionQuery;
  readonly offline_scopes: {
    readonly items: readonly {
      readonly type: string;
      readonly typeName: string;
      readonly fieldName?: string;
      readonly requiredAccess: string;
      readonly offlineScopes: readonly string[];
    }[];
  };
}

const loaded = new Map<string, AdminSchema>();

/** Shopify's own Admin API schema, as `node scripts/schema.mjs` keeps it. Read once a process (the whole: about half a second). */
export function loadSchema(path = defaultSchemaPath()): AdminSchema {
  const known = loaded.get(path);
  if (known) return known;
  if (!existsSync(path)) {
    throw new Error(`Shopify's Admin API schema is missing (${path}). Fetch it with: node scripts/schema.mjs`);
  }
  // Its bytes are checked when it is fetched.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const file = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as SchemaFile;
  const scopes = new Map<string, { anyOf: readonly string[]; said: string }>();
  for (const item of file.offline_scopes.items) {
    if (item.offlineScopes.length === 0) continue;
    const key = item.fieldName === undefined ? item.typeName : `${item.typeName}.${item.fieldName}`;
    scopes.set(key, { anyOf: item.offlineScopes, said: item.requiredAccess });
  }
  const admin = { schema: buildClientSchema(file.data, { assumeValid: true }), scopes };
  loaded.set(path, admin);
  return admin;
}

/** The whole schema in a checkout, for its sources and its build. An installation has what the build has left of it beside here. */
function defaultSchemaPath(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  let root = here;
  while (!existsSync(join(root, 'package.json')) && dirname(root) !== root) root = dirname(root);
  const whole = join(root, '.cache', 'shopify', 'admin_2026-10.json.gz');
  const reduced = join(here, 'admin-2026-10.json.gz');
  return existsSync(whole) || !existsSync(reduced) ? whole : reduced;
}
