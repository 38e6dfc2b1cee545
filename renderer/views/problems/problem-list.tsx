import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ProblemCard } from '../../../core/contract.ts';
import { useFormats } from '../../clock.ts';
import { Empty } from '../../parts/empty.tsx';
import { Icon } from '../../parts/icon.tsx';
import { listKeys } from '../../parts/list-keys.ts';
import { Names } from '../../parts/names.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import { markOfProblem, secondLine } from '../../words.ts';
import { useRetry } from '../retry.ts';

type Props = { readonly problems: readonly ProblemCard[]; readonly chosen: string | undefined };

export function ProblemList({ problems, chosen }: Props) {
  const [search, setSearch] = useState('');
  const found = problems.filter(card => matches(card, search.trim().toLowerCase()));
  const retry = useRetry();
  const format = useFormats();
  const groupOf = (card: ProblemCard) => {
    const day = format.day(card.since);
    return day === 'today' || day === 'yesterday' ? day : 'earlier';
  };
  const keys = listKeys({
    r: row => void retry(row.dataset['row'] ?? ''),
    m: row => {
      row.click();
      requestAnimationFrame(() => document.querySelector<HTMLElement>('input[data-mapping]')?.focus());
    },
  });
  return (
    <section className="list" aria-label="Problems">
      <header>
        <h1>Problems</h1>
        <TextInput
          value={search}
          onChange={event => setSearch(event.currentTarget.value)}
          leftSection={<Icon name="search" />}
          placeholder="Order, SKU or words"
          aria-label="Search problems"
          data-search
        />
      </header>
      <div onKeyDown={keys} role="presentation">
        {['earlier', 'yesterday', 'today'].map(day => {
          const cards = found.filter(card => groupOf(card) === day);
          return cards.length > 0 && <Group key={day} name={day} cards={cards} chosen={chosen} />;
        })}
      </div>
      {problems.length > 0 && found.length === 0 && (
        <Empty title={`Nothing for “${search}”`}>Try an order number or a SKU.</Empty>
      )}
    </section>
  );
}

function Group({ name, cards, chosen }: { name: string; cards: readonly ProblemCard[]; chosen: string | undefined }) {
  const format = useFormats();
  return (
    <>
      <h2>{name.charAt(0).toUpperCase() + name.slice(1)}</h2>
      <ul>
        {cards.map(({ recordId, recordName, since, problem }) => (
          <li key={recordId}>
            <a
              href={hrefOf('problems', recordId)}
              data-row={recordId}
              aria-current={recordId === chosen ? 'true' : undefined}
            >
              <StateMark mark={markOfProblem[problem.category]} />
              <b>
                <Names text={problem.title} />
              </b>
              <time className="xs" dateTime={since}>
                {format.age(since)}
              </time>
              <span className="sm mut second">{secondLine(recordName, problem)}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

const matches = ({ recordName, problem }: ProblemCard, wanted: string): boolean =>
  [recordName, problem.title, problem.explanation, JSON.stringify(problem.missing)].some(text =>
    text.toLowerCase().includes(wanted),
  );
