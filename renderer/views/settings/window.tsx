import { TextInput } from '@mantine/core';
import type { DailyWindow, Weekday } from '../../../core/model/settings.ts';
import { Tick } from '../../parts/tick.tsx';

type WindowProps = {
  readonly value: DailyWindow;
  readonly name: string;
  readonly onChange: (value: DailyWindow) => void;
};

/** From a time of day to another. */
export const Window = ({ value: { from, to }, name, onChange }: WindowProps) => (
  <div className="row">
    <TextInput
      type="time"
      aria-label={`${name} from`}
      value={from}
      onChange={event => onChange({ from: event.currentTarget.value, to })}
    />
    <span>to</span>
    <TextInput
      type="time"
      aria-label={`${name} to`}
      value={to}
      onChange={event => onChange({ from, to: event.currentTarget.value })}
    />
  </div>
);

const week: readonly (readonly [Weekday, string])[] = [
  ['mon', 'Monday'],
  ['tue', 'Tuesday'],
  ['wed', 'Wednesday'],
  ['thu', 'Thursday'],
  ['fri', 'Friday'],
  ['sat', 'Saturday'],
  ['sun', 'Sunday'],
];
export const everyDay: readonly Weekday[] = week.map(([day]) => day);

type DaysProps = {
  readonly value: readonly Weekday[];
  readonly name: string;
  readonly onChange: (value: readonly Weekday[]) => void;
};

/** Some days of the week. */
export const Days = ({ value, name, onChange }: DaysProps) => (
  <div className="days" role="group" aria-label={name}>
    {week.map(([day, words]) => (
      <Tick
        key={day}
        checked={value.includes(day)}
        onChange={on => onChange(everyDay.filter(one => (one === day ? on : value.includes(one))))}
      >
        {words}
      </Tick>
    ))}
  </div>
);
