import type { Snapshot } from '../../core/contract.ts';
import type { AppWindow, Native, TrayEvents, WindowEvents } from '../../main/desktop/native.ts';
import type { Act, TrayView } from '../../main/desktop/tray-view.ts';

export type DoubleWindow = AppWindow & {
  readonly addresses: readonly string[];
  readonly told: readonly Snapshot[];
  /** As by its X. */
  close(): void;
  crash(): void;
};

/** Electron as the shell sees it, in memory. */
export type NativeDouble = Native & {
  /** Every window so far. */
  readonly windows: readonly DoubleWindow[];
  readonly said: readonly string[];
  /** What the tray has shown; undefined once it was removed. */
  readonly tray: () => TrayView | undefined;
  readonly trayViews: readonly TrayView[];
  click(): void;
  choose(act: Act): void;
};

export function nativeDouble(): NativeDouble {
  const windows: DoubleWindow[] = [];
  const said: string[] = [];
  const views: TrayView[] = [];
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
    tray: () => (events === undefined ? undefined : views.at(-1)),
    openWindow,
    openTray(given) {
      events = given;
      return { show: view => void views.push(view), remove: () => void (events = undefined) };
    },
    say: words => void said.push(words),
    click: () => events?.click(),
    choose: act => events?.choose(act),
  };
}
