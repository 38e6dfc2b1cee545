import type { ProblemCard } from '../../../core/contract.ts';
import { useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { hrefOf } from '../../route.ts';

/** The other orders that the same mapping sets free. */
export function AlsoWaiting({ card }: { card: ProblemCard }) {
  const { problems } = useSnapshot();
  const format = useFormats();
  const wanted = new Set(card.problem.missing.map(missing => JSON.stringify(missing)));
  const others = problems.filter(
    other =>
      other.recordId !== card.recordId && other.problem.missing.some(missing => wanted.has(JSON.stringify(missing))),
  );
  if (others.length === 0) return null;
  return (
    <section>
      <h3>Also waiting for this</h3>
      <ul className="also-waiting">
        {others.map(other => (
          <li key={other.recordId}>
            <a href={hrefOf('history', other.recordId)}>{other.recordName}</a>
            <span className="sm mut">since {format.short(other.since)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
