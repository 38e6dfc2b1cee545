import { createHash } from 'node:crypto';
import { Kind, type GraphQLResolveInfo } from 'graphql';
import { fault } from './graphql-fault.ts';

interface Kept {
  readonly parameters: string;
  readonly payload: unknown;
  readonly at: number;
}

const DAY_MS = 86_400_000;

/** Answers of mutations by their @idempotent key, kept for a day. */
export class Idempotency {
  private readonly now: () => number;
  private readonly kept = new Map<string, Kept>();

  constructor(now: () => number) {
    this.now = now;
  }

  /** The key is required by the running API, not by its schema. The same key with the same input runs once. */
  once(
    info: GraphQLResolveInfo,
    args: unknown,
    effect: () => unknown,
    mismatch: (message: string, code: string) => unknown,
  ): unknown {
    const key = keyOf(info);
    if (key === null) {
      throw fault('BAD_REQUEST', 'The @idempotent directive is required for this mutation but was not provided.');
    }
    const name = `${info.fieldName} ${key}`;
    const parameters = createHash('sha256').update(JSON.stringify(args)).digest('hex');
    const known = this.kept.get(name);
    if (known && this.now() - known.at < DAY_MS) {
      if (known.parameters === parameters) return known.payload;
      return mismatch(
        'The same idempotency key cannot be used with different operation parameters.',
        'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
      );
    }
    const payload = effect();
    this.kept.set(name, { parameters, payload, at: this.now() });
    return payload;
  }
}

function keyOf(info: GraphQLResolveInfo): string | null {
  const directive = info.fieldNodes[0]?.directives?.find(one => one.name.value === 'idempotent');
  const value = directive?.arguments?.find(one => one.name.value === 'key')?.value;
  if (value?.kind === Kind.STRING) return value.value;
  const variable = value?.kind === Kind.VARIABLE ? info.variableValues[value.name.value] : null;
  return typeof variable === 'string' && variable !== '' ? variable : null;
}
