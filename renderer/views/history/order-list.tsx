import { NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { OrderRow, OrderState } from '../../../core/contract.ts';
import { useErpName, useSnapshot } from '../../agent.tsx';
import { useAsked } from '../../asked.ts';
import { useFormats } from '../../clock.ts';
import { plural } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Icon } from '../../parts/icon.tsx';
import { intoList, listKeys } from '../../parts/list-keys.ts';
import { StateMark } from '../../parts/state-mark.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { go, hrefOf } from '../../route.ts';
import { markOfOrder, orderWords } from '../../words.ts';
import { useRetry } from '../retry.ts';
import { Pager } from './pager.tsx';

type Props = { readonly chosen: string | undefined; readonly state: OrderState | 'all' };
const pageRows = 200;
const searchPauseMs = 150;

export function OrderList({ chosen, state }: Props) {
  const { counts, lastRun, problems } = useSnapshot();
  const words = orderWords(useErpName());
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), searchPauseMs);
  const [page, setPage] = useState({ search, offset: 0 });
  const offset = page.search === search ? page.offset : 0;
  const fresh = JSON.stringify([counts, lastRun?.run, problems.length]);
  const orders = useAsked('orders.list', [{ search, state, offset, limit: pageRows }], fresh);
  const retry = useRetry();
  const again = (row: HTMLElement) => void retry(row.dataset['row'] ?? '');
  const states = ['posted', 'parked', 'conflict', 'pending', 'skipped'] as const;
  const found = orders.value;
  return (
    <section className="list" aria-label="Orders">
      <header>
        <h1>History</h1>
        <TextInput
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
          onKeyDown={intoList}
          leftSection={<Icon name="search" />}
          placeholder="Order or document"
          aria-label="Search history"
          type="search"
          data-search
        />
        <NativeSelect
          aria-label="Show orders"
          value={state}
          onChange={event => {
            const wanted = states.find(one => one === event.currentTarget.value) ?? 'all';
            go(hrefOf('history', chosen, wanted));
          }}
          data={[{ value: 'all', label: 'All orders' }, ...states.map(one => ({ value: one, label: words[one] }))]}
        />
        <p className="xs dim" role="status">
          {found ? plural(found.total, 'order') : ''}
        </p>
      </header>
      {orders.failure && <Trouble failure={orders.failure} again={orders.again} />}
      {!found && !orders.failure && <Skeletons />}
      {found && found.total === 0 && <Nothing search={search} state={state} />}
      {found && found.total > 0 && (
        <ul onKeyDown={listKeys({ r: again, R: again })} role="list">
          {found.rows.map(row => (
            <Row key={row.id} row={row} chosen={row.id === chosen} state={state} />
          ))}
        </ul>
      )}
      {found && found.total > pageRows && (
        <Pager
          offset={offset}
          rows={found.rows.length}
          total={found.total}
          size={pageRows}
          go={to => setPage({ search, offset: to })}
        />
      )}
    </section>
  );
}

/** Outside the row, so that it runs when a row becomes the chosen one and not at every change. */
const intoView = (item: HTMLLIElement | null): void => item?.scrollIntoView({ block: 'nearest' });

function Row({ row, chosen, state }: { row: OrderRow; chosen: boolean; state: OrderState | 'all' }) {
  const format = useFormats();
  const words = orderWords(useErpName());
  return (
    <li ref={chosen ? intoView : null}>
      <a href={hrefOf('history', row.id, state)} data-row={row.id} aria-current={chosen ? 'true' : undefined}>
        <StateMark mark={markOfOrder[row.state]} word={words[row.state]} />
        <b className="whole">{row.name}</b>
        <span className="sm whole">{row.salesOrder}</span>
        <span className="xs mut second">
          {format.when(row.at)}
          {row.why !== undefined && <>, {row.why}</>}
        </span>
      </a>
    </li>
  );
}

function Nothing({ search, state }: { search: string; state: OrderState | 'all' }) {
  if (search !== '') return <Empty title={`No order for “${search}”`}>Try an order number, with or without #.</Empty>;
  if (state === 'all') return <Empty title="No orders yet">They appear here with the first run.</Empty>;
  return <Empty title="None of these">No order is in this state now.</Empty>;
}

const Skeletons = () => (
  <div className="later skeletons" role="status" aria-label="Reading orders">
    {['a', 'b', 'c', 'd', 'e', 'f'].map(key => (
      <Skeleton key={key} height={38} />
    ))}
  </div>
);
