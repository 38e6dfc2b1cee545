import { Notification } from 'electron';
import type { NotificationView, ShownNotification } from '../native.ts';
import type { Act } from '../tray-view.ts';

/** Those on screen: without this one that nobody holds is collected, and its click with it. */
const held = new Set<Notification>();

/**
 * Buttons come where the system has them, on macOS and Windows; a click on the whole works everywhere.
 * @param instead where the system refuses, as Windows does without an entry in the Start menu
 */
export function showNotification(
  { title, text, open, buttons, isUrgent }: NotificationView,
  choose: (act: Act) => void,
  instead: (words: string) => void,
): ShownNotification {
  if (!Notification.isSupported()) return { close: () => {} };
  const notification = new Notification({
    title,
    body: text,
    actions: buttons.map(({ words }) => ({ type: 'button', text: words })),
    urgency: isUrgent ? 'critical' : 'normal',
    timeoutType: isUrgent ? 'never' : 'default',
  });
  held.add(notification);
  notification.on('click', () => choose(open));
  notification.on('action', ({ actionIndex }) => {
    const act = buttons[actionIndex]?.act;
    if (act !== undefined) choose(act);
  });
  notification.on('failed', () => instead(`${title}. ${text}`));
  notification.show();
  return {
    close() {
      held.delete(notification);
      notification.close();
    },
  };
}
