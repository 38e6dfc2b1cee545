import { Button } from '@mantine/core';
import type { Failure } from '../../core/contract.ts';
import { StateMark } from './state-mark.tsx';

/** One part could not be read: its words, what to do, and again. The rest of the screen stays. */
export const Trouble = ({ failure, again }: { failure: Failure; again: () => void }) => (
  <div className="trouble" role="alert">
    <StateMark mark={failure.category === 'transient' || failure.category === 'busy' ? 'warn' : 'bad'} />
    <p>
      {failure.message} {failure.nextStep && <span className="mut">{failure.nextStep}</span>}
    </p>
    <Button variant="default" data-size="compact" onClick={again}>
      Try again
    </Button>
  </div>
);
