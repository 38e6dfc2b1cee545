import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { PlanCard } from '../../../core/model/goods-view.ts';
import { useAgent, useErpName } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { count } from '../../format.ts';
import { flowWords } from '../../../core/model/goods-words.ts';
import { flowThings, isStart, planRecords } from '../../goods-words.ts';
import { Ask } from '../../parts/ask.tsx';
import { BusyButton } from '../../parts/busy-button.tsx';
import { Counterfoil } from '../../parts/counterfoil.tsx';
import { Names } from '../../parts/names.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { Technical } from '../../parts/technical.tsx';
import { markOfProblem } from '../../words.ts';
import { useApprove, usePlanAgain } from '../goods-acts.ts';
import { ShareBar } from './share-bar.tsx';

type Props = {
  readonly plan: PlanCard;
  /** The one filled button of the screen is its first. */
  readonly isFirst: boolean;
  /** Leads to the records it is about. */
  readonly look?: ReactNode;
};

/** A plan that waits for a person: what it would do, the limit it meets, and what may be done. */
export function PlanSlip({ plan, isFirst, look }: Props) {
  const { link } = useAgent();
  const erp = useErpName();
  const format = useFormats();
  const again = usePlanAgain();
  const [asking, setAsking] = useState(false);
  const { flow, since, problem, records, share } = plan;
  const live = link === 'live';
  const stub = (
    <>
      <StateMark mark={markOfProblem[problem.category]} size={28} />
      <p className="b">Held</p>
      <p className="xs mut">
        {flowWords[flow]}
        <br />
        since{' '}
        <time dateTime={since} title={format.full(since)}>
          {format.short(since)}
        </time>
      </p>
    </>
  );
  return (
    <Counterfoil className="plan" mark="held" label={`Held: ${problem.title}`} stub={stub}>
      <h2>
        <Names text={problem.title} />
      </h2>
      <p className="mut measure">
        <Names text={problem.explanation} />
      </p>
      {share && <ShareBar share={share} thing={flowThings[flow]} />}
      <p className="measure">
        <Names text={problem.nextStep} />
      </p>
      <div className="row">
        {isStart(plan) && look}
        <BusyButton
          icon="sync"
          kind={isStart(plan) ? 'default' : isFirst ? 'filled' : 'outline'}
          disabled={!live}
          onPress={() => again(plan)}
        >{`Ask ${erp} again`}</BusyButton>
        {!isStart(plan) && look}
        {!live && <span className="xs dim">Counterfoil has to answer first.</span>}
        {records > 0 && !isStart(plan) && (
          <Button variant="subtle" className="end" disabled={!live} onClick={() => setAsking(true)}>
            Write all {count(records)} anyway…
          </Button>
        )}
      </div>
      <Technical details={{ Kind: `${problem.category}, ${problem.code}`, ...problem.details }} />
      {asking && <Approve plan={plan} onDone={() => setAsking(false)} />}
    </Counterfoil>
  );
}

function Approve({ plan, onDone }: { plan: PlanCard; onDone: () => void }) {
  const approve = useApprove();
  const what = planRecords(plan) ?? 'it';
  const agree = () => {
    onDone();
    void approve(plan);
  };
  return (
    <Ask title={`Write ${what}?`} yes={`Write ${what}`} no="Keep them held" onYes={agree} onNo={onDone}>
      <p>
        <Names text={plan.problem.title} />.
      </p>
      <p className="mut">
        Both sides are compared once more, then all {what} are written to Shopify as the ERP has them. Each keeps its
        stub in History and can be taken back there one by one.
      </p>
    </Ask>
  );
}
