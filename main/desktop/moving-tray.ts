import type { TrayIcon } from './native.ts';
import type { TrayView } from './tray-view.ts';

const frameMs = 500;

/** A tray whose icon moves while it syncs: two drawings in turn, two a second, whatever else is shown meanwhile. */
export function movingTray(icon: TrayIcon): Omit<TrayIcon, 'turn'> {
  let frame: 0 | 1 = 0;
  let timer: NodeJS.Timeout | undefined;
  const rest = (): void => {
    clearInterval(timer);
    timer = undefined;
    frame = 0;
  };
  const turn = (): void => {
    frame = frame === 0 ? 1 : 0;
    icon.turn(frame);
  };
  return {
    show(view: TrayView): void {
      if (view.state !== 'syncing') rest();
      else timer ??= setInterval(turn, frameMs);
      icon.show(view);
    },
    remove(): void {
      rest();
      icon.remove();
    },
  };
}
