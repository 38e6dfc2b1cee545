import type { ProblemCard } from '../../../core/contract.ts';
import { useSnapshot } from '../../agent.tsx';
import { count } from '../../format.ts';
import { Counterfoil } from '../../parts/counterfoil.tsx';
import { Names } from '../../parts/names.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import { Choices } from '../problems/choices.tsx';
import { Sides } from '../problems/sides.tsx';

/** Problems of which both sides say something else. */
export const conflictsOf = (problems: readonly ProblemCard[]): readonly ProblemCard[] =>
  problems.filter(({ sides }) => sides !== undefined);

const atMost = 3;

/** Fields that both sides have changed: what each says, and which value shall count. */
export function Conflicts() {
  const { problems } = useSnapshot();
  const cards = conflictsOf(problems);
  return (
    <>
      {cards.slice(0, atMost).map(card => (
        <Conflict key={card.recordId} card={card} />
      ))}
      {cards.length > atMost && (
        <p className="sm">
          <a href={hrefOf('problems')}>All {count(cards.length)} conflicts are in Problems</a>
        </p>
      )}
    </>
  );
}

function Conflict({ card }: { card: ProblemCard }) {
  const { recordId, recordName, problem, sides } = card;
  if (sides === undefined) return null;
  const stub = (
    <>
      <StateMark mark="warn" />
      <p className="b">Conflict</p>
      <p className="xs mut">Both sides say something else</p>
    </>
  );
  return (
    <Counterfoil className="plan" mark="warn" label={problem.title} stub={stub}>
      <h2>
        <a href={hrefOf('problems', recordId)}>
          {sides.field} of <Names text={recordName} />
        </a>
      </h2>
      <Sides sides={sides} />
      <Choices card={card} />
    </Counterfoil>
  );
}
