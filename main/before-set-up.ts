import { daysOf } from '../core/agent/days.ts';
import type { AgentSnapshot } from '../core/contract.ts';
import { instantOf } from '../core/model/time.ts';
import { ownZone, systemClock } from './clock.ts';
import { version } from './version.ts';

/** Before set-up there is nothing to tell of an agent. */
export const beforeSetUp = (now = instantOf(systemClock.now())): AgentSnapshot => ({
  version,
  now,
  awakeSince: now,
  light: 'standing-by',
  verdict: 'No shop is connected yet.',
  shop: undefined,
  erp: undefined,
  running: undefined,
  paused: undefined,
  lastRun: undefined,
  nextRunAt: undefined,
  counts: { pending: 0, posted: 0, parked: 0, skipped: 0, conflict: 0 },
  ...daysOf({ days: new Map(), undated: new Set(), records: new Map() }, { now, zone: ownZone(), shop: undefined }),
  problems: [],
  banners: [],
  runs: [],
  mappingsRevision: 0,
  plans: [],
  goods: [],
  peakLock: undefined,
  goodsRevision: 0,
  watched: undefined,
});
