import { Select } from '@mantine/core';
import type { UpdateSettings } from '../../../core/model/settings.ts';
import { useSnapshot } from '../../agent.tsx';
import { Tick } from '../../parts/tick.tsx';
import { Section, SettingRow } from './section.tsx';
import type { Draft } from './draft.ts';

const metered: readonly { readonly value: UpdateSettings['metered']; readonly label: string }[] = [
  { value: 'detect', label: 'As this PC says' },
  { value: 'no', label: 'No, it is not' },
  { value: 'yes', label: 'Yes, it is' },
];

/** New versions of the desktop app; from its sources it is updated as its sources are. */
export function Updates({ draft: { updates }, change }: Draft) {
  const { version, updates: told } = useSnapshot();
  return (
    <Section id="updates" title="Updates">
      <SettingRow label="Version" note={told ?? 'Only the desktop app fetches new versions by itself.'}>
        {version}
      </SettingRow>
      <SettingRow label="New versions" note="Put in place only when nothing runs.">
        <Tick checked={updates.automatic} onChange={automatic => change({ updates: { ...updates, automatic } })}>
          Fetch them by themselves
        </Tick>
      </SettingRow>
      <SettingRow label="Network" note="Over a network that is paid by volume nothing large is fetched.">
        <Select
          aria-label="Is this network paid by volume?"
          data={metered.map(({ value, label }) => ({ value, label }))}
          value={updates.metered}
          allowDeselect={false}
          onChange={value => {
            const chosen = metered.find(one => one.value === value);
            if (chosen) change({ updates: { ...updates, metered: chosen.value } });
          }}
        />
      </SettingRow>
    </Section>
  );
}
