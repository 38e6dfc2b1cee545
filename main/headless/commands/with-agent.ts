import type { AgentRequestName, AgentSnapshot, Handlers, Requests } from '../../../core/contract.ts';
import { SyncError } from '../../../core/errors.ts';
import { askRunning } from '../../control.ts';
import { valueOf } from './output.ts';
import { withApp } from './with-app.ts';

/** The agent that runs on a folder, or one that lives for one command: the same requests either way. */
export type Asked = {
  snapshot(): Promise<AgentSnapshot>;
  /** @throws its refusal, in its own words */
  ask<N extends AgentRequestName>(name: N, ...args: Parameters<Requests[N]>): Promise<ReturnType<Requests[N]>>;
};

const running = (folder: string): Asked => ({
  snapshot: async () => valueOf((await askRunning(folder, 'snapshot')) ?? lost()),
  ask: async (name, ...args) => valueOf((await askRunning(folder, name, ...args)) ?? lost()),
});
const lost = (): never => {
  throw new SyncError('transient', 'agent-ended', 'The agent ended meanwhile.', {
    nextStep: 'Start it again, or run this command once more.',
  });
};

const call = async <N extends AgentRequestName>(
  handlers: Handlers<AgentRequestName>,
  name: N,
  args: Parameters<Requests[N]>,
): Promise<ReturnType<Requests[N]>> => handlers[name](...args);

/** Hands the work to the agent that runs on this folder; where none does, this process is it. */
export async function withAgent<T>(folder: string, use: (agent: Asked) => Promise<T>): Promise<T> {
  if ((await askRunning(folder, 'snapshot')) !== undefined) return use(running(folder));
  return withApp(folder, ({ agent }) =>
    use({ snapshot: async () => agent.snapshot(), ask: (name, ...args) => call(agent.handlers, name, args) }),
  );
}
