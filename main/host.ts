import { rm } from 'node:fs/promises';
import type { Handlers, Served, Snapshot, Stage, ThisPc } from '../core/contract.ts';
import { SyncError } from '../core/errors.ts';
import type { Settings } from '../core/model/settings.ts';
import type { Log, Secrets } from '../core/ports.ts';
import { openApp, openSides, type App } from './app.ts';
import type { StartProgram } from './child-program.ts';
import { serveControl } from './control.ts';
import type { Demo } from './demo.ts';
import { ensureDataFolder } from './data-folder.ts';
import type { Vault } from './kept-secrets.ts';
import { settingsRequests } from './settings-requests.ts';
import { openLog, type FileLog } from './log.ts';
import { createRedactor } from './redact.ts';
import { beforeSetUp } from './before-set-up.ts';
import { ofTheAgent } from './of-the-agent.ts';
import { checkIsSample, ownIsSynced } from './sample-folder.ts';
import { openSetup } from './setup/setup.ts';
import type { FirstStage } from './starting.ts';

/** What people see: a page in the browser, or a window and a tray. */
export type Face = { close(): Promise<void> };

/** What a face may do to the whole. */
export type Life = {
  /** Runs what is due by the wall clock: after waking. */
  tick(): void;
  /** Ends the run under way at its next safe point, then everything else. */
  end(): Promise<void>;
};

/** Whether Counterfoil is opened when this user signs in to the PC. */
export type LoginItem = { isOn(): Promise<boolean>; set(on: boolean): Promise<void> };

export type HostOptions<F extends Face> = {
  /** Where a real shop's data belongs. */
  readonly own: string;
  /** The made-up shop's. */
  readonly sample: string;
  readonly first: FirstStage;
  /** Seconds between the made-up shop's orders. */
  readonly traffic: number;
  /** Starts the made-up shop beside the agent. */
  readonly startProgram: StartProgram;
  readonly vault: Vault;
  readonly face: ThisPc['face'];
  readonly loginItem?: LoginItem;
  /** `settings`: of the shop that is synced now; undefined: none is yet. */
  readonly openFace: (served: Served, log: Log, life: Life, settings: () => Settings | undefined) => Promise<F>;
  /** Called when a run has left the agent idle. */
  readonly rested?: () => void;
};

export type Host<F extends Face> = {
  readonly face: F;
  /** Of the shop that is synced. */
  readonly folder: () => string;
  readonly demo: () => Demo | undefined;
  /** Resolves when it was asked to end and has ended. */
  readonly ended: Promise<void>;
  end(): Promise<void>;
};

/** An agent at work, with its schedule and the command line's pipe. */
type Running = {
  readonly app: App;
  readonly stage: Exclude<Stage, 'none'>;
  close(beforeLast?: () => Promise<void>): Promise<void>;
};

/**
 * What lives from start to end around agents that come and go: none before set-up, the made-up shop's, then a person's own.
 * A face is built on it and never sees the change but in the snapshot.
 */
export async function openHost<F extends Face>(options: HostOptions<F>): Promise<Host<F>> {
  const { own, sample, vault, rested = () => {} } = options;
  const listeners = new Set<(snapshot: Snapshot) => void>();
  await ensureDataFolder(own);
  let running: Running | undefined;
  let isEnding = false;
  let demo: Demo | undefined;
  const redactor = createRedactor();
  let startsAtLogin = await options.loginItem?.isOn().catch(() => undefined);
  let hasEnded: () => void = () => {};
  const ended = new Promise<void>(done => {
    hasEnded = done;
  });

  /** Of whichever agent there is; before there is one, of set-up. */
  let ownLog: FileLog | undefined;
  const logNow = (): Log => running?.app.log ?? (ownLog ??= openLog(own, { redactor }));
  const log: Log = {
    info: (...said) => logNow().info(...said),
    warn: (...said) => logNow().warn(...said),
    error: (...said) => logNow().error(...said),
  };
  const failed = (error: unknown): void =>
    log.error('something failed unforeseen', {
      why: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  const folder = (): string => (running?.stage === 'sample' ? sample : own);
  const snapshot = (): Snapshot => ({
    ...(running?.app.agent.snapshot() ?? beforeSetUp()),
    stage: running?.stage ?? 'none',
    pc: { face: options.face, dataFolder: folder(), startsAtLogin },
    setup: setup.view(),
    updates: undefined,
  });
  const changed = (): void => {
    if (listeners.size === 0) return;
    const now = snapshot();
    for (const listen of listeners) listen(now);
  };
  const tick = (): void => void running?.app.agent.tick().then(rested).catch(failed);

  async function run(stage: Running['stage'], secrets: Secrets): Promise<void> {
    if (isEnding) throw new SyncError('transient', 'stopping', 'Counterfoil is being closed.');
    const at = stage === 'sample' ? sample : own;
    const app = await openApp(at, stage === 'sample' ? { env: {}, keptSecrets: secrets } : { keptSecrets: secrets });
    const { agent, timetable } = app;
    const opened: (() => unknown)[] = [() => app.close()];
    try {
      opened.push(agent.subscribe(changed));
      opened.push(await serveControl(at, { handlers, log: app.log }));
      // First of all the run under way: a window or command may be waiting for it.
      opened.push(() => agent.stop());
      opened.push(timetable.watch(tick));
    } catch (error) {
      for (const undo of opened.toReversed()) await undo();
      throw error;
    }
    running = {
      app,
      stage,
      async close(beforeLast = async () => {}) {
        const [last, ...others] = opened.splice(0);
        for (const undo of others.toReversed()) await undo();
        await beforeLast();
        await last?.();
      },
    };
    changed();
    void agent.start().then(rested).catch(failed);
  }

  async function rest(beforeLast?: () => Promise<void>): Promise<void> {
    const before = running;
    running = undefined;
    await before?.close(beforeLast);
  }

  async function openDemo(): Promise<Demo> {
    return (demo ??= await (await import('./demo.ts')).openDemo(sample, options.traffic, options.startProgram));
  }
  async function closeDemo(): Promise<void> {
    await demo?.close();
    demo = undefined;
  }

  /** What a person can mend is said while the agent before still works. */
  async function checkOpens(stage: Running['stage']): Promise<void> {
    const at = stage === 'sample' ? sample : own;
    const { log: unused } = await openSides(
      at,
      stage === 'sample' ? { env: {}, keptSecrets: (await openDemo()).secrets } : { keptSecrets: setup.secrets },
    );
    await unused.close();
  }

  let turn: Promise<unknown> = Promise.resolve();
  /** One change of shops or settings after the other, whoever asks. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work).finally(changed);
    turn = mine.catch(() => undefined);
    return mine;
  }
  const begin = (stage: Running['stage']): Promise<void> =>
    inTurn(async () => {
      await checkOpens(stage);
      await rest();
      if (stage === 'own') await closeDemo();
      await run(stage, stage === 'own' ? setup.secrets : (await openDemo()).secrets);
    });

  const setup = await openSetup(
    {
      stage: () => running?.stage ?? 'none',
      ownFolder: own,
      openSample: () =>
        inTurn(async () => {
          if (running?.stage === 'own') throw ownIsSynced();
          await checkIsSample(sample);
          await rest();
          await closeDemo();
          await rm(sample, { recursive: true, force: true });
          const { secrets } = await openDemo();
          const { log: unused, mappings, ...sides } = await openSides(sample, { env: {}, keptSecrets: secrets });
          await unused.close();
          return { folder: sample, sides: { ...sides, mappings }, save: mappings.save };
        }),
      begin,
      changed,
      hide: redactor.hide,
      unforeseen: failed,
    },
    vault,
    options.first === 'set-up',
  );

  const handlers: Handlers = {
    snapshot,
    ...setup.handlers,
    ...settingsRequests({
      folder,
      running: () => running && { ...running.app, stage: running.stage },
      async reopen() {
        if (running !== undefined) await begin(running.stage);
      },
    }),
    async 'pc.start-at-login'(on) {
      if (options.loginItem === undefined)
        throw new SyncError('rejected', 'no-login-item', 'Only the desktop app can be opened at sign-in.', {
          system: 'agent',
        });
      await options.loginItem.set(on);
      startsAtLogin = await options.loginItem.isOn();
      changed();
    },
    'update.install': () => {
      throw new SyncError('rejected', 'no-update', 'There is no new version to put in place.', { system: 'agent' });
    },
    ...ofTheAgent(() => running?.app.agent.handlers),
  };

  let face: F | undefined;
  let ending: Promise<void> | undefined;
  async function closeFace(): Promise<void> {
    const open = face;
    face = undefined;
    await open?.close();
  }
  /** Until the face has gone the data folder stays locked: nobody else writes while somebody looks on. */
  async function close(): Promise<void> {
    isEnding = true;
    setup.close();
    await turn;
    await rest(closeFace);
    await closeFace();
    await closeDemo();
    await ownLog?.close();
    hasEnded();
  }
  const end = (): Promise<void> => (ending ??= close());

  try {
    if (options.first !== 'set-up') {
      await run(options.first, options.first === 'own' ? setup.secrets : (await openDemo()).secrets);
    }
    const served: Served = {
      handlers,
      snapshot,
      subscribe(listen) {
        listeners.add(listen);
        return () => listeners.delete(listen);
      },
    };
    const opened = await options.openFace(served, log, { tick, end }, () => running?.app.settings);
    face = opened;
    return { face: opened, folder, demo: () => demo, ended, end };
  } catch (error) {
    await end();
    throw error;
  }
}
