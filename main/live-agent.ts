import { openApp, type App, type AppOptions } from './app.ts';
import { serveControl } from './control.ts';

/** What people see of the agent: a page in the browser, or a window and a tray. */
export type Face = { close(): Promise<void> };

/** What a face may do to the whole. */
export type Life = {
  /** Runs what is due by the wall clock: after waking. */
  tick(): void;
  /** Ends the run under way at its next safe point, then everything else. */
  end(): Promise<void>;
};

export type LiveAgent<F extends Face> = {
  readonly face: F;
  /** Resolves when the agent was asked to end and has ended. */
  readonly ended: Promise<void>;
  end(): Promise<void>;
};

export type LiveOptions<F extends Face> = AppOptions & {
  readonly openFace: (app: App, life: Life) => Promise<F>;
  /** Called when a run has left the agent idle. */
  readonly rested?: () => void;
};

/** The agent with its face, its schedule and the pipe of the command line, until it is ended. */
export async function liveAgent<F extends Face>(folder: string, options: LiveOptions<F>): Promise<LiveAgent<F>> {
  const { openFace, rested = () => {} } = options;
  const app = await openApp(folder, options);
  const { agent, timetable, log } = app;
  let hasEnded: () => void = () => {};
  const ended = new Promise<void>(done => {
    hasEnded = done;
  });
  const opened: (() => unknown)[] = [() => app.close()];
  const close = async (): Promise<void> => {
    for (const undo of opened.splice(0).toReversed()) await undo();
    hasEnded();
  };
  const failed = (error: unknown): void =>
    log.error('a run failed unforeseen', {
      why: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  const tick = (): void => void agent.tick().then(rested).catch(failed);
  let ending: Promise<void> | undefined;
  const end = (): Promise<void> => (ending ??= close());
  try {
    const face = await openFace(app, { tick, end });
    opened.push(() => face.close());
    opened.push(await serveControl(folder, { handlers: agent.handlers, log }));
    // First of all the run under way: a window or command may be waiting for it.
    opened.push(() => agent.stop());
    opened.push(timetable.watch(tick));
    void agent.start().then(rested).catch(failed);
    return { face, ended, end };
  } catch (error) {
    await close();
    throw error;
  }
}
