import { GraphQLError } from 'graphql';

/** graphql-js's findings in the words and codes of Shopify's own checker, for those a client is likely to meet. */
const KNOWN: readonly (readonly [RegExp, string, (match: RegExpExecArray) => string])[] = [
  [
    /^Cannot query field "(\w+)" on type "(\w+)"/,
    'undefinedField',
    m => `Field '${m[1]}' doesn't exist on type '${m[2]}'`,
  ],
  [/^Unknown directive "@(\w+)"/, 'undefinedDirective', m => `Directive @${m[1]} is not defined`],
  [
    /^Unknown argument "(\w+)" on field "(\w+)\.(\w+)"/,
    'argumentNotAccepted',
    m => `Field '${m[3]}' doesn't accept argument '${m[1]}'`,
  ],
  [
    /^Field "(\w+)" argument "(\w+)" of type ".+" is required/,
    'missingRequiredArguments',
    m => `Field '${m[1]}' is missing required arguments: ${m[2]}`,
  ],
  [/^Variable "\$(\w+)" is not defined/, 'variableNotDefined', m => `Variable $${m[1]} is used but not declared`],
  [/^Unknown fragment "(\w+)"/, 'useAndDefineFragment', m => `Fragment ${m[1]} was used, but not defined`],
];

export function validationFault(error: GraphQLError): GraphQLError {
  for (const [pattern, code, message] of KNOWN) {
    const match = pattern.exec(error.message);
    if (match) return new GraphQLError(message(match), { nodes: error.nodes ?? null, extensions: { code } });
  }
  return new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code: 'invalidQuery' } });
}
