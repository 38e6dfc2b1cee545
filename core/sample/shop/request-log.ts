/** What reached the API, kept so that a test can count queries, mutations and costs on the wire. */
export interface RequestEntry {
  readonly at: number;
  readonly operation: string | null;
  readonly isMutation: boolean;
  /** The root fields asked for. */
  readonly fields: readonly string[];
  readonly requestedCost: number | null;
  readonly actualCost: number | null;
  /** HTTP status; null when nothing was answered. */
  readonly status: number | null;
  /** Whether it was carried out, also when its answer was lost. */
  readonly executed: boolean;
  readonly fault: string | null;
}

const LIMIT = 100_000;

export function keep(log: RequestEntry[], entry: RequestEntry): void {
  log.push(entry);
  if (log.length > LIMIT) log.splice(0, log.length - LIMIT);
}
