import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog, protocol, safeStorage } from 'electron';
import type { Snapshot } from '../../core/contract.ts';
import { SyncError } from '../../core/errors.ts';
import { ensureDataFolder } from '../data-folder.ts';
import { variableIn } from '../environment.ts';
import { openHost } from '../host.ts';
import { keepSecrets } from '../kept-secrets.ts';
import { readPage } from '../page/files.ts';
import { failureOf } from '../requests/replies.ts';
import { secretsIn } from '../secrets.ts';
import { chosenShop, startChoices, type StartChoices } from '../starting.ts';
import { version } from '../version.ts';
import { startElectronProgram } from './electron/child-program.ts';
import { lockDown } from './electron/guard.ts';
import { setMenu } from './electron/menu.ts';
import { electronNative } from './electron/native.ts';
import { electronSource } from './electron/updates.ts';
import { wire } from './electron/wiring.ts';
import { loginItem, wasOpenedAtLogin } from './login-item.ts';
import { openMemory } from './memory.ts';
import { pageAnswers, pageScheme } from './page.ts';
import { openShell } from './shell.ts';
import { triedIn } from './updates/tried.ts';
import { watchUpdates } from './updates/watch.ts';
import { withUpdates } from './updates/with-updates.ts';
import { noUpdates } from './updates/words.ts';
import { vaultOf } from './vault.ts';

/** The desktop app: the agent with its window and tray. */

const built = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Those of Electron itself stand before the app's own path. */
function ownArguments(): readonly string[] {
  const at = process.argv.findIndex(given => resolve(given) === app.getAppPath());
  return process.argv.slice(Math.max(at, 0) + 1);
}

/** What starts this very app again on the same data. An AppImage is elsewhere at each start, but says where it lies. */
const ownCommand = (data: string | undefined): readonly [string, ...string[]] => [
  process.env['APPIMAGE'] ?? process.execPath,
  ...(app.isPackaged ? [] : [app.getAppPath()]),
  ...(data === undefined ? [] : ['--data', resolve(data)]),
];
const configFolder = (): string => variableIn(process.env, 'XDG_CONFIG_HOME') ?? join(homedir(), '.config');

async function run(
  { own, sample, first }: Awaited<ReturnType<typeof chosenShop>>,
  { data, traffic, hidden = false, keepSecrets: keep }: StartChoices,
) {
  lockDown();
  setMenu();
  protocol.handle(pageScheme, pageAnswers(await readPage(built('renderer'))));
  const vault = vaultOf(safeStorage, process.platform);
  if (keep === true) await keepSecrets(own, vault, first === 'own' ? secretsIn(process.env) : new Map());
  const memory = await openMemory(own);
  const system = { app, platform: process.platform };
  const isHidden = hidden || wasOpenedAtLogin(system);
  const files = {
    preload: built('preload/preload.cjs'),
    icon: built('assets/app-icon.png'),
    icons: built('assets/tray'),
  };
  const tried = triedIn(own);
  const arrived = await tried.arrived(version);
  let updates: ReturnType<typeof watchUpdates> | undefined;
  const host = await openHost({
    own,
    sample,
    first,
    traffic,
    startProgram: startElectronProgram,
    vault,
    face: 'desktop',
    loginItem: loginItem({ ...system, command: ownCommand(data), configFolder: configFolder() }),
    rested: () => void updates?.updater.tick(),
    async openFace(served, log, life, settings) {
      const shown = withUpdates(served, () => updates?.updater);
      const shell = openShell({
        native: electronNative(files, log),
        agent: shown,
        life,
        memory,
        alerts: () => settings()?.alerts,
        log,
        hidden: isHidden || arrived?.hidden === true,
        leaving: () => updates?.updater.leaving(),
      });
      wire(shell, life);
      const source = await electronSource(log);
      if (source === undefined) log.info(noUpdates);
      else
        updates = watchUpdates(source, {
          tried,
          log,
          folder: () => served.snapshot().pc.dataFolder,
          isIdle: () => isIdle(served.snapshot()),
          isWatched: shell.isVisible,
          end: shell.quit,
          changed: shown.changed,
        });
      return shell;
    },
  });
  await host.ended;
  updates?.stop();
  // An installer that has taken over ends the process itself.
  if ((await updates?.updater.finish()) !== true) app.exit(0);
}

/** Neither a run nor a set-up is under way. */
const isIdle = ({ running, setup }: Snapshot): boolean => running === undefined && setup === undefined;

/** Nobody looks at a terminal: what stops the start is shown. */
function refuse(error: unknown): void {
  const { message, nextStep } = failureOf(error);
  const inside = error instanceof SyncError ? '' : `\n${error instanceof Error ? error.stack : String(error)}`;
  process.stderr.write(`${message}\n${nextStep ?? ''}${inside}\n`);
  dialog.showErrorBox('Counterfoil cannot start', [message, nextStep ?? ''].join('\n\n').trim());
  app.exit(1);
}

protocol.registerSchemesAsPrivileged([
  { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.setName('Counterfoil');
// Windows shows notifications only of an app that says who it is: the appId of electron-builder.yml.
app.setAppUserModelId('app.counterfoil.desktop');
app.enableSandbox();
// The agent goes on without a window; without this Electron would end with the last one.
app.on('window-all-closed', () => {});
try {
  const choices = startChoices(ownArguments());
  // Who installed the app has not asked for a made-up shop; who runs it from its sources sees one at work.
  const shop = await chosenShop(choices, app.isPackaged ? 'set-up' : 'sample');
  await ensureDataFolder(shop.own);
  // Chromium's own files, apart from ours; the single instance is one of this folder.
  app.setPath('userData', join(shop.own, 'window'));
  if (app.requestSingleInstanceLock()) void app.whenReady().then(() => run(shop, choices).catch(refuse));
  else app.exit(0);
} catch (error) {
  refuse(error);
}
