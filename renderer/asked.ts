import { useCallback, useEffect, useState } from 'react';
import type { Failure, RequestName, Requests } from '../core/contract.ts';
import { useAgent } from './agent.tsx';

export type Asked<T> = {
  /** The newest answer, kept while the next one is on its way. */
  readonly value: T | undefined;
  readonly failure: Failure | undefined;
  /** For exactly these arguments. */
  readonly settled: boolean;
  readonly again: () => void;
};

/** Asks now, whenever the arguments change and whenever `fresh` changes; nothing where there are no arguments. */
export function useAsked<N extends RequestName>(
  name: N,
  args: Parameters<Requests[N]> | undefined,
  fresh = '',
): Asked<ReturnType<Requests[N]>> {
  type Value = ReturnType<Requests[N]>;
  const { api } = useAgent();
  const [turn, setTurn] = useState(0);
  const [answer, setAnswer] = useState<{ key: string; value: Value | undefined; failure: Failure | undefined }>();
  const key = JSON.stringify([name, args]);
  useEffect(() => {
    if (args === undefined) return;
    let wanted = true;
    const ask = async () => {
      const reply = await api.request(name, ...args);
      if (!wanted) return;
      if (reply.ok) setAnswer({ key, value: reply.value, failure: undefined });
      else setAnswer(last => ({ key, value: last?.key === key ? last.value : undefined, failure: reply.failure }));
    };
    void ask();
    return () => {
      wanted = false;
    };
    // `key` stands for name and arguments; a new `turn` or `fresh` asks the same again.
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies
  }, [api, key, turn, fresh]);
  const again = useCallback(() => setTurn(last => last + 1), []);
  return { value: answer?.value, failure: answer?.failure, settled: answer?.key === key, again };
}
