import { days, minutes } from './time.ts';
import type { Category } from './problem.ts';

/** Worst last. `critical`: today; `warning`: soon; `note`: it mends itself. */
export type Severity = 'note' | 'warning' | 'critical';

const first: Readonly<Record<Category, Severity>> = {
  transient: 'warning',
  busy: 'note',
  auth: 'critical',
  mapping: 'warning',
  rejected: 'warning',
  conflict: 'warning',
  safety: 'critical',
  bug: 'critical',
};

/** What worries nobody at first, and what a person should have seen to within a day (DESIGN section 5). */
const risesAfterMs: Readonly<Record<Severity, number>> = { note: minutes(15), warning: days(1), critical: Infinity };
const next: Readonly<Record<Severity, Severity>> = { note: 'warning', warning: 'critical', critical: 'critical' };

/** Of a problem that has been open for `ageMs`: it rises the longer nobody sees to it. */
export function severityOf(category: Category, ageMs: number): Severity {
  let severity = first[category];
  while (ageMs >= risesAfterMs[severity]) severity = next[severity];
  return severity;
}
