import type { Agent } from '../../core/agent/agent.ts';
import { noticesOf, type Told } from '../../core/alerts/notices.ts';
import type { AlertSettings } from '../../core/model/settings.ts';
import { sampleSettings } from '../../main/config/sample-settings.ts';
import { trayView, type TrayState } from '../../main/desktop/tray-view.ts';

/** What a person gets to see of an agent who has no window open: notifications and the icon. */
export type Face = {
  /** Titles of all notifications so far. */
  readonly told: readonly string[];
  /** All that the icon has shown, each change once. */
  readonly icons: readonly TrayState[];
  readonly tooltip: () => string;
  /** By the clock, as a timer does. */
  look(): void;
};

export function faceOf(agent: Pick<Agent, 'snapshot' | 'subscribe'>, alerts: Partial<AlertSettings> = {}): Face {
  const settings = { ...sampleSettings({ domain: '', url: '' }, '').alerts, ...alerts };
  const titles: string[] = [];
  const icons: TrayState[] = [];
  let told: readonly Told[] = [];
  const look = (): void => {
    const snapshot = agent.snapshot();
    const notices = noticesOf(snapshot, told, settings, snapshot.shop?.zone ?? 'Europe/London');
    ({ told } = notices);
    titles.push(...notices.tell.map(({ title }) => title));
    const { state } = trayView(snapshot);
    if (icons.at(-1) !== state) icons.push(state);
  };
  agent.subscribe(look);
  look();
  return { told: titles, icons, tooltip: () => trayView(agent.snapshot()).tooltip, look };
}
