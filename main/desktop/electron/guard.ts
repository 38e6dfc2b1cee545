import { app, session } from 'electron';
import { isOwnFile, isOwnPage } from '../page.ts';

type Leaving = { readonly url: string; preventDefault(): void };

/** Whatever the page's scripts try: it stays on our page, opens nothing, and gets no right of the system. */
export function lockDown(): void {
  const stay = (event: Leaving): void => {
    if (!isOwnPage(event.url)) event.preventDefault();
  };
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', event => event.preventDefault());
  });
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on('will-download', (event, item) => {
    if (!isOwnFile(item.getURL())) event.preventDefault();
  });
}
