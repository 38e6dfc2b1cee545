import type { AgentSnapshot } from '../contract.ts';
import type { AlertSettings } from '../model/settings.ts';
import { epochMs, hours, instantOf, minutes, type Instant } from '../model/time.ts';
import { alertsOf, type Alert } from './alert.ts';
import { isWithin } from '../model/daily-window.ts';
import { togetherInWords, type Words } from './words.ts';

/** What has been told of a cause that still stands. Kept between starts, so that a start tells nothing twice. */
export type Told = {
  readonly cause: string;
  /** Undefined: not yet. */
  readonly at?: Instant | undefined;
  /** It came due in quiet hours and waits for their end. */
  readonly isHeld: boolean;
};

/** One notification: of one cause, or of several at once. */
export type Notice = Words & { readonly alerts: readonly Alert[] };

export type Notices = {
  readonly tell: readonly Notice[];
  /** Causes that no longer stand: their notifications go. */
  readonly solved: readonly string[];
  readonly told: readonly Told[];
};

/** The network and the ERP may need this long after waking or starting (DESK-03). */
const settlingMs = minutes(1);
/** What comes up in a run is told at its end, with all orders that it holds up; of a long one, after this. */
const waitForEndMs = minutes(5);
const criticalAgainMs = hours(4);
/** More causes than this at once make one notification. */
const mostSingly = 3;

/**
 * What is to be told now, once for each cause.
 * @param told as it came out of the last call
 * @param zone whose clock the quiet hours are meant by
 */
export function noticesOf(
  snapshot: AgentSnapshot,
  told: readonly Told[],
  settings: Pick<AlertSettings, 'notifications' | 'quietHours' | 'failuresBreakThrough'>,
  zone: string,
): Notices {
  const nowMs = epochMs(snapshot.now);
  const sinceWaking = nowMs - epochMs(snapshot.awakeSince);
  const isSettling = sinceWaking >= 0 && sinceWaking < settlingMs;
  // What another PC has mended meanwhile is not known here.
  if (isSettling || snapshot.light === 'standing-by') return { tell: [], solved: [], told };

  const alerts = alertsOf(snapshot);
  const standing = new Set(alerts.map(({ cause }) => cause));
  // An order that is being tried again waits for nothing meanwhile, and is not solved yet.
  const isGone = ({ cause }: Told): boolean => snapshot.running === undefined && !standing.has(cause);
  const known = new Map(told.filter(one => !isGone(one)).map(one => [one.cause, one]));
  const solved = told.filter(isGone).map(({ cause }) => cause);
  if (!settings.notifications) return { tell: [], solved, told: [...known.values()] };

  const isDue = ({ cause, severity, since }: Alert): boolean => {
    if (severity === 'note') return false;
    const at = known.get(cause)?.at;
    if (at !== undefined) return severity === 'critical' && nowMs - epochMs(at) >= criticalAgainMs;
    const isYoung = since !== undefined && nowMs - epochMs(since) < waitForEndMs;
    return snapshot.running === undefined || !isYoung;
  };
  const due = alerts.filter(isDue);
  const isQuiet = settings.quietHours !== null && isWithin(settings.quietHours, nowMs, zone);
  const isToldNow = ({ hasFailed }: Alert): boolean => !isQuiet || (hasFailed && settings.failuresBreakThrough);
  const now = due.filter(isToldNow);
  for (const { cause } of due) known.set(cause, { cause, at: known.get(cause)?.at, isHeld: true });
  for (const { cause } of now) known.set(cause, { cause, at: instantOf(nowMs), isHeld: false });

  const wasHeld = new Set(told.filter(({ isHeld }) => isHeld).map(({ cause }) => cause));
  const late = isQuiet ? [] : now.filter(({ cause }) => wasHeld.has(cause));
  const fresh = now.filter(alert => !late.includes(alert));
  return { tell: [...inNotices(late, 1), ...inNotices(fresh, mostSingly)], solved, told: [...known.values()] };
}

const inNotices = (alerts: readonly Alert[], most: number): readonly Notice[] =>
  alerts.length > most
    ? [{ ...togetherInWords(alerts), alerts }]
    : alerts.map(alert => ({ title: alert.title, text: alert.text, alerts: [alert] }));
