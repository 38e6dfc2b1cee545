import { Skeleton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { listKeys } from '../../parts/list-keys.ts';
import type { Paged } from '../paged.ts';

/** A row's height with its line, as split.css has it. */
const rowPx = 57;
const overscan = 12;

export type Named = { readonly id: string; readonly name: string };
export type LongRowsProps<Row extends Named> = {
  /** What the rows are, for those who hear the page. */
  readonly label: string;
  readonly rows: Paged<Row>;
  readonly total: number;
  /** By id or name. */
  readonly chosen: string | undefined;
  readonly onRetry: (id: string) => void;
  /** A row's link, with `data-row`. */
  readonly renderRow: (row: Row, isChosen: boolean) => ReactNode;
};

/** Only what is in view is drawn and read, whatever the journal's length. */
export function LongRows<Row extends Named>(props: LongRowsProps<Row>) {
  const { label, rows: all, total, chosen, onRetry, renderRow } = props;
  const scroll = useRef<HTMLDivElement>(null);
  // No compiler keeps renders back here, so what it returns is never stale.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    overscan,
  });
  const shown = rows.getVirtualItems();
  const { look } = all;
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];
  useEffect(() => look(first, last), [look, first, last]);
  const focusLater = useFocusLater(scroll);
  useChosenInView(all, chosen, total, index => rows.scrollToIndex(index));
  const again = (row: HTMLElement) => onRetry(row.dataset['row'] ?? '');
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
        aria-label={label}
        aria-rowcount={total}
        style={{ height: rows.getTotalSize() }}
        onKeyDown={keys}
      >
        {shown.map(({ index, start }) => {
          const row = all.rowAt(index);
          return (
            <div
              key={index}
              className="windowed-row"
              role="row"
              aria-rowindex={index + 1}
              data-index={index}
              style={{ transform: `translateY(${start}px)` }}
            >
              <div role="cell">{row === undefined ? <ToCome /> : renderRow(row, isNamed(row, chosen))}</div>
            </div>
          );
        })}
      </div>
    </div>
  );
}

const isNamed = ({ id, name }: Named, chosen: string | undefined): boolean => id === chosen || name === chosen;

const ToCome = () => (
  <div className="later row-to-come" aria-label="Not read yet">
    <Skeleton height={38} />
  </div>
);

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

/** Once, when the page opens on a record that is among the first. */
function useChosenInView<Row extends Named>(
  { rowAt }: Paged<Row>,
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
      if (isNamed(row, chosen)) return show(index);
    }
  });
}
