import { Button } from '@mantine/core';
import type { ProblemCard } from '../../../core/contract.ts';
import { useAgent } from '../../agent.tsx';
import { count } from '../../format.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { mayBeIgnored } from './ignore.tsx';

type Props = {
  readonly cards: readonly ProblemCard[];
  readonly onRetry: () => Promise<void>;
  readonly onIgnore: () => void;
  readonly onClear: () => void;
};

/** What may be done with all that are selected, at the foot of the list. */
export function BulkBar({ cards, onRetry, onIgnore, onClear }: Props) {
  const live = useAgent().link === 'live';
  const none = !cards.some(mayBeIgnored);
  const inBooks = none && cards.every(({ about }) => about === 'order');
  return (
    <div className="bulk" role="group" aria-label="What is selected">
      <p className="b" role="status">
        {count(cards.length)} selected
      </p>
      <Button variant="subtle" data-size="compact" className="end" onClick={onClear}>
        Clear
      </Button>
      <div className="row">
        <BusyButton icon="sync" size="compact" disabled={!live} onPress={onRetry}>
          Retry
        </BusyButton>
        <Button variant="default" data-size="compact" disabled={!live || none} onClick={onIgnore}>
          Ignore…
        </Button>
        {none && !inBooks && <span className="xs dim">Products and stock have choices of their own.</span>}
        {inBooks && <span className="xs dim">{cards.length === 1 ? 'It is' : 'They are'} in the books already.</span>}
      </div>
    </div>
  );
}
