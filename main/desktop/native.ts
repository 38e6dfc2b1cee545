import type { Snapshot } from '../../core/contract.ts';
import type { Act, TrayView } from './tray-view.ts';

/** All that the shell needs of Electron; the tests put a plain fake in its place. */
export interface Native {
  /** Opens the page at `address`, shown in front as soon as it is drawn. */
  openWindow(address: string, events: WindowEvents): AppWindow;
  openTray(events: TrayEvents): TrayIcon;
  /** One sentence beside the tray. */
  say(words: string): void;
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
  remove(): void;
}
