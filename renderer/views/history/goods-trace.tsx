import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { GoodsTrace as Trace } from '../../../core/contract.ts';
import { useAgent, useSnapshot } from '../../agent.tsx';
import { useAsked } from '../../asked.ts';
import { useFormats } from '../../clock.ts';
import { flowWords } from '../../../core/model/goods-words.ts';
import { goodsStateWords, kindAlone, markOfGoods } from '../../goods-words.ts';
import { Banner } from '../../parts/banner.tsx';
import { BusyButton } from '../../parts/busy-button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Names } from '../../parts/names.tsx';
import { StateTag } from '../../parts/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import { markOfProblem } from '../../words.ts';
import { useGoodsRetry } from '../goods-acts.ts';
import { Facts, lastChange } from './facts.tsx';
import { Steps } from './steps.tsx';
import { TraceToCome } from './trace-to-come.tsx';

export function GoodsTrace({ id }: { id: string }) {
  const { goodsRevision, problems } = useSnapshot();
  const asked = useAsked('goods.trace', [id], JSON.stringify([goodsRevision, problems.length]));
  if (!asked.settled || (asked.failure && !asked.value)) return <TraceToCome asked={asked} />;
  if (!asked.value) return <Empty title="No history yet">Nothing was written, held or asked of it so far.</Empty>;
  return <Story trace={asked.value} />;
}

function Story({ trace: { row, problem, steps } }: { trace: Trace }) {
  const { link } = useAgent();
  const format = useFormats();
  const retry = useGoodsRetry();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <article className="trace" aria-labelledby="trace-title">
      <header className="head">
        <div>
          <p className="row sm mut">
            <StateTag mark={markOfGoods[row.state]}>{goodsStateWords[row.state]}</StateTag> {kindAlone(row.id)}
          </p>
          <h2 className="title" id="trace-title" ref={title} tabIndex={-1}>
            <Names text={row.name} />
          </h2>
        </div>
        <div className="row">
          <Button component="a" variant="subtle" data-size="compact" href={hrefOf('preview', row.name)}>
            Preview
          </Button>
          <BusyButton icon="sync" size="compact" disabled={link !== 'live'} onPress={() => retry([row.id])}>
            Compare again
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
      <Facts
        facts={[
          ['Synced as', flowWords[row.flow]],
          [lastChange, format.when(row.at)],
        ]}
      />
      <Steps steps={steps} />
    </article>
  );
}
