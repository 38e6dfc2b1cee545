import { z } from 'zod';

/** How the shop can misbehave. Without `count` a fault stands until the faults are set anew. */
const limits = {
  count: z.int().min(1).optional(),
  mutationsOnly: z.boolean().optional(),
  /** Only requests with this operation name. */
  operation: z.string().optional(),
};

const ofBulk = { afterLines: z.int().min(0).default(0), count: limits.count };

export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('http'),
    status: z.int().min(400).max(599),
    body: z.string().optional(),
    retryAfterSeconds: z.int().optional(),
    ...limits,
  }),
  /** Never answers; the connection stays until the client leaves. */
  z.strictObject({ kind: z.literal('timeout'), ...limits }),
  /** Does what was asked, then breaks the connection instead of answering. */
  z.strictObject({ kind: z.literal('lost-reply'), ...limits }),
  /** Breaks the connection and does nothing. */
  z.strictObject({ kind: z.literal('dropped'), ...limits }),
  /** Does what was asked and sends half of the answer. */
  z.strictObject({ kind: z.literal('truncated'), ...limits }),
  z.strictObject({ kind: z.literal('slow'), delayMs: z.int().min(0), ...limits }),
  /** Answers as if the token had been revoked. */
  z.strictObject({ kind: z.literal('revoked-token'), ...limits }),
  z.strictObject({ kind: z.literal('throttled'), ...limits }),
  /** Answers in another API version than asked for, as Shopify does once a version is retired. */
  z.strictObject({ kind: z.literal('fall-forward'), version: z.string(), ...limits }),
  z.strictObject({ kind: z.literal('version-gone'), ...limits }),
  /** A bulk query that ends before its time, after so many lines. */
  z.strictObject({
    kind: z.literal('bulk-fails'),
    errorCode: z.enum(['ACCESS_DENIED', 'INTERNAL_SERVER_ERROR', 'TIMEOUT']).default('INTERNAL_SERVER_ERROR'),
    ...ofBulk,
  }),
  z.strictObject({ kind: z.literal('bulk-canceled'), ...ofBulk }),
  /** A bulk query that goes on running for so long, unless it is cancelled. */
  z.strictObject({ kind: z.literal('bulk-slow'), delayMs: z.int().min(0), count: limits.count }),
  /** The download of a bulk query's file breaks off half-way. */
  z.strictObject({ kind: z.literal('download-cut'), count: limits.count }),
]);

export type Fault = z.output<typeof faultSchema>;
export type FaultInput = z.input<typeof faultSchema>;

/** Faults of what happens beside the requests. */
type Aside = Extract<Fault, { readonly kind: 'bulk-fails' | 'bulk-canceled' | 'bulk-slow' | 'download-cut' }>;
export type RequestFault = Exclude<Fault, Aside>;

export class Faults {
  private standing: { readonly fault: Fault; left: number }[] = [];

  set(faults: readonly FaultInput[]): void {
    this.standing = [];
    for (const fault of faults) this.queue(fault, fault.count ?? Infinity);
  }

  queue(fault: FaultInput, count = fault.count ?? 1): void {
    this.standing.push({ fault: faultSchema.parse(fault), left: count });
  }

  list(): readonly Fault[] {
    return this.standing.map(one => one.fault);
  }

  /** The first fault that fits the request; it is used up by its count. */
  take(operation: string | null, isMutation: boolean): RequestFault | null {
    return this.use(
      (fault): fault is RequestFault =>
        isOfRequest(fault) &&
        (fault.mutationsOnly !== true || isMutation) &&
        (fault.operation === undefined || fault.operation === operation),
    );
  }

  /** The first fault of a kind that is not of a request. */
  takeKind<K extends Aside['kind']>(kind: K): Extract<Aside, { readonly kind: K }> | null {
    return this.use((fault): fault is Extract<Aside, { readonly kind: K }> => fault.kind === kind);
  }

  private use<F extends Fault>(fits: (fault: Fault) => fault is F): F | null {
    for (const standing of this.standing) {
      const { fault } = standing;
      if (!fits(fault)) continue;
      standing.left -= 1;
      this.standing = this.standing.filter(one => one.left > 0);
      return fault;
    }
    return null;
  }
}

const isOfRequest = (fault: Fault): fault is RequestFault =>
  fault.kind !== 'bulk-fails' &&
  fault.kind !== 'bulk-canceled' &&
  fault.kind !== 'bulk-slow' &&
  fault.kind !== 'download-cut';
