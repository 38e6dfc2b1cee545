import { Button } from '@mantine/core';
import { count } from '../../format.ts';
import { Icon } from '../../parts/icon.tsx';

type Props = {
  readonly offset: number;
  readonly rows: number;
  readonly total: number;
  readonly size: number;
  readonly go: (offset: number) => void;
};

export const Pager = ({ offset, rows, total, size, go }: Props) => (
  <nav className="pager" aria-label="Pages">
    <Button
      variant="default"
      data-size="compact"
      aria-label="Earlier page"
      disabled={offset === 0}
      onClick={() => go(offset - size)}
    >
      <Icon name="left" />
    </Button>
    <span className="xs mut">
      {count(offset + 1)}–{count(offset + rows)} of {count(total)}
    </span>
    <Button
      variant="default"
      data-size="compact"
      aria-label="Next page"
      disabled={offset + rows >= total}
      onClick={() => go(offset + size)}
    >
      <Icon name="right" />
    </Button>
  </nav>
);
