import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type KeyboardEvent } from 'react';
import type { Missing } from '../../core/model/problem.ts';
import { useAgent, useErpName } from '../agent.tsx';
import { useAsked } from '../asked.ts';
import { Trouble } from './trouble.tsx';

type Props = {
  readonly id: string;
  readonly missing: Missing;
  readonly code: string | null;
  readonly onChange: (code: string) => void;
  /** Said instead of a label that stands beside it. */
  readonly name?: string;
  /** Of the code that is chosen already. */
  readonly label?: string | undefined;
  /** Who is asked: the agent, or set-up before there is one. */
  readonly ask?: 'mapping.choices' | 'setup.choices';
  /** Inside a dialog, which lies above everything else of the page. */
  readonly within?: boolean;
};
const searchPauseMs = 200;

const labelOf = (code: string, label: string): string => (label === code || label === '' ? code : `${code} · ${label}`);

/** The ERP's own codes to choose from, searched there. */
export function ErpChoice({
  id,
  missing,
  code,
  onChange,
  name,
  label = '',
  ask = 'mapping.choices',
  within = false,
}: Props) {
  const { link } = useAgent();
  const erp = useErpName();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [chosenLabel, setChosenLabel] = useState(labelOf(code ?? '', label));
  // What was chosen stands in the field, but is no search.
  const [search] = useDebouncedValue(typed === chosenLabel ? '' : typed, searchPauseMs);
  const choices = useAsked(ask, [missing, search]);
  const options = (choices.value ?? []).map(choice => ({
    value: choice.code,
    label: labelOf(choice.code, choice.label),
  }));
  const shown =
    code === null || options.some(option => option.value === code)
      ? options
      : [{ value: code, label: chosenLabel === '' ? code : chosenLabel }, ...options];
  // Esc closes the list first, and only then what holds it.
  const keep = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) event.preventDefault();
  };
  if (choices.failure) return <Trouble failure={choices.failure} again={choices.again} />;
  return (
    <Select
      id={id}
      {...(name === undefined ? {} : { 'aria-label': name })}
      placeholder="Search code or name"
      data={shown}
      filter={({ options: all }) => all}
      value={code}
      onChange={(value, option) => {
        setChosenLabel(option?.label ?? '');
        if (value !== null) onChange(value);
      }}
      searchable
      // A dialog gives it the focus by itself; a list that opens then hides the dialog's buttons.
      openOnFocus={!within}
      searchValue={typed}
      onSearchChange={setTyped}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      onKeyDown={keep}
      nothingFoundMessage={choices.settled ? `${erp} has nothing like that` : 'Asking…'}
      limit={100}
      disabled={link !== 'live'}
      allowDeselect={false}
      comboboxProps={{ withinPortal: !within }}
      data-mapping
    />
  );
}
