import type { Trace } from '../../../core/contract.ts';
import { useErpName, useSnapshot } from '../../agent.tsx';
import { useAsked } from '../../asked.ts';
import { useFormats } from '../../clock.ts';
import { Empty } from '../../parts/empty.tsx';
import { useMoneyWords } from '../../parts/figures.tsx';
import { StateTag } from '../../parts/state-mark.tsx';
import { markOfOrder, orderWords } from '../../words.ts';
import { useRetry } from '../retry.ts';
import { lastChange } from './facts.tsx';
import { Story } from './story.tsx';
import { TraceToCome } from './trace-to-come.tsx';

export function OrderTrace({ id }: { id: string }) {
  const { counts, lastRun, problems, goodsRevision } = useSnapshot();
  const fresh = JSON.stringify([counts, lastRun?.run, problems.length, goodsRevision]);
  const asked = useAsked('order.trace', [id], fresh);
  if (!asked.settled || (asked.failure && !asked.value)) return <TraceToCome asked={asked} />;
  if (!asked.value) return <Empty title="No such order">Counterfoil has never seen it.</Empty>;
  return <OrderStory trace={asked.value} />;
}

function OrderStory({ trace }: { trace: Trace }) {
  const erp = useErpName();
  const format = useFormats();
  const money = useMoneyWords();
  const retry = useRetry();
  const { row } = trace;
  const waits = row.state === 'parked' || row.state === 'pending';
  return (
    <Story
      trace={trace}
      kind={
        <>
          <StateTag mark={markOfOrder[row.state]}>{orderWords(erp)[row.state]}</StateTag> Order
        </>
      }
      again={{
        words: row.ignored ? 'Look at it again' : waits ? 'Retry' : 'Resync',
        act: () => retry(row.id),
      }}
      facts={[
        ['Charged in Shopify', row.total && money(row.total)],
        [`Sales order in ${erp}`, row.salesOrder],
        ['Invoice', row.invoice],
        [lastChange, format.when(row.at)],
      ]}
    />
  );
}
