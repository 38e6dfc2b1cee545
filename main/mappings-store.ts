import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Agent } from '../core/agent/agent.ts';
import type { MappingsStore } from '../core/agent/ports.ts';
import type { Log } from '../core/ports.ts';
import { readMappings, writeMappings } from './config/config.ts';

export type MappingsFile = MappingsStore & {
  /** Takes over what a person changed in the file. @throws what readMappings throws; what was read before then counts. */
  refresh(): Promise<void>;
};

const stampOf = (path: string): Promise<string> =>
  stat(path).then(
    ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
    () => 'not there',
  );

/** mappings.json as the agent uses it. A new object stands for new content: the next run then looks again at what waits. */
export async function openMappings(folder: string): Promise<MappingsFile> {
  const path = join(folder, 'mappings.json');
  let stamp = await stampOf(path);
  let current = await readMappings(folder);
  let slip: string | undefined;
  return {
    current: () => current,
    slip: () => slip,
    async save(mappings) {
      await writeMappings(folder, mappings);
      current = mappings;
      slip = undefined;
      stamp = await stampOf(path);
    },
    async refresh() {
      const now = await stampOf(path);
      // A copy put back in place keeps its old time: a slip is over only when the file has been read.
      if (now === stamp && slip === undefined) return;
      const found = await readMappings(folder).catch((error: unknown) => {
        slip = error instanceof Error ? error.message : String(error);
        throw error;
      });
      slip = undefined;
      stamp = now;
      if (!isDeepStrictEqual(found, current)) current = found;
    },
  };
}

/**
 * The agent, kept up with the file: whoever asks for something is told of a slip in it; the schedule goes on with what was
 * read before.
 */
export function followingMappings<A extends Pick<Agent, 'handlers' | 'tick'>>(
  agent: A,
  file: MappingsFile,
  log: Log,
): A {
  const { handlers } = agent;
  const first =
    <G extends readonly unknown[], R>(work: (...given: G) => R | Promise<R>) =>
    async (...given: G): Promise<R> => {
      await file.refresh();
      return work(...given);
    };
  let told: string | undefined;
  const tell = (error: unknown): void => {
    const why = error instanceof Error ? error.message : String(error);
    if (why !== told) log.warn('mappings.json was changed but cannot be used; what was read before counts', { why });
    told = why;
  };
  /** A slip in the file must not keep syncing paused. */
  const quietly = (): Promise<void> => file.refresh().then(() => void (told = undefined), tell);
  return {
    ...agent,
    handlers: {
      ...handlers,
      'run.now': first(handlers['run.now']),
      'order.retry': first(handlers['order.retry']),
      'orders.retry': first(handlers['orders.retry']),
      'order.decide': first(handlers['order.decide']),
      'mappings.list': () => quietly().then(handlers['mappings.list']),
      'mapping.add': first(handlers['mapping.add']),
      'mapping.remove': first(handlers['mapping.remove']),
      'pause.end': () => quietly().then(handlers['pause.end']),
      resume: first(handlers.resume),
    },
    async tick() {
      await quietly();
      return agent.tick();
    },
  };
}
