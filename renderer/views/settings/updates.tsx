import type { UpdateSettings } from '../../../core/model/settings.ts';
import { useSnapshot } from '../../agent.tsx';
import { Tick } from '../../parts/tick.tsx';
import { Choice } from './choice.tsx';
import { Section, SettingRow } from './section.tsx';
import type { Draft } from './draft.ts';

const metered: readonly (readonly [UpdateSettings['metered'], string])[] = [
  ['detect', 'As this PC says'],
  ['no', 'No, it is not'],
  ['yes', 'Yes, it is'],
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
        <Choice
          label="Is this network paid by volume?"
          choices={metered}
          value={updates.metered}
          onChange={next => change({ updates: { ...updates, metered: next } })}
        />
      </SettingRow>
    </Section>
  );
}
