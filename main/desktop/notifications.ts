import { noticesOf, type Notice, type Told } from '../../core/alerts/notices.ts';
import type { Snapshot } from '../../core/contract.ts';
import type { AlertSettings } from '../../core/model/settings.ts';
import type { Native, NotificationView, ShownNotification } from './native.ts';
import { screens, zoneOf, type Act } from './tray-view.ts';

export type NotificationOptions = {
  readonly native: Pick<Native, 'notify'>;
  /** As they are now; undefined: nothing is told yet. */
  readonly settings: () => AlertSettings | undefined;
  readonly choose: (act: Act) => void;
  readonly told: readonly Told[];
  readonly keepTold: (told: readonly Told[]) => void;
};

type Shown = { readonly notification: ShownNotification; readonly open: Set<string> };

/** Tells what a snapshot gives to tell, and takes back what is solved. What they say and when is the core's. */
export function openNotifications({ native, settings, choose, told: known, keepTold }: NotificationOptions) {
  let told = known;
  const shown = new Set<Shown>();

  const takeBack = (causes: readonly string[]): void => {
    for (const one of shown) {
      for (const cause of causes) one.open.delete(cause);
      if (one.open.size > 0) continue;
      shown.delete(one);
      one.notification.close();
    }
  };
  const show = (notice: Notice): void => {
    const causes = notice.alerts.map(({ cause }) => cause);
    takeBack(causes);
    shown.add({ notification: native.notify(viewOf(notice), choose), open: new Set(causes) });
  };
  return {
    look(snapshot: Snapshot): void {
      const now = settings();
      if (now === undefined) return;
      const notices = noticesOf(snapshot, told, now, zoneOf(snapshot));
      takeBack(notices.solved);
      for (const notice of notices.tell) show(notice);
      told = notices.told;
      keepTold(told);
    },
    close(): void {
      for (const { notification } of shown) notification.close();
      shown.clear();
    },
  };
}

function viewOf({ title, text, alerts }: Notice): NotificationView {
  const [alert, another] = alerts;
  const only = another === undefined ? alert : undefined;
  const [order] = only?.orders ?? [];
  const isOfOrders = alerts.some(({ orders }) => orders.length > 0);
  const address =
    order === undefined
      ? isOfOrders
        ? screens.problems
        : screens.today
      : `${screens.problems}/${encodeURIComponent(order)}`;
  const open: Act = { kind: 'open', address };
  const { words, request, args } = only?.button ?? {};
  return {
    title,
    text,
    open,
    buttons: [
      { words: 'Open', act: open },
      ...(words === undefined || request === undefined || args === undefined
        ? []
        : [{ words, act: { kind: 'ask', request, args } } as const]),
    ],
    isUrgent: alerts.some(({ hasFailed }) => hasFailed),
  };
}
