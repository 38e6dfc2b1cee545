import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Snapshot } from '../core/contract.ts';
import type { Link, LinkedApi } from './api.ts';

type Agent = {
  readonly api: LinkedApi;
  readonly link: Link;
  /** The last one heard, however old; see `link`. */
  readonly snapshot: Snapshot | undefined;
  /** The agent's clock less this browser's, in milliseconds. */
  readonly clockAheadMs: number;
};

const Context = createContext<Agent | undefined>(undefined);

export function AgentProvider({ api, children }: { api: LinkedApi; children: ReactNode }) {
  const [heard, setHeard] = useState<Pick<Agent, 'snapshot' | 'clockAheadMs'>>({
    snapshot: undefined,
    clockAheadMs: 0,
  });
  const [link, setLink] = useState<Link>('opening');
  useEffect(() => {
    const offs = [
      api.on('snapshot', snapshot => setHeard({ snapshot, clockAheadMs: Date.parse(snapshot.now) - Date.now() })),
      api.onLink(setLink),
    ];
    return () => offs.forEach(off => off());
  }, [api]);
  const agent = useMemo(() => ({ api, link, ...heard }), [api, link, heard]);
  return <Context value={agent}>{children}</Context>;
}

export function useAgent(): Agent {
  const agent = useContext(Context);
  if (!agent) throw new Error('No agent around this view');
  return agent;
}

/** Views are drawn only once a snapshot is there. */
export function useSnapshot(): Snapshot {
  const { snapshot } = useAgent();
  if (!snapshot) throw new Error('No snapshot yet');
  return snapshot;
}

/** When the next run comes by itself, and what to say where none does or nobody can tell. */
export function useNextRun(): { readonly at: Snapshot['nextRunAt']; readonly words: string } {
  const { link } = useAgent();
  const { light, nextRunAt } = useSnapshot();
  if (link !== 'live') return { at: undefined, words: 'not known' };
  return { at: nextRunAt, words: light === 'failed' ? 'once mended' : 'not planned' };
}

/** It writes nothing to either side. */
export const useOnlyWatches = (): boolean => useSnapshot().banners.some(({ code }) => code === 'only-watching');

/** What the last run would have done, where all it did was to look. */
export function useLooked(): Snapshot['watched'] {
  const { watched, lastRun } = useSnapshot();
  return lastRun?.end === 'ok' || lastRun?.end === 'attention' ? watched : undefined;
}

/** As people call it; "the ERP" until it has told. */
export const useErpName = (): string => useAgent().snapshot?.erp?.name ?? 'the ERP';
