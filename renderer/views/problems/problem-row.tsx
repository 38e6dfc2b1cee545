import type { ProblemCard } from '../../../core/contract.ts';
import { useFormats } from '../../clock.ts';
import { Names } from '../../parts/names.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import { markOfProblem, secondLine, severityWords } from '../../words.ts';

type Props = {
  readonly card: ProblemCard;
  readonly chosen: boolean;
  readonly selected: boolean;
  readonly onToggle: (id: string) => void;
};

export function ProblemRow({ card: { recordId, recordName, since, severity, problem }, ...props }: Props) {
  const format = useFormats();
  const { chosen, selected, onToggle } = props;
  return (
    <li>
      {/* Space does the same on the row, so that Tab stops once a row. */}
      <label className="pick-row">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={selected}
          aria-label={`Select ${recordName}: ${problem.title}`}
          onChange={() => onToggle(recordId)}
        />
      </label>
      <a href={hrefOf('problems', recordId)} data-row={recordId} aria-current={chosen ? 'true' : undefined}>
        <StateMark mark={markOfProblem[problem.category]} />
        <b>
          <Names text={problem.title} />
        </b>
        <time className="xs" dateTime={since}>
          {format.age(since)}
        </time>
        <span className="sm mut second">
          {severity === 'critical' && <span className="urgent">{severityWords[severity]} </span>}
          {secondLine(recordName, problem)}
        </span>
      </a>
    </li>
  );
}
