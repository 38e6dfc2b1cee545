import type { PlanCard } from '../../../core/model/goods-view.ts';
import { useFormats } from '../../clock.ts';
import { planId } from '../../goods-words.ts';
import { Names } from '../../parts/names.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import { markOfProblem } from '../../words.ts';

/** A held plan among the problems. It is decided as a whole, so it cannot be selected with others. */
export function PlanRow({ plan, chosen }: { plan: PlanCard; chosen: boolean }) {
  const format = useFormats();
  const { since, problem } = plan;
  return (
    <li>
      <span className="pick-row no-pick" />
      <a href={hrefOf('problems', planId(plan))} data-row={planId(plan)} aria-current={chosen ? 'true' : undefined}>
        <StateMark mark={markOfProblem[problem.category]} />
        <b>
          <Names text={problem.title} />
        </b>
        <time className="xs" dateTime={since}>
          {format.age(since)}
        </time>
        <span className="sm mut second">{problem.explanation}</span>
      </a>
    </li>
  );
}
