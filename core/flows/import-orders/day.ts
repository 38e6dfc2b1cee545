import { dayOf, type Day, type Instant } from '../../model/time.ts';

let last: { readonly instant: Instant; readonly zone: string; readonly day: Day } | undefined;

/** The shop's day. One order's plan asks for the same one several times, and consulting a zone's rules takes a while. */
export function shopDay(instant: Instant, zone: string): Day {
  if (last?.instant !== instant || last.zone !== zone) last = { instant, zone, day: dayOf(instant, zone) };
  return last.day;
}
