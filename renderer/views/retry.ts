import { useCallback } from 'react';
import type { OrderRow, Reply } from '../../core/contract.ts';
import type { Decision } from '../../core/model/problem.ts';
import { useAgent, useErpName } from '../agent.tsx';
import { refused, useToast } from '../parts/toast.tsx';
import { hrefOf } from '../route.ts';
import { markOfOrder } from '../words.ts';

/** Says what became of an order the person asked about. */
function useTold() {
  const erp = useErpName();
  const toast = useToast();
  return useCallback(
    (reply: Reply<OrderRow>): void => {
      if (!reply.ok) return toast(refused(reply.failure));
      const { id, name, state, salesOrder } = reply.value;
      const words: Readonly<Record<OrderRow['state'], string>> = {
        posted: `${name} is in ${erp}${salesOrder === undefined ? '' : ` as ${salesOrder}`}.`,
        parked: `${name} still waits for you.`,
        conflict: `${name} still differs.`,
        pending: `${name} goes on as soon as it can.`,
        skipped: `${name} is left out.`,
      };
      toast({
        mark: markOfOrder[state],
        words: words[state],
        link: { href: hrefOf('history', id), words: 'See its history' },
      });
    },
    [erp, toast],
  );
}

/** Looks at both systems again and tries now. `ref`: id or name. */
export function useRetry(): (ref: string) => Promise<void> {
  const { api } = useAgent();
  const told = useTold();
  return useCallback(async ref => told(await api.request('order.retry', ref)), [api, told]);
}

export function useDecide(): (ref: string, decision: Decision) => Promise<void> {
  const { api } = useAgent();
  const told = useTold();
  return useCallback(async (ref, decision) => told(await api.request('order.decide', ref, decision)), [api, told]);
}
