// The main process's half of the module "electron", as far as the desktop app uses it. Windows and their pages live in the
// test's own browser (desktop-app.ts), told over Node's channel, whose structured clone refuses what Electron's would.
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';

export const tell = message => process.send?.(message);
/** Emits with an event that can be prevented. @returns whether it was */
const ask = (emitter, name, more = {}) => {
  let isPrevented = false;
  emitter.emit(name, { ...more, preventDefault: () => (isPrevented = true) });
  return isPrevented;
};

export const app = Object.assign(new EventEmitter(), {
  getAppPath: () => process.env.STAND_IN_APP_PATH,
  setAppUserModelId() {},
  setName: () => {},
  enableSandbox: () => {},
  setPath: (name, path) => tell({ kind: 'path', name, path }),
  requestSingleInstanceLock: () => process.env.STAND_IN_IS_SECOND !== '1',
  getLoginItemSettings: () => ({ openAtLogin: false, wasOpenedAtLogin: false }),
  setLoginItemSettings: () => {},
  whenReady: () => Promise.resolve(),
  exit: code => process.exit(code),
  quit: () => {
    if (!ask(app, 'before-quit')) process.exit(0);
  },
  isPackaged: process.resourcesPath !== undefined,
});

const schemes = new Map();
export const protocol = {
  registerSchemesAsPrivileged: () => {},
  handle: (scheme, answer) => void schemes.set(scheme, answer),
};

const windows = new Map();
let windowCount = 0;
export class BrowserWindow extends EventEmitter {
  #visible = false;

  constructor(options) {
    super();
    const id = (windowCount += 1);
    this.webContents = Object.assign(new EventEmitter(), {
      id,
      send: (channel, ...args) => tell({ kind: 'send', id, channel, args }),
      setWindowOpenHandler: handler => void (this.opens = handler),
    });
    windows.set(id, this);
    tell({ kind: 'window', id, options });
    app.emit('web-contents-created', {}, this.webContents);
  }

  loadURL(url) {
    tell({ kind: 'load', id: this.webContents.id, url });
    return Promise.resolve();
  }

  show() {
    this.#see(true);
  }

  hide() {
    this.#see(false);
  }

  #see(visible) {
    this.#visible = visible;
    tell({ kind: 'visible', id: this.webContents.id, visible });
  }

  focus() {}

  restore() {}

  isVisible() {
    return this.#visible;
  }

  isMinimized() {
    return false;
  }

  destroy() {
    if (!windows.delete(this.webContents.id)) return;
    tell({ kind: 'destroyed', id: this.webContents.id });
    this.emit('closed');
  }
}

export const Menu = {
  buildFromTemplate: items => items,
  setApplicationMenu: () => {},
};

let tray;
let trayMenu = [];
export class Tray extends EventEmitter {
  shown = { image: '', tooltip: '', labels: [] };

  constructor(image) {
    super();
    tray = this;
    this.setImage(image);
  }

  #show(part) {
    this.shown = { ...this.shown, ...part };
    tell({ kind: 'tray', tray: this.shown });
  }

  setImage({ path }) {
    if (!existsSync(path)) throw new Error(`There is no icon ${path}`);
    this.#show({ image: path });
  }

  setToolTip(tooltip) {
    this.#show({ tooltip });
  }

  setContextMenu(menu) {
    trayMenu = menu;
    this.#show({ labels: menu.map(({ type, label }) => (type === 'separator' ? '-' : label)) });
  }

  popUpContextMenu() {}

  displayBalloon({ content }) {
    tell({ kind: 'said', words: content });
  }

  destroy() {
    tell({ kind: 'tray', tray: undefined });
  }
}
export const nativeImage = { createFromPath: path => ({ path }) };
export const nativeTheme = Object.assign(new EventEmitter(), {
  shouldUseDarkColors: false,
  shouldUseDarkColorsForSystemIntegratedUI: false,
});
const notifications = [];
export class Notification extends EventEmitter {
  static isSupported = () => true;

  constructor(options) {
    super();
    this.options = options;
    this.isShown = false;
    notifications.push(this);
  }

  show() {
    const { body, actions } = this.options;
    if (actions === undefined) return tell({ kind: 'said', words: body });
    this.isShown = true;
    tellNotifications();
  }

  close() {
    this.isShown = false;
    tellNotifications();
  }
}
const tellNotifications = () => {
  const shown = notifications.filter(({ isShown }) => isShown).map(({ options }) => options);
  const told = shown.map(({ title, body, actions }) => ({ title, body, buttons: actions.map(({ text }) => text) }));
  tell({ kind: 'notifications', shown: told });
};

const handlers = new Map();
export const ipcMain = { handle: (channel, answer) => void handlers.set(channel, answer) };
export const powerMonitor = new EventEmitter();
export const dialog = { showErrorBox: (title, words) => tell({ kind: 'error-box', title, words }) };

const flip = bytes => Buffer.from(bytes.map(byte => byte ^ 0x5a));
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => process.env.STAND_IN_KEY_STORE ?? 'gnome_libsecret',
  encryptStringAsync: async text => flip(Buffer.from(text)),
  decryptStringAsync: async sealed => ({ result: flip(sealed).toString(), shouldReEncrypt: false }),
};

/** A Node process whose channel is its parent's port. */
export const utilityProcess = {
  fork(path, args, { env, stdio: [, out, err] }) {
    const execArgv = ['--import', new URL('./parent-port.mjs', import.meta.url).href];
    const child = fork(path, args, { env, execArgv, stdio: ['ignore', out, err, 'ipc'] });
    return Object.assign(child, { postMessage: message => child.send(message) });
  },
};

const rights = {};
export const session = {
  defaultSession: Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: handler => void (rights.request = handler),
    setPermissionCheckHandler: handler => void (rights.check = handler),
    setDevicePermissionHandler: handler => void (rights.device = handler),
  }),
};

/** What the test may do: as the page, the person at the PC, or the system. */
const doings = {
  async fetch({ url }) {
    const response = await schemes.get(new URL(url).protocol.slice(0, -1))({ url, method: 'GET' });
    const body = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  },
  invoke({ id, url, isMainFrame, channel, args }) {
    const senderFrame = url === undefined ? null : { url, parent: isMainFrame ? null : {} };
    return handlers.get(channel)({ sender: { id }, senderFrame }, ...args);
  },
  drawn: ({ id }) => void windows.get(id)?.emit('ready-to-show'),
  close: ({ id }) => {
    const window = windows.get(id);
    if (!ask(window, 'close')) window.destroy();
  },
  crash: ({ id }) => void windows.get(id).webContents.emit('render-process-gone', {}, { reason: 'crashed' }),
  click: () => void tray.emit('click'),
  choose: ({ label }) => trayMenu.find(item => item.label === label).click(),
  /** A button of a notification by its words; without them the notification itself. */
  press({ title, words }) {
    const one = notifications.findLast(({ options, isShown }) => isShown && options.title === title);
    const actionIndex = one.options.actions.findIndex(({ text }) => text === words);
    one.emit(words === undefined ? 'click' : 'action', { actionIndex });
  },
  darken: () => {
    Object.assign(nativeTheme, { shouldUseDarkColors: true, shouldUseDarkColorsForSystemIntegratedUI: true });
    nativeTheme.emit('updated');
  },
  system: ({ event }) => powerMonitor.emit(event),
  secondInstance: () => app.emit('second-instance'),
  quit: () => ask(app, 'before-quit'),
  prevents: ({ id, event, url }) => ask(windows.get(id).webContents, event, { url }),
  downloads({ url }) {
    let isPrevented = false;
    session.defaultSession.emit('will-download', { preventDefault: () => (isPrevented = true) }, { getURL: () => url });
    return isPrevented;
  },
  opens: ({ id, url }) => windows.get(id).opens({ url }),
  async rights() {
    const asked = await new Promise(decide => rights.request({}, 'notifications', decide));
    return [asked, rights.check({}, 'geolocation'), rights.device({})];
  },
};

async function act({ call, doing, given }) {
  try {
    tell({ kind: 'done', call, value: await doings[doing](given) });
  } catch (error) {
    tell({ kind: 'done', call, error: String(error) });
  }
}
process.on('message', message => void act(message));
