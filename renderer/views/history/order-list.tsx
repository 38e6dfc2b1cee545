import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OrderState } from '../../../core/contract.ts';
import { useAgent, useErpName, useOnlyWatches, useSnapshot } from '../../agent.tsx';
import { plural } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Icon } from '../../parts/icon.tsx';
import { intoList } from '../../parts/list-keys.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { go, hrefOf } from '../../route.ts';
import { orderWords } from '../../words.ts';
import { usePaged } from '../paged.ts';
import { OrderRows } from './order-rows.tsx';
import { RecordKinds } from './record-kinds.tsx';
import { Skeletons } from './skeletons.tsx';

type Props = { readonly chosen: string | undefined; readonly state: OrderState | 'all' };

export function OrderList({ chosen, state }: Props) {
  const { counts, lastRun, problems } = useSnapshot();
  const words = orderWords(useErpName());
  const [typed, setTyped] = useState('');
  const search = typed.trim();
  const fresh = JSON.stringify([counts, lastRun?.run, problems.length]);
  const { api } = useAgent();
  const orders = usePaged(
    JSON.stringify([search, state]),
    (offset, limit) => api.request('orders.list', { search, state, offset, limit }),
    fresh,
  );
  const { total, failure } = orders;
  const states = ['posted', 'parked', 'conflict', 'pending', 'skipped'] as const;
  return (
    <section className="list long-list" aria-label="History">
      <header>
        <h1>History</h1>
        <RecordKinds about="orders" />
        <TextInput
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
          onKeyDown={intoList}
          leftSection={<Icon name="search" />}
          placeholder="Order, SKU, e-mail"
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
          {total === undefined ? '' : plural(total, 'order')}
        </p>
      </header>
      {failure && <Trouble failure={failure} again={orders.again} />}
      {total === undefined && !failure && <Skeletons label="Reading orders" />}
      {total === 0 && <Nothing search={search} state={state} />}
      {total !== undefined && total > 0 && (
        <OrderRows key={search} orders={orders} total={total} chosen={chosen} state={state} />
      )}
    </section>
  );
}

function Nothing({ search, state }: { search: string; state: OrderState | 'all' }) {
  const onlyWatches = useOnlyWatches();
  if (search !== '')
    return (
      <Empty title={`No order for “${search}”`}>
        Try an order number, a document’s name, a SKU, or a customer’s whole e-mail address.
      </Empty>
    );
  if (state === 'all' && onlyWatches)
    return (
      <Empty title="No orders yet">
        Counterfoil only watches, and an order has its history from when it is written.{' '}
        <a href={hrefOf('today')}>Today</a> shows what would be written.
      </Empty>
    );
  if (state === 'all') return <Empty title="No orders yet">They appear here with the first run.</Empty>;
  return <Empty title="None of these">No order is in this state now.</Empty>;
}
