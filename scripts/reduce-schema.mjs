// Of Shopify's Admin API schema, what the product's own documents ask for: enough for the sample shop of an installation,
// at a fiftieth of the size. A step of the build, after core is compiled. A checkout keeps using the whole schema.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  buildClientSchema,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isRequiredArgument,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { root } from './process.mjs';
import { ensureSchema } from './schema.mjs';

export async function reduceSchema() {
  const target = join(root, 'out', 'core', 'sample', 'shop', 'admin-2026-10.json.gz');
  writeFileSync(target, await reducedSchema(await documentsOf(join(root, 'out', 'core', 'shopify'))));
}

/** The schema file, gzipped, of what the documents ask for; a bulk query counts like any other. */
export async function reducedSchema(documents) {
  const file = JSON.parse(gunzipSync(readFileSync(await ensureSchema({ root }))).toString('utf8'));
  return gzipSync(JSON.stringify(reducedTo(documents, file)), { level: 9 });
}

/** Every GraphQL document that a module of the folder exports: an operation's `text`, or, as of a bulk query, the text itself. */
async function documentsOf(folder) {
  const files = readdirSync(folder, { recursive: true }).filter(name => name.endsWith('.js'));
  const modules = await Promise.all(files.map(name => import(pathToFileURL(join(folder, name)).href)));
  const texts = modules.flatMap(one => Object.values(one).map(value => value?.text ?? value));
  return [...new Set(texts.filter(text => typeof text === 'string' && DOCUMENT.test(text)))];
}

const DOCUMENT = /^\s*((query|mutation)\b|\{\s*\w+\s*(\([^)]*\)\s*)?\{)/;

/** Types and fields that the documents touch, in the file's own form. */
function reducedTo(documents, { data, offline_scopes: scopes }) {
  const { __schema: whole } = data;
  const schema = buildClientSchema(data, { assumeValid: true });
  const used = usedIn(schema, documents);
  const fields = type => used.get(type) ?? new Map();
  const types = whole.types.filter(({ name }) => used.has(name)).map(type => keepUsed(type, fields(type.name), used));
  const { queryType, mutationType, directives } = whole;
  const items = scopes.items.filter(
    ({ typeName, fieldName }) => used.has(typeName) && (fieldName === undefined || fields(typeName).has(fieldName)),
  );
  return {
    data: { __schema: { queryType, mutationType, subscriptionType: null, types, directives: directives.map(bare) } },
    offline_scopes: { items },
  };
}

/** Names of types, each with the names of its fields and their arguments. */
function usedIn(schema, documents) {
  const used = new Map();
  const take = type => {
    const { name } = getNamedType(type);
    if (used.has(name)) return used.get(name);
    const fields = new Map();
    used.set(name, fields);
    if (isInputObjectType(schema.getType(name)))
      for (const field of Object.values(schema.getType(name).getFields())) {
        fields.set(field.name, new Set());
        take(field.type);
      }
    return fields;
  };
  const takeField = (type, field, given) => {
    const args = take(type).get(field.name) ?? new Set();
    take(type).set(field.name, args);
    take(field.type);
    for (const arg of field.args.filter(one => given.has(one.name) || isRequiredArgument(one))) {
      args.add(arg.name);
      take(arg.type);
    }
    // What an interface is asked for, each of its kinds must answer.
    if (isInterfaceType(type))
      for (const kind of schema.getPossibleTypes(type)) takeField(kind, kind.getFields()[field.name], given);
  };
  // A connection can be read in bulk when what it holds is a Node.
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getType('Node')]) take(type);
  for (const directive of schema.getDirectives()) for (const arg of directive.args) take(arg.type);
  for (const text of documents) {
    const info = new TypeInfo(schema);
    const look = {
      Field({ name, arguments: given = [] }) {
        const parent = info.getParentType();
        if (name.value.startsWith('__')) return;
        takeField(parent, info.getFieldDef(), new Set(given.map(one => one.name.value)));
        const type = getNamedType(info.getType());
        if (isAbstractType(type)) for (const kind of schema.getPossibleTypes(type)) take(kind);
      },
      InlineFragment: () => void take(info.getType()),
      FragmentDefinition: () => void take(info.getType()),
      VariableDefinition: ({ type }) => void take(schema.getType(nameOf(type))),
    };
    visit(parse(text), visitWithTypeInfo(info, look));
  }
  return used;
}

const nameOf = type => ('type' in type ? nameOf(type.type) : type.name.value);

function keepUsed(type, used, all) {
  const known = list => list?.filter(({ name }) => all.has(name)) ?? null;
  return {
    ...bare(type),
    fields:
      type.fields?.filter(({ name }) => used.has(name)).map(field => keepArguments(field, used.get(field.name))) ??
      null,
    inputFields: type.inputFields?.map(bare) ?? null,
    enumValues: type.enumValues?.map(bare) ?? null,
    interfaces: known(type.interfaces),
    possibleTypes: known(type.possibleTypes),
  };
}

const keepArguments = (field, used) => bare({ ...field, args: field.args.filter(({ name }) => used.has(name)) });

/** Without the words that only explain. */
function bare({ description: _description, deprecationReason: _reason, ...rest }) {
  return rest.args === undefined ? rest : { ...rest, args: rest.args.map(bare) };
}
