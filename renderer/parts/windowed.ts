import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';

/** From this many rows on only those in sight are drawn. */
export const windowedFrom = 200;

type Windowed = {
  /** Which rows to draw, `end` not among them. */
  readonly start: number;
  readonly end: number;
  /** Pixels that stand for the rows that are not drawn. */
  readonly above: number;
  readonly below: number;
};

/** The rows of a long table that are in sight of the page, which scrolls. Of a short one, all. `ref`: its body. */
export function useWindowed(ref: RefObject<HTMLTableSectionElement | null>, rows: number, rowHeight: number): Windowed {
  const [margin, setMargin] = useState(0);
  const isLong = rows >= windowedFrom;
  const scroller = useCallback(() => ref.current?.closest<HTMLElement>('.page') ?? null, [ref]);
  useLayoutEffect(() => {
    const page = scroller();
    if (!page || !ref.current) return;
    setMargin(ref.current.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop);
  }, [ref, scroller, rows]);
  // What it hands out is used here alone and leaves as plain numbers.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: isLong ? rows : 0,
    getScrollElement: scroller,
    estimateSize: () => rowHeight,
    scrollMargin: margin,
    overscan: 10,
  });
  if (!isLong) return { start: 0, end: rows, above: 0, below: 0 };
  const items = virtual.getVirtualItems();
  const start = items[0]?.index ?? 0;
  const end = (items.at(-1)?.index ?? Math.min(rows, 40) - 1) + 1;
  return { start, end, above: start * rowHeight, below: (rows - end) * rowHeight };
}
