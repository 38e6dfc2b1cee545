import { useCallback } from 'react';
import type { Failure } from '../../core/contract.ts';
import type { Missing } from '../../core/model/problem.ts';
import { useAgent, useErpName, useOnlyWatches, useSnapshot } from '../agent.tsx';
import { useToast } from '../parts/toast.tsx';
import { missingWords } from '../words.ts';
import { outcome } from './many.ts';

/** Says once and for all what it is in the ERP, and tells what became of the orders that waited. @returns why it could not. */
export function useMap(): (missing: Missing, code: string) => Promise<Failure | undefined> {
  const { api } = useAgent();
  const erp = useErpName();
  const { paused } = useSnapshot();
  const toast = useToast();
  const isPaused = paused !== undefined;
  const onlyWatches = useOnlyWatches();
  return useCallback(
    async (missing, code) => {
      const reply = await api.request('mapping.add', { missing, code });
      if (!reply.ok) return reply.failure;
      const said = `${missingWords(missing, erp).thing} is ${code}`;
      if (onlyWatches) {
        toast({ mark: 'ok', words: `${said}. Saved. It is used once writing begins.` });
        return undefined;
      }
      const { mark, words } = reply.value.length === 0 ? nothingWaited : outcome(reply.value, erp);
      const then = isPaused && reply.value.length > 0 ? 'What waits for it follows when syncing goes on.' : words;
      toast({
        mark: isPaused ? 'ok' : mark,
        words: `${said} from now on. ${then}`.trim(),
      });
      return undefined;
    },
    [api, erp, isPaused, onlyWatches, toast],
  );
}
const nothingWaited = { mark: 'ok', words: '' } as const;
