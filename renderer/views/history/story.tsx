import { Button } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import type { GoodsTrace, Trace } from '../../../core/contract.ts';
import { useAgent } from '../../agent.tsx';
import { Banner } from '../../parts/banner.tsx';
import { BusyButton } from '../../parts/busy-button.tsx';
import { Names } from '../../parts/names.tsx';
import { hrefOf } from '../../route.ts';
import { markOfProblem } from '../../words.ts';
import { Facts, type Fact } from './facts.tsx';
import { Steps } from './steps.tsx';

type Props = {
  readonly trace: Trace | GoodsTrace;
  /** Its state, and what kind of record it is. */
  readonly kind: ReactNode;
  /** Has it looked at again, now. */
  readonly again: { readonly words: string; readonly act: () => Promise<void> };
  readonly facts: readonly Fact[];
};

/** What became of one record, step by step, under how it stands now. */
export function Story({ trace: { row, problem, steps }, kind, again, facts }: Props) {
  const { link } = useAgent();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <article className="trace" aria-labelledby="trace-title">
      <header className="head">
        <div>
          <p className="row sm mut">{kind}</p>
          <h2 className="title" id="trace-title" ref={title} tabIndex={-1}>
            <Names text={row.name} />
          </h2>
        </div>
        <div className="row">
          <Button component="a" variant="subtle" data-size="compact" href={hrefOf('preview', row.name)}>
            Preview
          </Button>
          <BusyButton icon="sync" size="compact" disabled={link !== 'live'} onPress={again.act}>
            {again.words}
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
