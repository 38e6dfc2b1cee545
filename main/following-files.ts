import type { Agent } from '../core/agent/agent.ts';
import type { Log } from '../core/ports.ts';
import type { KeptFile } from './kept-file.ts';

type Followed = Pick<KeptFile<unknown>, 'refresh'>;

/**
 * The agent, kept up with the files that a person may edit meanwhile: whoever asks for something is told of a slip in them;
 * the schedule goes on with what was read before, as far as the agent writes at all then.
 */
export function followingFiles<A extends Pick<Agent, 'handlers' | 'start' | 'takeUpOwnership' | 'tick'>>(
  agent: A,
  { mappings, ownership }: { readonly mappings: Followed; readonly ownership: Followed },
  log: Log,
): A {
  const { handlers } = agent;
  const first =
    <G extends readonly unknown[], R>(work: (...given: G) => R | Promise<R>, files: readonly Followed[]) =>
    async (...given: G): Promise<R> => {
      for (const file of files) await file.refresh();
      if (files.includes(ownership)) await agent.takeUpOwnership();
      return work(...given);
    };
  const all = [mappings, ownership];
  const quietlyOne = (file: Followed, name: string): (() => Promise<void>) => {
    let told: string | undefined;
    const tell = (error: unknown): void => {
      const why = error instanceof Error ? error.message : String(error);
      if (why !== told) log.warn(`${name} was changed but cannot be used; what was read before counts`, { why });
      told = why;
    };
    return () => file.refresh().then(() => void (told = undefined), tell);
  };
  const quietMappings = quietlyOne(mappings, 'mappings.json');
  const quietOwnership = quietlyOne(ownership, 'ownership.json');
  /** A slip in a file must not keep syncing paused. */
  const quietly = async (): Promise<void> => {
    await quietMappings();
    await quietOwnership();
    await agent
      .takeUpOwnership()
      .catch((error: unknown) => log.warn('a change of ownership.json could not be journaled', { why: String(error) }));
  };
  return {
    ...agent,
    handlers: {
      ...handlers,
      'run.now': first(handlers['run.now'], all),
      'order.retry': first(handlers['order.retry'], all),
      'orders.retry': first(handlers['orders.retry'], all),
      'order.decide': first(handlers['order.decide'], all),
      'mappings.list': () => quietly().then(handlers['mappings.list']),
      'mapping.add': first(handlers['mapping.add'], [mappings]),
      'mapping.remove': first(handlers['mapping.remove'], [mappings]),
      'ownership.get': () => quietly().then(handlers['ownership.get']),
      'ownership.save': first(handlers['ownership.save'], [ownership]),
      'pause.end': () => quietly().then(handlers['pause.end']),
      resume: first(handlers.resume, all),
    },
    async start() {
      // It may have been edited while the agent was away.
      await quietly();
      return agent.start();
    },
    async tick() {
      await quietly();
      return agent.tick();
    },
  };
}
