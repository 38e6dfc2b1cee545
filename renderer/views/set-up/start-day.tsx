import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Day } from '../../../core/model/time.ts';
import { Radio } from '../../parts/radio.tsx';

type Props = {
  /** Undefined while it is not known. */
  readonly from: Day | null | undefined;
  readonly today: Day | null;
  readonly disabled: boolean;
  readonly onChange: (from: Day | null) => void;
};

/** Which orders belong to Counterfoil: from a day on, so that nothing is written that was entered by hand before. */
export function StartDay({ from, today, disabled, onChange }: Props) {
  const [typed, setTyped] = useState<string>();
  // What was clicked stands at once; the preview follows.
  const [chosen, setChosen] = useState<Day | null>();
  const since = chosen === undefined ? from : chosen;
  const shown = typed ?? from ?? today ?? '';
  const choose = (day: Day | null) => {
    setChosen(day);
    onChange(day);
  };
  return (
    <fieldset className="kinds first-day" disabled={disabled}>
      <legend>Which orders?</legend>
      <Radio group="since" checked={typeof since === 'string'} onPick={() => shown !== '' && choose(shown)}>
        <span className="row">
          <span>Those since</span>
          <TextInput
            type="date"
            aria-label="First day"
            value={shown}
            max={today ?? undefined}
            onChange={event => {
              const day = event.currentTarget.value;
              setTyped(day);
              if (day !== '') choose(day);
            }}
          />
        </span>
      </Radio>
      <Radio group="since" checked={since === null} onPick={() => choose(null)}>
        All that Shopify shows
        <span className="xs dim">Only where none of them is in the ERP yet</span>
      </Radio>
    </fieldset>
  );
}
