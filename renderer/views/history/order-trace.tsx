import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Trace } from '../../../core/contract.ts';
import { useAgent, useErpName, useSnapshot } from '../../agent.tsx';
import { useAsked } from '../../asked.ts';
import { useFormats } from '../../clock.ts';
import { Banner } from '../../parts/banner.tsx';
import { BusyButton } from '../../parts/busy-button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useMoneyWords } from '../../parts/figures.tsx';
import { StateTag } from '../../parts/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import { markOfOrder, markOfProblem, orderWords } from '../../words.ts';
import { useRetry } from '../retry.ts';
import { Facts, lastChange } from './facts.tsx';
import { Steps } from './steps.tsx';
import { TraceToCome } from './trace-to-come.tsx';

export function OrderTrace({ id }: { id: string }) {
  const { counts, lastRun, problems, goodsRevision } = useSnapshot();
  const fresh = JSON.stringify([counts, lastRun?.run, problems.length, goodsRevision]);
  const asked = useAsked('order.trace', [id], fresh);
  if (!asked.settled || (asked.failure && !asked.value)) return <TraceToCome asked={asked} />;
  if (!asked.value) return <Empty title="No such order">Counterfoil has never seen it.</Empty>;
  return <Story trace={asked.value} />;
}

function Story({ trace: { row, problem, steps } }: { trace: Trace }) {
  const { link } = useAgent();
  const erp = useErpName();
  const format = useFormats();
  const money = useMoneyWords();
  const retry = useRetry();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const waits = row.state === 'parked' || row.state === 'pending';
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Charged in Shopify', row.total && money(row.total)],
    [`Sales order in ${erp}`, row.salesOrder],
    ['Invoice', row.invoice],
    [lastChange, format.when(row.at)],
  ];
  return (
    <article className="trace" aria-labelledby="trace-title">
      <header className="head">
        <div>
          <p className="row sm mut">
            <StateTag mark={markOfOrder[row.state]}>{orderWords(erp)[row.state]}</StateTag> Order
          </p>
          <h2 className="title" id="trace-title" ref={title} tabIndex={-1}>
            {row.name}
          </h2>
        </div>
        <div className="row">
          <Button component="a" variant="subtle" data-size="compact" href={hrefOf('preview', row.name)}>
            Preview
          </Button>
          <BusyButton icon="sync" size="compact" disabled={link !== 'live'} onPress={() => retry(row.id)}>
            {row.ignored ? 'Look at it again' : waits ? 'Retry' : 'Resync'}
          </BusyButton>
        </div>
      </header>
      {problem && (
        <Banner
          mark={markOfProblem[problem.category]}
          title={problem.title}
          button={<a href={hrefOf('problems', row.id)}>Open the problem</a>}
        />
      )}
      {!problem && row.why !== undefined && <p className="mut">{row.why}</p>}
      <Facts facts={facts} />
      <Steps steps={steps} />
    </article>
  );
}
