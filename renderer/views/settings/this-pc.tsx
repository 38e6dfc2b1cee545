import { TextInput, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useAgent, useSnapshot } from '../../agent.tsx';
import { Radio } from '../../parts/radio.tsx';
import { Tick } from '../../parts/tick.tsx';
import { refused, useToast } from '../../parts/toast.tsx';
import { Section, SettingRow } from './section.tsx';
import type { Draft } from './draft.ts';

const looks: readonly { readonly value: MantineColorScheme; readonly label: string }[] = [
  { value: 'auto', label: 'As this PC' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** What belongs to this PC alone. Look and sign-in count at once; they are nobody else's. */
export function ThisPc({ draft, change }: Draft) {
  const { pc } = useSnapshot();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section id="this-pc" title="This PC">
      <SettingRow label="Look">
        <div className="row">
          {looks.map(({ value, label }) => (
            <Radio
              key={value}
              className="tick-row"
              group="look"
              checked={colorScheme === value}
              onPick={() => setColorScheme(value)}
            >
              {label}
            </Radio>
          ))}
        </div>
      </SettingRow>
      <SettingRow
        label="Sign-in"
        note={
          pc.startsAtLogin === undefined
            ? 'Only the desktop app can arrange it.'
            : 'It starts beside the clock, without its window.'
        }
      >
        <StartsAtLogin />
      </SettingRow>
      <SettingRow label="Name of this PC" note="How another PC that stands by calls it.">
        <TextInput
          aria-label="Name of this PC"
          value={draft.deviceName}
          onChange={event => change({ deviceName: event.currentTarget.value })}
        />
      </SettingRow>
      <SettingRow label="Data folder" note="Everything Counterfoil knows lies here. Back it up.">
        <code>{pc.dataFolder}</code>
      </SettingRow>
    </Section>
  );
}

function StartsAtLogin() {
  const { api, link } = useAgent();
  const { startsAtLogin } = useSnapshot().pc;
  const toast = useToast();
  const set = async (on: boolean) => {
    const reply = await api.request('pc.start-at-login', on);
    if (!reply.ok) toast(refused(reply.failure));
  };
  return (
    <Tick
      checked={startsAtLogin === true}
      disabled={startsAtLogin === undefined || link !== 'live'}
      onChange={on => void set(on)}
    >
      Start Counterfoil when I sign in
    </Tick>
  );
}
