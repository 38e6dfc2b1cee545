import { Select } from '@mantine/core';
import { useErpName } from '../../agent.tsx';
import { useAsked } from '../../asked.ts';
import { SettingRow } from './section.tsx';

const own = 'own';

type Props = { readonly code: string | null; readonly onChange: (code: string | null) => void };

/** Whose prices count, of those that the ERP has. */
export function PriceList({ code, onChange }: Props) {
  const erp = useErpName();
  const { value: lists = [], failure } = useAsked('settings.price-lists', []);
  const known = lists.map(({ code: value, label }) => ({ value, label }));
  const isUnknown = code !== null && !lists.some(list => list.code === code);
  return (
    <SettingRow
      label="Price list"
      note={
        failure === undefined ? `Whose price counts in ${erp}.` : `${failure.message} What can be chosen is not known.`
      }
    >
      <Select
        aria-label="Price list"
        data={[
          { value: own, label: 'The items’ own price' },
          ...(isUnknown ? [{ value: code, label: code }] : []),
          ...known,
        ]}
        value={code ?? own}
        allowDeselect={false}
        onChange={value => {
          if (value !== null) onChange(value === own ? null : value);
        }}
      />
    </SettingRow>
  );
}
