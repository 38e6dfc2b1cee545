import type { AlertSettings, DailyWindow } from '../../../core/model/settings.ts';
import { Tick } from '../../parts/tick.tsx';
import type { Draft } from './draft.ts';
import { NumberBox } from './number.tsx';
import { Section, SettingRow } from './section.tsx';
import { Days, Window } from './window.tsx';

const usualQuiet: DailyWindow = { from: '19:00', to: '08:00' };
const usualSilence = 3;

/** What this PC tells, and when it stays quiet. The icon and this page always tell. */
export function Notifications({ draft, change }: Draft) {
  const { alerts } = draft;
  const set = (part: Partial<AlertSettings>) => change({ alerts: { ...alerts, ...part } });
  const { quietHours, silentAfterHours, businessHours } = alerts;
  return (
    <Section id="notifications" title="Notifications">
      <SettingRow label="Tell me" note="The icon beside the clock and this page tell in any case.">
        <Tick checked={alerts.notifications} onChange={notifications => set({ notifications })}>
          When something needs me
        </Tick>
        <Tick checked={silentAfterHours !== null} onChange={on => set({ silentAfterHours: on ? usualSilence : null })}>
          When nothing has synced for too long
        </Tick>
      </SettingRow>
      {silentAfterHours !== null && (
        <>
          <SettingRow label="Too long is" note="business hours without a sync, although nothing failed">
            <NumberBox
              label="Hours without a sync"
              value={silentAfterHours}
              min={1}
              max={168}
              onChange={hours => set({ silentAfterHours: hours })}
            />
          </SettingRow>
          <SettingRow label="Business hours" note="in the shop’s time">
            <Window
              value={businessHours}
              name="Business hours"
              onChange={hours => set({ businessHours: { ...businessHours, ...hours } })}
            />
            <Days
              value={businessHours.days}
              name="Business days"
              onChange={days => set({ businessHours: { ...businessHours, days } })}
            />
          </SettingRow>
        </>
      )}
      <SettingRow
        label="Quiet hours"
        note={quietHours && 'What comes up then is told at their end, if it still needs you.'}
      >
        <Tick checked={quietHours !== null} onChange={on => set({ quietHours: on ? usualQuiet : null })}>
          Stay quiet at certain hours
        </Tick>
        {quietHours && (
          <>
            <Window value={quietHours} name="Quiet hours" onChange={hours => set({ quietHours: hours })} />
            <Tick
              checked={alerts.failuresBreakThrough}
              onChange={failuresBreakThrough => set({ failuresBreakThrough })}
            >
              Tell me of failures all the same
            </Tick>
          </>
        )}
      </SettingRow>
    </Section>
  );
}
