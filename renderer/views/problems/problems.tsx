import { useCallback, useEffect, useRef, useState } from 'react';
import type { ProblemCard } from '../../../core/contract.ts';
import { useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { planId } from '../../goods-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { useRoute } from '../../route.ts';
import { PlanProblem } from './plan-problem.tsx';
import { ProblemList } from './problem-list.tsx';
import { ProblemSlip } from './problem-slip.tsx';
import { useSelection } from './selection.ts';
import { Settled } from './settled.tsx';

/** What waits for a person: the list, and the one that is looked at. */
export function Problems() {
  const { problems, plans, now } = useSnapshot();
  const { id } = useRoute();
  const format = useFormats();
  const plan = plans.find(one => planId(one) === id) ?? (id === undefined ? plans[0] : undefined);
  const chosen = problems.find(card => card.recordId === id) ?? (id === undefined && !plan ? problems[0] : undefined);
  const none = problems.length + plans.length === 0;
  const last = useLast(chosen);
  const selection = useSelection(problems);
  const toMapRef = useRef<string>(undefined);
  const onMap = useCallback((order: string) => void (toMapRef.current = order), []);
  return (
    <div className="split split-wide">
      <ProblemList
        problems={problems}
        plans={plans}
        chosen={plan ? planId(plan) : chosen?.recordId}
        selection={selection}
        onMap={onMap}
      />
      {plan ? (
        <PlanProblem key={planId(plan)} plan={plan} opened={id !== undefined} />
      ) : chosen ? (
        <ProblemSlip
          key={chosen.recordId}
          card={chosen}
          opened={id !== undefined}
          onSelect={selection.set}
          toMapRef={toMapRef}
        />
      ) : last && last.recordId === (id ?? last.recordId) ? (
        <Settled card={last} next={problems[0]} />
      ) : (
        <Empty well={none} title={none ? 'Nothing needs you' : 'This is no open problem'}>
          {none ? `Everything is settled as of ${format.time(now)}.` : 'It has been settled, or the link is old.'}
        </Empty>
      )}
    </div>
  );
}

/** The last problem that was looked at, so that settling it does not pull the page away. */
function useLast(chosen: ProblemCard | undefined): ProblemCard | undefined {
  const [last, setLast] = useState(chosen);
  const newest = useRef(last);
  useEffect(() => {
    if (chosen && newest.current?.recordId !== chosen.recordId) {
      newest.current = chosen;
      setLast(chosen);
    }
  }, [chosen]);
  return last;
}
