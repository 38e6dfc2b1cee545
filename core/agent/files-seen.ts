import type { AgentDeps } from './ports.ts';

/** What a person may edit while the agent runs, as it was last seen: another state is worth telling the windows. */
export function trackFiles({ mappings, ownership }: Pick<AgentDeps, 'mappings' | 'ownership'>) {
  let known = mappings.current();
  let revision = 0;
  const mappingsRevision = (): number => {
    const found = mappings.current();
    if (found !== known) revision += 1;
    known = found;
    return revision;
  };
  const state = (): string => `${mappingsRevision()} ${mappings.slip?.()} ${ownership.slip()}`;
  let said = state();
  return {
    mappingsRevision,
    /** It was told as it is now. */
    told(): void {
      said = state();
    },
    isOther: (): boolean => state() !== said,
  };
}
