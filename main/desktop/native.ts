import type { Snapshot } from '../../core/contract.ts';
import type { Act, TrayView } from './tray-view.ts';

/** All that the shell needs of Electron; the tests put a plain fake in its place. */
export interface Native {
  /** Opens the page at `address`, shown in front as soon as it is drawn. */
  openWindow(address: string, events: WindowEvents): AppWindow;
  openTray(events: TrayEvents): TrayIcon;
  /** One sentence beside the tray. */
  say(words: string): void;
  /** A notification of the system; `choose` hears a click on it or on one of its buttons, where the system has buttons. */
  notify(notification: NotificationView, choose: (act: Act) => void): ShownNotification;
}

export type NotificationView = {
  readonly title: string;
  readonly text: string;
  /** What a click on the notification itself does. */
  readonly open: Act;
  readonly buttons: readonly { readonly words: string; readonly act: Act }[];
  /** It stays until somebody has seen it, where the system knows such. */
  readonly isUrgent: boolean;
};

export interface ShownNotification {
  /** Takes it back, also from where the system keeps old ones. */
  close(): void;
}

export type WindowEvents = {
  /** A person closes it. @returns whether it may go */
  readonly closing: () => boolean;
  /** It has gone, however that came about: closed, or its process has crashed. */
  readonly gone: () => void;
};

export interface AppWindow {
  readonly id: number;
  isVisible(): boolean;
  /** In front of the others, brought back if it was minimised. */
  show(): void;
  hide(): void;
  /** To another screen of the same page. */
  go(address: string): void;
  tell(snapshot: Snapshot): void;
  /** Without asking `closing`. */
  destroy(): void;
}

export type TrayEvents = {
  readonly click: () => void;
  readonly choose: (act: Act) => void;
};

export interface TrayIcon {
  show(view: TrayView): void;
  /** To one of the two drawings of what moves; the next `show` of another state begins with the first. */
  turn(frame: 0 | 1): void;
  remove(): void;
}
