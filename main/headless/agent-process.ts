import { fileURLToPath } from 'node:url';
import { openApp } from '../app.ts';
import { tidyHeap } from '../small-heap.ts';
import { serveControl } from '../control.ts';
import { startPage, type Page } from './server.ts';

export type Running = {
  readonly page: Page;
  /** Resolves when the agent was asked to end and has ended. */
  readonly ended: Promise<void>;
  end(): Promise<void>;
};

const rendererFolder = fileURLToPath(new URL('../../renderer/', import.meta.url));

/** The agent with its page and its schedule, until it is ended. `port` wins over the settings. */
export async function runAgent(folder: string, port?: number): Promise<Running> {
  const app = await openApp(folder);
  const { agent, settings, timetable, log } = app;
  const page = await startPage({
    handlers: agent.handlers,
    subscribe: agent.subscribe,
    port: port ?? settings.page.port,
    rendererFolder,
    log,
  }).catch(async error => {
    await app.close();
    throw error;
  });
  const stopControl = await serveControl(folder, { handlers: agent.handlers, log }).catch(async error => {
    await page.close();
    await app.close();
    throw error;
  });
  const failed = (error: unknown): void =>
    log.error('a run failed unforeseen', {
      why: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  const unwatch = timetable.watch(() => void agent.tick().then(tidyHeap).catch(failed));
  void agent.start().then(tidyHeap).catch(failed);
  let ending: Promise<void> | undefined;
  let hasEnded: () => void = () => {};
  const ended = new Promise<void>(done => {
    hasEnded = done;
  });
  const end = async (): Promise<void> => {
    unwatch();
    // First of all the run under way: a window or command may be waiting for it.
    await agent.stop();
    await stopControl();
    await page.close();
    await app.close();
    hasEnded();
  };
  return { page, ended, end: () => (ending ??= end()) };
}
