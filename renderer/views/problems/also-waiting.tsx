import { Button } from '@mantine/core';
import type { ProblemCard } from '../../../core/contract.ts';
import { causeOf } from '../../../core/model/cause.ts';
import { useAgent, useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { count } from '../../format.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { hrefOfRecord } from '../../route.ts';
import { useRetryCards } from '../retry-cards.ts';

type Props = { readonly card: ProblemCard; readonly onSelect: (ids: readonly string[]) => void };

/** The others that the same remedy sets free, and what may be done with all of them at once. */
export function AlsoWaiting({ card, onSelect }: Props) {
  const { problems } = useSnapshot();
  const { link } = useAgent();
  const format = useFormats();
  const retry = useRetryCards();
  if (card.decisions.length + card.choices.length > 0) return null;
  const wanted = new Set(card.problem.missing.map(missing => JSON.stringify(missing)));
  const cause = causeOf(card.problem);
  const others = problems.filter(
    ({ recordId, problem }) =>
      recordId !== card.recordId &&
      (causeOf(problem) === cause || problem.missing.some(missing => wanted.has(JSON.stringify(missing)))),
  );
  if (others.length === 0) return null;
  const all = [card, ...others];
  return (
    <section>
      <div className="row">
        <h3>{wanted.size > 0 ? 'Also waiting for this' : 'Also waiting for the same reason'}</h3>
        <BusyButton icon="sync" size="compact" className="end" disabled={link !== 'live'} onPress={() => retry(all)}>
          Retry all {count(all.length)}
        </BusyButton>
        <Button variant="subtle" data-size="compact" onClick={() => onSelect(all.map(({ recordId }) => recordId))}>
          Select all {count(all.length)}
        </Button>
      </div>
      <ul className="also-waiting">
        {others.map(other => (
          <li key={other.recordId}>
            <a href={hrefOfRecord(other)}>{other.recordName}</a>
            <span className="sm mut">since {format.short(other.since)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
