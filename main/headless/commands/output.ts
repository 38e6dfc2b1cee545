import { Temporal } from 'temporal-polyfill';
import type { Banner, OrderRow, Reply } from '../../../core/contract.ts';
import { SyncError } from '../../../core/errors.ts';
import { assertNever } from '../../../core/errors.ts';
import type { Missing, Problem } from '../../../core/model/problem.ts';
import type { RunSummary } from '../../../core/model/write.ts';

/** What the caller's script may rely on; `counterfoil --help` lists them. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, attention: 3, standingBy: 4 } as const;

export type Output = {
  /** For people; silent under --json. */
  say(line: string): void;
  /** For programs: one JSON document on standard output under --json. */
  data(value: unknown): void;
};

/** A reader that went away (`counterfoil trace 1042 | head`) is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

export const outputFor = (json: boolean): Output => ({
  say: line => {
    if (!json) process.stdout.write(`${line}\n`);
  },
  data: value => {
    if (json) process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  },
});

/** The agent's answer, or its refusal as an error in its own words. */
export function valueOf<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  const { category, code, message, nextStep } = reply.failure;
  throw new SyncError(category, code, message, nextStep === undefined ? {} : { nextStep });
}

/** `23 Nov 2026, 15:04:05` in the PC's zone. */
export const clockTime = (instant: string): string =>
  Temporal.Instant.from(instant).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

export const runInWords = (run: RunSummary): string => {
  const seconds = (Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000;
  return `${clockTime(run.startedAt)}  ${run.trigger}, ${seconds.toFixed(1)} s: ${run.words}`;
};

export const rowInWords = ({ name, state, salesOrder, invoice, why }: OrderRow): string =>
  [
    `${name}: ${state}`,
    salesOrder === undefined ? undefined : `sales order ${salesOrder}`,
    invoice === undefined ? undefined : `invoice ${invoice}`,
    why,
  ]
    .filter(part => part !== undefined)
    .join(', ');

export const bannersInWords = (banners: readonly Banner[]): readonly string[] =>
  banners.map(({ title, explanation }) => `! ${title}. ${explanation}`);

/** Where mappings.json names it, for whoever works without the page. */
function placeOf(missing: Missing): string {
  switch (missing.kind) {
    case 'item':
      return `items "${missing.sku}"`;
    case 'special-item':
      return `specialItems "${missing.role}"`;
    case 'tax': {
      const { country, rate, pricesIncludeTax } = missing;
      return `taxes ${country} "${rate}" pricesIncludeTax ${pricesIncludeTax}`;
    }
    case 'country':
      return `countries "${missing.country}"`;
    case 'payment-method':
      return `paymentMethods "${missing.gateway}"`;
    case 'location':
      return `warehouses "${missing.id}"`;
    case 'walk-in-customer':
      return 'walkInCustomer';
    case 'customer':
      return `customers "${missing.key}"`;
    default:
      return assertNever(missing, 'missing mapping');
  }
}

/** On one line: what an ERP says may have several. */
export const detail = (name: string, value: string): string => `(${name}: ${value.trim().replaceAll(/\s+/g, ' ')})`;

export function problemInWords({ explanation, nextStep, missing, details }: Problem): readonly string[] {
  const places = [...new Set(missing.map(placeOf))];
  return [
    `  ${explanation}`,
    ...Object.entries(details).map(([name, value]) => `  ${detail(name, value)}`),
    `  What to do: ${nextStep}`,
    ...(places.length === 0 ? [] : [`  On the page, or in mappings.json: ${places.join(', ')}`]),
  ];
}
