import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { ProblemCard } from '../../../core/contract.ts';
import type { PlanCard } from '../../../core/model/goods-view.ts';
import { useFormats } from '../../clock.ts';
import { count } from '../../format.ts';
import { planId } from '../../goods-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { Icon } from '../../parts/icon.tsx';
import { intoList, listKeys } from '../../parts/list-keys.ts';
import { useRetryCards } from '../retry-cards.ts';
import { BulkBar } from './bulk-bar.tsx';
import { Ignore, mayBeIgnored } from './ignore.tsx';
import { PlanRow } from './plan-row.tsx';
import { ProblemRow } from './problem-row.tsx';
import type { Selection } from './selection.ts';

type Props = {
  readonly problems: readonly ProblemCard[];
  readonly plans: readonly PlanCard[];
  readonly chosen: string | undefined;
  readonly selection: Selection;
  /** The slip of this order shall lead to its mapping field when it opens. */
  readonly onMap: (id: string) => void;
};

export function ProblemList({ problems, plans, chosen, selection, onMap }: Props) {
  const [search, setSearch] = useState('');
  const [ignoring, setIgnoring] = useState<readonly ProblemCard[]>([]);
  const wanted = search.trim().toLowerCase();
  const found = problems.filter(card => matches(card, wanted));
  const heldPlans = plans.filter(({ problem }) => says([problem.title, problem.explanation], wanted));
  const retry = useRetryCards();
  const format = useFormats();
  const list = useRef<HTMLDivElement>(null);
  useFocusKept(list);
  const groupOf = (card: ProblemCard) => {
    const day = format.day(card.since);
    return day === 'today' || day === 'yesterday' ? day : 'earlier';
  };
  const { cards: selected, toggle, set } = selection;
  const retrySelected = () => retry(selected);
  const cardsOf = (row: HTMLElement) => problems.filter(({ recordId }) => recordId === idOf(row));
  const ignorable = (cards: readonly ProblemCard[]) => cards.some(mayBeIgnored) && setIgnoring(cards);
  const idOf = (row: HTMLElement) => row.dataset['row'] ?? '';
  const keys = listKeys({
    ' ': row => toggle(idOf(row)),
    r: row => void (selected.length > 0 ? retrySelected() : retry(cardsOf(row))),
    // This one alone, whatever is selected.
    R: row => void retry(cardsOf(row)),
    i: row => ignorable(selected.length > 0 ? selected : cardsOf(row)),
    m: row => {
      const open = document.querySelector<HTMLElement>(`article[data-record="${idOf(row)}"] input[data-mapping]`);
      if (open) return open.focus();
      onMap(idOf(row));
      row.click();
    },
    Escape: () => set([]),
  });
  return (
    <>
      <section className="list pickable" aria-label="Problems">
        <header>
          <h1>Problems</h1>
          <TextInput
            value={search}
            onChange={event => setSearch(event.currentTarget.value)}
            onKeyDown={intoList}
            leftSection={<Icon name="search" />}
            placeholder="Order, SKU or words"
            aria-label="Search problems"
            data-search
          />
          {found.length > 1 && <SelectAll cards={found} selection={selection} />}
        </header>
        <div onKeyDown={keys} role="presentation" ref={list}>
          {heldPlans.length > 0 && (
            <div>
              <h2>Held as a whole</h2>
              <ul>
                {heldPlans.map(plan => (
                  <PlanRow key={planId(plan)} plan={plan} chosen={planId(plan) === chosen} />
                ))}
              </ul>
            </div>
          )}
          {['earlier', 'yesterday', 'today'].map(day => {
            const cards = found.filter(card => groupOf(card) === day);
            if (cards.length === 0) return null;
            return (
              <div key={day}>
                <h2>{day.charAt(0).toUpperCase() + day.slice(1)}</h2>
                <ul>
                  {cards.map(card => (
                    <ProblemRow
                      key={card.recordId}
                      card={card}
                      chosen={card.recordId === chosen}
                      selected={selection.has(card.recordId)}
                      onToggle={toggle}
                    />
                  ))}
                </ul>
              </div>
            );
          })}
        </div>
        {problems.length + plans.length > 0 && found.length + heldPlans.length === 0 && (
          <Empty title={`Nothing for “${search}”`}>Try an order number or a SKU.</Empty>
        )}
        {selected.length > 0 && (
          <BulkBar
            cards={selected}
            onRetry={retrySelected}
            onIgnore={() => ignorable(selected)}
            onClear={() => set([])}
          />
        )}
      </section>
      {ignoring.length > 0 && <Ignore cards={ignoring} onDone={() => setIgnoring([])} />}
    </>
  );
}

/** Of what the search leaves. */
function SelectAll({ cards, selection }: { cards: readonly ProblemCard[]; selection: Selection }) {
  const chosen = cards.filter(({ recordId }) => selection.has(recordId)).length;
  const all = chosen === cards.length;
  const part = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (part.current) part.current.indeterminate = chosen > 0 && !all;
  }, [chosen, all]);
  return (
    <label className="select-all sm">
      <input
        ref={part}
        type="checkbox"
        checked={all}
        onChange={() => selection.set(all ? [] : cards.map(({ recordId }) => recordId))}
      />
      Select all {count(cards.length)}
    </label>
  );
}

/** When the row that has the focus is settled, the focus goes to the one that takes its place. */
function useFocusKept(list: RefObject<HTMLElement | null>): void {
  const last = useRef<number | undefined>(undefined);
  useEffect(() => {
    const follow = () => {
      const at = rowsOf(list.current).findIndex(row => row === document.activeElement);
      last.current = at < 0 ? undefined : at;
    };
    document.addEventListener('focusin', follow);
    return () => document.removeEventListener('focusin', follow);
  }, [list]);
  useEffect(() => {
    const rows = rowsOf(list.current);
    if (last.current !== undefined && document.activeElement === document.body)
      rows[Math.min(last.current, rows.length - 1)]?.focus();
  });
}

const rowsOf = (list: HTMLElement | null): readonly HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('a[data-row]') ?? []),
];

const says = (texts: readonly string[], wanted: string): boolean =>
  texts.some(text => text.toLowerCase().includes(wanted));
const matches = ({ recordName, problem }: ProblemCard, wanted: string): boolean =>
  says([recordName, problem.title, problem.explanation, JSON.stringify(problem.missing)], wanted);
