import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useId, useState } from 'react';
import type { Failure } from '../../../core/contract.ts';
import type { Missing } from '../../../core/model/problem.ts';
import { useAgent, useErpName, useSnapshot } from '../../agent.tsx';
import { useAsked } from '../../asked.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { Names } from '../../parts/names.tsx';
import { useToast } from '../../parts/toast.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { missingWords } from '../../words.ts';

type Props = { readonly missing: Missing; readonly order: string; readonly first: boolean };
const searchPauseMs = 200;

/** One unknown thing, the ERP's own codes to choose from, and the button that says so once and for all. */
export function MapIt({ missing, order, first }: Props) {
  const { api, link } = useAgent();
  const { paused } = useSnapshot();
  const erp = useErpName();
  const toast = useToast();
  const { thing, question, button } = missingWords(missing, erp);
  const id = useId();
  const [typed, setTyped] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [chosenLabel, setChosenLabel] = useState('');
  const [failure, setFailure] = useState<Failure>();
  // What was chosen stands in the field, but is no search.
  const [search] = useDebouncedValue(typed === chosenLabel ? '' : typed, searchPauseMs);
  const choices = useAsked('mapping.choices', [missing, search]);
  const options = (choices.value ?? []).map(choice => ({
    value: choice.code,
    label: choice.label === choice.code ? choice.code : `${choice.code} · ${choice.label}`,
  }));
  const shown =
    code === null || options.some(option => option.value === code)
      ? options
      : [{ value: code, label: chosenLabel }, ...options];

  const add = async () => {
    if (code === null) return;
    const reply = await api.request('mapping.add', { missing, code });
    const then = paused ? `${order} follows when syncing goes on.` : `${order} is tried again.`;
    if (reply.ok) toast({ mark: 'ok', words: `${thing} is ${code} from now on. ${then}` });
    else setFailure(reply.failure);
  };
  if (choices.failure) return <Trouble failure={choices.failure} again={choices.again} />;
  return (
    <div className="map-it">
      <label htmlFor={id}>
        <Names text={question} />
      </label>
      <div className="pick">
        <Select
          id={id}
          placeholder="Search code or name"
          data={shown}
          filter={({ options: all }) => all}
          value={code}
          onChange={(value, option) => {
            setCode(value);
            setChosenLabel(option?.label ?? '');
          }}
          searchable
          searchValue={typed}
          onSearchChange={setTyped}
          nothingFoundMessage={choices.settled ? `${erp} has nothing like that` : 'Asking…'}
          limit={100}
          disabled={link !== 'live'}
          allowDeselect={false}
          comboboxProps={{ transitionProps: { duration: 0 } }}
          data-mapping
        />
        <BusyButton
          icon="check"
          kind={first ? 'filled' : 'outline'}
          disabled={code === null || link !== 'live'}
          onPress={add}
        >
          {button}
        </BusyButton>
      </div>
      {failure && (
        <p className="sm t-bad" role="alert">
          {failure.message} {failure.nextStep}
        </p>
      )}
    </div>
  );
}
