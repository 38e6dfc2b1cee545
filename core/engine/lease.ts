import { z } from 'zod';
import { SyncError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import { pauseLeftMs } from '../model/pause.ts';
import { epochMs, hours, instantOf } from '../model/time.ts';
import type { Clock, SharedValue, Shop } from '../ports.ts';

/**
 * What the one writing agent leaves in the shop (DESIGN rule 8). `beatAt` is the holder's own clock; another PC only
 * trusts it roughly and otherwise watches whether the value changes.
 */
const leaseSchema = z.object({
  device: z.string(),
  name: z.string(),
  /** Of the process: two agents on a cloned data folder share the device. */
  instance: z.string(),
  beatAt: z.string(),
  /** How long after a beat the lease holds without another. */
  validMs: z.number().int().positive(),
  released: z.boolean(),
  /** The journal's last entry that the holder knew. */
  seq: z.number().int().nonnegative(),
  hash: z.string(),
});
export type Lease = z.infer<typeof leaseSchema>;

const leaseName = 'lease';

export type LeaseDeps = {
  readonly shop: Pick<Shop, 'readShared' | 'writeShared'>;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly me: { readonly device: string; readonly name: string; readonly instance: string };
  readonly validMs: number;
};

/** A wall clock wrong by more than this is not expected: an older beat is certainly over. */
const skewMs = hours(1);

function parse(value: string): Lease | undefined {
  try {
    return leaseSchema.parse(JSON.parse(value));
  } catch {
    return undefined;
  }
}

export class StandingBy extends SyncError {
  readonly holder: string;
  constructor(holder: string, since: string) {
    super(
      'safety',
      'standing-by',
      `Another PC does the syncing: "${holder}", last seen ${since}. This one only watches.`,
      {
        system: 'agent',
        recovery: 'stop',
        nextStep: `Nothing to do. To sync from here, quit Counterfoil on "${holder}"; this PC then takes over by itself.`,
      },
    );
    this.holder = holder;
  }
}

const behind = (seq: number): SyncError =>
  new SyncError(
    'safety',
    'journal-behind-shop',
    `This PC's stubs are older than the shop: the shop has seen entry ${seq}, which is not here. Probably a restored backup or a copied PC. Nothing is written until you decide.`,
    {
      system: 'agent',
      recovery: 'stop',
      nextStep:
        'Put the newer data folder back, or start with an empty one: orders in the ERP are found again by their reference.',
    },
  );

/** Holds, renews and gives back the right to write. One instance per agent. */
export function openLease({ shop, journal, clock, me, validMs }: LeaseDeps) {
  let held: { readonly digest: string; readonly atMs: number } | undefined;
  let watched: { readonly digest: string; readonly sinceMs: number } | undefined;

  const pauseMs = (): number => pauseLeftMs(journal.view.pause, clock.now());
  /** During a pause no beat is promised before its end: another PC would sync what a person let rest. */
  const value = (released: boolean): string =>
    JSON.stringify({
      ...me,
      beatAt: instantOf(clock.now()),
      validMs: validMs + pauseMs(),
      released,
      ...journal.head,
    } satisfies Lease);

  /** Free for us: absent, unreadable, given back, ours, or its holder has been silent for as long as it promised a beat. */
  async function free(current: SharedValue): Promise<boolean> {
    const lease = parse(current.value);
    if (lease === undefined) return true;
    if (
      lease.device === me.device &&
      lease.instance !== me.instance &&
      (await journal.hashAt(lease.seq)) !== lease.hash
    )
      throw behind(lease.seq);
    if (lease.released || lease.device === me.device) return true;
    if (watched?.digest !== current.digest) watched = { digest: current.digest, sinceMs: clock.now() };
    const silentHere = clock.now() - watched.sinceMs >= lease.validMs;
    const longOver = clock.now() - epochMs(lease.beatAt) >= lease.validMs + skewMs;
    return silentHere || longOver;
  }

  async function renew(signal: AbortSignal): Promise<boolean> {
    if (held === undefined) return false;
    const renewed = await shop.writeShared(leaseName, value(false), held.digest, signal);
    if (renewed !== undefined) held = { digest: renewed.digest, atMs: clock.now() };
    return renewed !== undefined;
  }

  async function take(signal: AbortSignal): Promise<void> {
    if (await renew(signal)) return;
    const current = await shop.readShared(leaseName, signal);
    if (current !== undefined && !(await free(current))) {
      held = undefined;
      const lease = parse(current.value);
      await note('standing-by', lease?.name ?? 'another PC');
      throw new StandingBy(lease?.name ?? 'another PC', lease?.beatAt ?? 'just now');
    }
    const taken = await shop.writeShared(leaseName, value(false), current?.digest, signal);
    if (taken === undefined) {
      held = undefined;
      throw new StandingBy('another PC', 'just now');
    }
    held = { digest: taken.digest, atMs: clock.now() };
    await note('acquired', me.name);
  }

  async function note(state: 'acquired' | 'standing-by' | 'released', holder: string): Promise<void> {
    const known = journal.view.lease;
    if (known?.state !== state || known.holder !== holder) await journal.append({ kind: 'lease', state, holder });
  }

  return {
    /** Takes or renews the lease. @throws StandingBy, or 'journal-behind-shop'. */
    hold: take,
    /**
     * Before every Write: free while the last beat is fresh, else a renewal. A PC that slept renews first.
     * @throws StandingBy when another PC has held it meanwhile: what was planned before is not to be trusted.
     */
    async check(signal: AbortSignal): Promise<void> {
      if (held !== undefined && clock.now() - held.atMs < validMs / 3 && clock.now() >= held.atMs) return;
      if (await renew(signal)) return;
      const current = await shop.readShared(leaseName, signal);
      const lease = current && parse(current.value);
      // A beat of our own has arrived although its answer was lost.
      if (current !== undefined && held !== undefined && lease?.instance === me.instance && !lease.released) {
        held = { digest: current.digest, atMs: held.atMs };
        if (await renew(signal)) return;
      }
      held = undefined;
      throw new StandingBy(lease?.name ?? 'another PC', lease?.beatAt ?? 'just now');
    },
    /** Renews it where it is held. */
    beat: renew,
    /** Lets another PC take over at once; during a pause only when that ends. */
    async release(signal: AbortSignal): Promise<void> {
      if (held === undefined) return;
      if (pauseMs() > 0) return void (await renew(signal));
      await note('released', me.name);
      await shop.writeShared(leaseName, value(true), held.digest, signal);
      held = undefined;
    },
  };
}
