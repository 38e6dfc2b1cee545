import type { OrderRow, OrderState } from '../../../core/contract.ts';
import { useErpName } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { useMoneyWords } from '../../parts/figures.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import { markOfOrder, orderWords } from '../../words.ts';
import type { Paged } from '../paged.ts';
import { useRetry } from '../retry.ts';
import { LongRows } from './long-rows.tsx';

type Props = {
  readonly orders: Paged<OrderRow>;
  readonly total: number;
  readonly chosen: string | undefined;
  readonly state: OrderState | 'all';
};

export function OrderRows({ orders, total, chosen, state }: Props) {
  const retry = useRetry();
  const format = useFormats();
  const money = useMoneyWords();
  const words = orderWords(useErpName());
  return (
    <LongRows
      label="Orders"
      rows={orders}
      total={total}
      chosen={chosen}
      onRetry={id => void retry(id)}
      renderRow={(row, isChosen) => (
        <a href={hrefOf('history', row.id, state)} data-row={row.id} aria-current={isChosen ? 'true' : undefined}>
          <StateMark mark={markOfOrder[row.state]} word={words[row.state]} />
          <b className="whole">{row.name}</b>
          <span className="amount">{row.total && money(row.total)}</span>
          <span className="xs mut second">
            {[row.salesOrder, format.when(row.at), row.why].filter(part => part !== undefined).join(', ')}
          </span>
        </a>
      )}
    />
  );
}
