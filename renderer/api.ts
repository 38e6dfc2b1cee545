import type { AgentApi, Reply, RequestName, Requests, Snapshot } from '../core/contract.ts';
import { whenAway } from './words.ts';

/** `locked`: the agent answers but no longer knows this browser. */
export type Link = 'opening' | 'live' | 'away' | 'locked';
export type LinkedApi = AgentApi & { readonly onLink: (listen: (link: Link) => void) => () => void };

const unheard: Reply<never> = {
  ok: false,
  failure: {
    category: 'transient',
    code: 'agent-away',
    message: 'Counterfoil does not answer.',
    nextStep: whenAway,
  },
};
const firstRetryMs = 500;
const longestRetryMs = 5000;

/** The contract: from the desktop window's preload where there is one, else over HTTP. */
export const agentApi = (): LinkedApi => (window.counterfoil === undefined ? httpApi() : windowApi(window.counterfoil));

declare global {
  interface Window {
    readonly counterfoil?: AgentApi;
  }
}

/** The contract over the desktop window's preload. Window and agent end together, so it is never away. */
function windowApi(agent: AgentApi): LinkedApi {
  const links = listeners<Link>();
  return {
    request: (name, ...args) => agent.request(name, ...args).catch(() => unheard),
    on: (name, listen) =>
      agent.on(name, event => {
        links.tell('live');
        listen(event);
      }),
    onLink: listen => links.add(listen),
  };
}

/** The contract over HTTP, to the agent this page came from. Reconnects for ever. */
function httpApi(): LinkedApi {
  const snapshots = listeners<Snapshot>();
  const links = listeners<Link>();
  let link: Link = 'opening';
  let opened = false;
  const become = (next: Link) => {
    if (next !== link) links.tell((link = next));
  };

  const api: LinkedApi = {
    async request(name, ...args) {
      const given = await post(name, args);
      const reply = isReplyTo<typeof name>(given) ? given : unheard;
      if (!reply.ok && reply.failure.code === 'not-let-in') become('locked');
      return reply;
    },
    on(_name, listen) {
      const off = snapshots.add(listen);
      // Not before somebody listens: the first snapshot may be the only one for minutes.
      if (!opened) open(firstRetryMs);
      opened = true;
      return off;
    },
    onLink: listen => links.add(listen),
  };

  const open = (retryMs: number) => {
    const source = new EventSource('/api/events');
    let delay = retryMs;
    source.addEventListener('snapshot', event => {
      delay = firstRetryMs;
      become('live');
      const said: unknown = JSON.parse(event.data);
      if (isSnapshot(said)) snapshots.tell(said);
    });
    // Ours rather than the browser's: that one gives up for good on some answers.
    source.addEventListener('error', () => {
      source.close();
      if (link !== 'locked') become('away');
      void api.request('snapshot');
      setTimeout(() => open(Math.min(delay * 2, longestRetryMs)), delay);
    });
  };
  return api;
}

const post = async (name: RequestName, args: readonly unknown[]): Promise<unknown> => {
  const headers = { 'content-type': 'application/json' };
  try {
    const answer = await fetch(`/api/${name}`, { method: 'POST', headers, body: JSON.stringify(args) });
    return await answer.json();
  } catch {
    return undefined;
  }
};

// The agent this page came from keeps the contract; only what is no answer of its own is told apart.
const isSaid = (value: unknown, key: string): boolean => typeof value === 'object' && value !== null && key in value;
const isReplyTo = <N extends RequestName>(value: unknown): value is Reply<ReturnType<Requests[N]>> =>
  isSaid(value, 'ok');
const isSnapshot = (value: unknown): value is Snapshot => isSaid(value, 'light');

function listeners<T>() {
  const all = new Set<(value: T) => void>();
  return {
    add: (listen: (value: T) => void) => {
      all.add(listen);
      return () => void all.delete(listen);
    },
    tell: (value: T) => all.forEach(listen => listen(value)),
  };
}
