import { NativeSelect } from '@mantine/core';
import type { OrderRow, OrderState } from '../../../core/contract.ts';
import { useAgent, useErpName, useOnlyWatches, useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { Empty } from '../../parts/empty.tsx';
import { useMoneyWords } from '../../parts/figures.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { go, hrefOf } from '../../route.ts';
import { markOfOrder, orderWords } from '../../words.ts';
import { useRetry } from '../retry.ts';
import { RecordList } from './record-list.tsx';

const states = ['posted', 'parked', 'conflict', 'pending', 'skipped'] as const;

type Props = { readonly chosen: string | undefined; readonly state: OrderState | 'all' };

export function OrderList({ chosen, state }: Props) {
  const { counts, lastRun, problems } = useSnapshot();
  const { api } = useAgent();
  const words = orderWords(useErpName());
  const retry = useRetry();
  return (
    <RecordList<OrderRow>
      about="orders"
      label="Orders"
      placeholder="Order, SKU, e-mail"
      one="order"
      reading="Reading orders"
      narrowed={state}
      ask={part => api.request('orders.list', { ...part, state })}
      fresh={JSON.stringify([counts, lastRun?.run, problems.length])}
      chosen={chosen}
      onRetry={id => void retry(id)}
      renderRow={(row, isChosen) => <Row row={row} isChosen={isChosen} state={state} />}
      renderNothing={search => <Nothing search={search} state={state} />}
    >
      <NativeSelect
        aria-label="Show orders"
        value={state}
        onChange={event => {
          const wanted = states.find(one => one === event.currentTarget.value) ?? 'all';
          go(hrefOf('history', chosen, wanted));
        }}
        data={[{ value: 'all', label: 'All orders' }, ...states.map(one => ({ value: one, label: words[one] }))]}
      />
    </RecordList>
  );
}

function Row({ row, isChosen, state }: { row: OrderRow; isChosen: boolean; state: OrderState | 'all' }) {
  const format = useFormats();
  const money = useMoneyWords();
  const words = orderWords(useErpName());
  return (
    <a href={hrefOf('history', row.id, state)} data-row={row.id} aria-current={isChosen ? 'true' : undefined}>
      <StateMark mark={markOfOrder[row.state]} word={words[row.state]} />
      <b className="whole">{row.name}</b>
      <span className="amount">{row.total && money(row.total)}</span>
      <span className="xs mut second">
        {[row.salesOrder, format.when(row.at), row.why].filter(part => part !== undefined).join(', ')}
      </span>
    </a>
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
