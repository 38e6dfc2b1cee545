import { Button } from '@mantine/core';
import type { Failure } from '../../../core/contract.ts';
import { useAgent } from '../../agent.tsx';
import { BusyButton } from '../../parts/busy-button.tsx';

type Props = {
  readonly failure: Failure | undefined;
  readonly onSave: () => Promise<unknown>;
  readonly onDiscard: () => void;
};

/** While something was changed and does not count yet. */
export function Unsaved({ failure, onSave, onDiscard }: Props) {
  const { link } = useAgent();
  return (
    <div className="unsaved" role="region" aria-label="Unsaved changes">
      <p>
        {failure === undefined ? (
          'Your changes do not count yet.'
        ) : (
          <span className="t-bad" role="alert">
            {failure.message} {failure.nextStep}
          </span>
        )}
      </p>
      <Button variant="default" onClick={onDiscard}>
        Discard changes
      </Button>
      <BusyButton icon="check" kind="filled" disabled={link !== 'live'} onPress={onSave}>
        Save changes
      </BusyButton>
    </div>
  );
}
