import { Select, TextInput } from '@mantine/core';
import cronstrue from 'cronstrue';
import { useState } from 'react';
import { useFormats } from '../../clock.ts';
import { useErpName, useSnapshot } from '../../agent.tsx';
import { Choice } from './choice.tsx';
import { Section, SettingRow } from './section.tsx';
import type { Draft } from './draft.ts';

/** Those that a shop needs; any other is typed as a cron expression. */
const usual = [
  '* * * * *',
  '*/5 * * * *',
  '*/10 * * * *',
  '*/15 * * * *',
  '*/30 * * * *',
  '0 * * * *',
  '*/5 6-21 * * *',
  '*/15 6-21 * * *',
];
const another = 'another';

/** "Every 5 minutes". Undefined where it is no cron expression. */
function inWords(expression: string): string | undefined {
  try {
    return cronstrue.toString(expression, { use24HourTimeFormat: true, verbose: false });
  } catch {
    return undefined;
  }
}

/** When changes are looked for, in words, with the expression behind them. */
export function Schedule({ draft, change }: Draft) {
  const { nextRunAt, shop } = useSnapshot();
  const format = useFormats();
  const erp = useErpName();
  const [isTyped, setTyped] = useState(!usual.includes(draft.schedule));
  const words = inWords(draft.schedule);
  return (
    <Section id="when" title="When it runs">
      <SettingRow label="Orders" note={<code>{draft.schedule}</code>}>
        <Select
          aria-label="How often orders are looked for"
          data={[
            ...usual.map(value => ({ value, label: inWords(value) ?? value })),
            { value: another, label: 'Another time' },
          ]}
          value={isTyped ? another : draft.schedule}
          allowDeselect={false}
          onChange={value => {
            setTyped(value === another);
            if (value !== null && value !== another) change({ schedule: value });
          }}
        />
      </SettingRow>
      {isTyped && (
        <SettingRow label="Cron expression" note={words ?? 'Five fields: minute, hour, day, month, day of the week'}>
          <TextInput
            aria-label="Cron expression"
            value={draft.schedule}
            error={words === undefined}
            spellCheck={false}
            onChange={event => change({ schedule: event.currentTarget.value })}
          />
        </SettingRow>
      )}
      <SettingRow label="Next" note={shop && `in the shop’s time, ${shop.zone}`}>
        {nextRunAt === undefined ? 'not planned' : `${format.when(nextRunAt)}, ${format.until(nextRunAt)}`}
      </SettingRow>
      <SettingRow
        label="What it does"
        note={
          draft.mode === 'watch'
            ? 'Nothing is written to either side.'
            : `Orders go into ${erp}, stock and products to the side that does not own them.`
        }
      >
        <Choice
          label="What a sync does"
          choices={[
            ['live', 'Write'],
            ['watch', 'Only watch'],
          ]}
          value={draft.mode}
          onChange={mode => change({ mode })}
        />
      </SettingRow>
    </Section>
  );
}
