import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ProblemCard } from '../../../core/contract.ts';
import { Empty } from '../../parts/empty.tsx';
import { hrefOf, hrefOfRecord } from '../../route.ts';

/** The problem that was looked at is gone: say so where it stood, and go on from there. */
export function Settled({ card, next }: { card: ProblemCard; next: ProblemCard | undefined }) {
  const button = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) button.current?.focus();
  }, []);
  return (
    <div className="settled" role="status">
      <Empty
        well
        title={`${card.recordName} is settled`}
        button={
          <Button
            component="a"
            variant="filled"
            ref={button}
            href={next ? hrefOf('problems', next.recordId) : hrefOf('today')}
          >
            {next ? 'Put the next one right' : 'Back to Today'}
          </Button>
        }
      >
        It waits for nobody any more. <a href={hrefOfRecord(card)}>See its history</a>
      </Empty>
    </div>
  );
}
