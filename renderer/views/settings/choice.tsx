import { Select } from '@mantine/core';

type Props<Value extends string> = {
  /** What is chosen, for those who hear the page. */
  readonly label: string;
  readonly choices: readonly (readonly [value: Value, words: string])[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
};

/** One of a few. */
export const Choice = <Value extends string>({ label, choices, value, onChange }: Props<Value>) => (
  <Select
    aria-label={label}
    data={choices.map(([one, words]) => ({ value: one, label: words }))}
    value={value}
    allowDeselect={false}
    onChange={picked => {
      const [chosen] = choices.find(([one]) => one === picked) ?? [];
      if (chosen !== undefined) onChange(chosen);
    }}
  />
);
