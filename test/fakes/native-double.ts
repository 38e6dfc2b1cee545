import type { Snapshot } from '../../core/contract.ts';
import type { AppWindow, Native, NotificationView, TrayEvents, WindowEvents } from '../../main/desktop/native.ts';
import type { Act, TrayView } from '../../main/desktop/tray-view.ts';

export type DoubleWindow = AppWindow & {
  readonly addresses: readonly string[];
  readonly told: readonly Snapshot[];
  /** As by its X. */
  close(): void;
  crash(): void;
};

export type DoubleNotification = NotificationView & {
  readonly isShown: () => boolean;
  /** A click on it, or on one of its buttons. */
  press(words?: string): void;
};

/** Electron as the shell sees it, in memory. */
export type NativeDouble = Native & {
  /** Every window so far. */
  readonly windows: readonly DoubleWindow[];
  readonly said: readonly string[];
  /** What the tray has shown; undefined once it was removed. */
  readonly tray: () => TrayView | undefined;
  readonly trayViews: readonly TrayView[];
  /** Each drawing that the icon was turned to. */
  readonly frames: readonly number[];
  /** Every notification so far. */
  readonly notifications: readonly DoubleNotification[];
  click(): void;
  choose(act: Act): void;
};

export function nativeDouble(): NativeDouble {
  const windows: DoubleWindow[] = [];
  const said: string[] = [];
  const views: TrayView[] = [];
  const frames: number[] = [];
  const notifications: DoubleNotification[] = [];
  let events: TrayEvents | undefined;

  const openWindow = (address: string, { closing, gone }: WindowEvents): AppWindow => {
    const addresses = [address];
    const told: Snapshot[] = [];
    let visible = true;
    const leave = () => {
      visible = false;
      gone();
    };
    const window: DoubleWindow = {
      id: windows.length + 1,
      addresses,
      told,
      isVisible: () => visible,
      show: () => void (visible = true),
      hide: () => void (visible = false),
      go: to => void addresses.push(to),
      tell: snapshot => void told.push(snapshot),
      destroy: leave,
      close: () => {
        if (closing()) leave();
      },
      crash: leave,
    };
    windows.push(window);
    return window;
  };
  return {
    windows,
    said,
    trayViews: views,
    frames,
    notifications,
    tray: () => (events === undefined ? undefined : views.at(-1)),
    openWindow,
    openTray(given) {
      events = given;
      return {
        show: view => void views.push(view),
        turn: frame => void frames.push(frame),
        remove: () => void (events = undefined),
      };
    },
    notify(view, choose) {
      let shown = true;
      notifications.push({
        ...view,
        isShown: () => shown,
        press: words => choose(view.buttons.find(button => button.words === words)?.act ?? view.open),
      });
      return { close: () => void (shown = false) };
    },
    say: words => void said.push(words),
    click: () => events?.click(),
    choose: act => events?.choose(act),
  };
}
