import { Skeleton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { OrderRow, OrderState } from '../../../core/contract.ts';
import { useErpName } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { useMoneyWords } from '../../parts/figures.tsx';
import { listKeys } from '../../parts/list-keys.ts';
import { StateMark } from '../../parts/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import { markOfOrder, orderWords } from '../../words.ts';
import { useRetry } from '../retry.ts';
import type { Orders } from './orders.ts';

/** A row's height with its line, as split.css has it. */
const rowPx = 57;
const overscan = 12;

type Props = {
  readonly orders: Orders;
  readonly total: number;
  readonly chosen: string | undefined;
  readonly state: OrderState | 'all';
};

/** Only what is in view is drawn and read, whatever the journal's length. */
export function OrderRows({ orders, total, chosen, state }: Props) {
  const scroll = useRef<HTMLDivElement>(null);
  const retry = useRetry();
  // No compiler keeps renders back here, so what it returns is never stale.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    overscan,
  });
  const shown = rows.getVirtualItems();
  const { look } = orders;
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];
  useEffect(() => look(first, last), [look, first, last]);
  const focusLater = useFocusLater(scroll);
  useChosenInView(orders, chosen, total, index => rows.scrollToIndex(index));
  const again = (row: HTMLElement) => void retry(row.dataset['row'] ?? '');
  const letters = listKeys({ r: again, R: again });
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    const end = event.key === 'Home' ? 0 : event.key === 'End' ? total - 1 : undefined;
    if (end === undefined || event.altKey || event.ctrlKey || event.metaKey) return letters(event);
    event.preventDefault();
    rows.scrollToIndex(end);
    focusLater(end);
  };
  return (
    <div className="windowed" ref={scroll}>
      {/* Set through the style object, which the content policy allows; it forbids style attributes in markup. */}
      <div
        role="table"
        aria-label="Orders"
        aria-rowcount={total}
        style={{ height: rows.getTotalSize() }}
        onKeyDown={keys}
      >
        {shown.map(({ index, start }) => (
          <div
            key={index}
            className="windowed-row"
            role="row"
            aria-rowindex={index + 1}
            data-index={index}
            style={{ transform: `translateY(${start}px)` }}
          >
            <div role="cell">
              <Row row={orders.rowAt(index)} chosen={chosen} state={state} />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}

/** Focuses a row's link once it is there: it may not have been read yet. */
function useFocusLater(scroll: React.RefObject<HTMLElement | null>): (index: number) => void {
  const wanted = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) return;
    const link = scroll.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"] a`);
    if (!link) return;
    wanted.current = undefined;
    link.focus();
  });
  return index => void (wanted.current = index);
}

/** Once, when the page opens on an order that is among the first. */
function useChosenInView(
  { rowAt }: Orders,
  chosen: string | undefined,
  total: number,
  show: (index: number) => void,
): void {
  const done = useRef(false);
  useEffect(() => {
    if (done.current || rowAt(0) === undefined) return;
    done.current = true;
    for (let index = 0; index < total; index += 1) {
      const row = rowAt(index);
      if (row === undefined) return;
      if (row.id === chosen || row.name === chosen) return show(index);
    }
  });
}

type RowProps = {
  readonly row: OrderRow | undefined;
  readonly chosen: string | undefined;
  readonly state: OrderState | 'all';
};

function Row({ row, chosen, state }: RowProps) {
  const format = useFormats();
  const money = useMoneyWords();
  const words = orderWords(useErpName());
  if (row === undefined)
    return (
      <div className="later row-to-come" aria-label="Not read yet">
        <Skeleton height={38} />
      </div>
    );
  return (
    <a
      href={hrefOf('history', row.id, state)}
      data-row={row.id}
      aria-current={row.id === chosen || row.name === chosen ? 'true' : undefined}
    >
      <StateMark mark={markOfOrder[row.state]} word={words[row.state]} />
      <b className="whole">{row.name}</b>
      <span className="amount">{row.total && money(row.total)}</span>
      <span className="xs mut second">
        {[row.salesOrder, format.when(row.at), row.why].filter(part => part !== undefined).join(', ')}
      </span>
    </a>
  );
}
