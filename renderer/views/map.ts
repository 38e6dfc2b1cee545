import { useCallback } from 'react';
import type { Failure } from '../../core/contract.ts';
import type { Missing } from '../../core/model/problem.ts';
import { useAgent, useErpName, useSnapshot } from '../agent.tsx';
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
  return useCallback(
    async (missing, code) => {
      const reply = await api.request('mapping.add', { missing, code });
      if (!reply.ok) return reply.failure;
      const { mark, words } = reply.value.length === 0 ? nothingWaited : outcome(reply.value, erp);
      const then = isPaused && reply.value.length > 0 ? 'What waits for it follows when syncing goes on.' : words;
      toast({
        mark: isPaused ? 'ok' : mark,
        words: `${missingWords(missing, erp).thing} is ${code} from now on. ${then}`.trim(),
      });
      return undefined;
    },
    [api, erp, isPaused, toast],
  );
}
const nothingWaited = { mark: 'ok', words: '' } as const;
