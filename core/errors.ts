import type { Category, SystemName } from './model/problem.ts';

/** What the engine does: try again, set this record aside, stop every flow of that system, or stop this flow. */
export type Recovery = 'retry' | 'park' | 'stop' | 'halt';

const recoveries: Record<Category, Recovery> = {
  transient: 'retry',
  busy: 'retry',
  auth: 'stop',
  mapping: 'park',
  rejected: 'park',
  conflict: 'park',
  safety: 'park',
  bug: 'halt',
};

export type SyncErrorOptions = {
  readonly system?: SystemName;
  /** What the person can do, as a sentence. */
  readonly nextStep?: string;
  /** The other side's own wish, in milliseconds; it wins over our backoff. */
  readonly retryAfterMs?: number;
  /** For whoever knows the ERP: raw codes, request ids, both sides' figures. Never personal data, never secrets. */
  readonly details?: Readonly<Record<string, string>>;
  /** Where the kind's own recovery does not fit. */
  readonly recovery?: Recovery;
  readonly cause?: unknown;
};

/** The one throwable of the product. `message` is a sentence a shop owner understands. */
export class SyncError extends Error {
  override readonly name = 'SyncError';
  readonly category: Category;
  /** Stable kebab-case name of the cause, for tests and grouping; never shown without words. */
  readonly code: string;
  readonly system: SystemName | undefined;
  readonly nextStep: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly details: Readonly<Record<string, string>>;
  readonly recovery: Recovery;

  constructor(category: Category, code: string, message: string, options: SyncErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.category = category;
    this.code = code;
    this.system = options.system;
    this.nextStep = options.nextStep;
    this.retryAfterMs = options.retryAfterMs;
    this.details = options.details ?? {};
    this.recovery = options.recovery ?? recoveries[category];
  }
}

/** How to report what should not happen, for the end of a sentence: there is no other way than the log. */
export const withTheLog = 'with the log (logs/counterfoil.log in the data folder)';

/** An error nobody classified is a bug: stop rather than guess. */
export const categoryOf = (error: unknown): Category => (error instanceof SyncError ? error.category : 'bug');
export const recoveryOf = (error: unknown): Recovery => (error instanceof SyncError ? error.recovery : 'halt');

export function assertNever(value: never, what: string): never {
  throw new SyncError('bug', 'unhandled-case', `Unhandled ${what}: ${JSON.stringify(value)}`);
}
