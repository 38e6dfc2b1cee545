import { useCallback, useMemo, useState } from 'react';
import type { ProblemCard } from '../../../core/contract.ts';

export type Selection = {
  /** In the order of the list; what is settled meanwhile falls out. */
  readonly cards: readonly ProblemCard[];
  readonly has: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  readonly set: (ids: readonly string[]) => void;
};

export function useSelection(problems: readonly ProblemCard[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(() => new Set());
  const set = useCallback((all: readonly string[]) => setIds(new Set(all)), []);
  const toggle = useCallback(
    (id: string) =>
      setIds(last => (last.has(id) ? new Set([...last].filter(one => one !== id)) : new Set([...last, id]))),
    [],
  );
  return useMemo(
    () => ({
      cards: problems.filter(({ recordId }) => ids.has(recordId)),
      has: id => ids.has(id),
      toggle,
      set,
    }),
    [problems, ids, toggle, set],
  );
}
