import { z } from 'zod';

/** How the shop can misbehave. Without `count` a fault stands until the faults are set anew. */
const limits = {
  count: z.int().min(1).optional(),
  mutationsOnly: z.boolean().optional(),
  /** Only requests with this operation name. */
  operation: z.string().optional(),
};

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
]);

export type Fault = z.infer<typeof faultSchema>;

export class Faults {
  private standing: { readonly fault: Fault; left: number }[] = [];

  set(faults: readonly Fault[]): void {
    this.standing = [];
    for (const fault of faults) this.queue(fault, fault.count ?? Infinity);
  }

  queue(fault: Fault, count = fault.count ?? 1): void {
    this.standing.push({ fault: faultSchema.parse(fault), left: count });
  }

  list(): readonly Fault[] {
    return this.standing.map(one => one.fault);
  }

  /** The first fault that fits the request; it is used up by its count. */
  take(operation: string | null, isMutation: boolean): Fault | null {
    const fits = this.standing.find(
      ({ fault }) =>
        (fault.mutationsOnly !== true || isMutation) &&
        (fault.operation === undefined || fault.operation === operation),
    );
    if (!fits) return null;
    fits.left -= 1;
    this.standing = this.standing.filter(one => one.left > 0);
    return fits.fault;
  }
}
