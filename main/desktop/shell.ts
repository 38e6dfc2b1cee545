import { goodsName } from '../../core/alerts/words.ts';
import type { RequestName, Served, Snapshot } from '../../core/contract.ts';
import type { AlertSettings } from '../../core/model/settings.ts';
import type { Log } from '../../core/ports.ts';
import type { Face, Life } from '../host.ts';
import { answer } from '../requests/answer.ts';
import { calm } from './calm.ts';
import { windowIpc, type WindowIpc } from './ipc.ts';
import type { Memory } from './memory.ts';
import { movingTray } from './moving-tray.ts';
import type { AppWindow, Native } from './native.ts';
import { openNotifications } from './notifications.ts';
import { leavingView, trayView, type Act } from './tray-view.ts';

export type ShellOptions = {
  readonly native: Native;
  readonly agent: Served;
  readonly life: Life;
  readonly memory: Memory;
  /** When and whether notifications come, as set now; undefined: there is no shop yet to tell of. */
  readonly alerts: () => AlertSettings | undefined;
  readonly log: Log;
  /** Started at login: in the tray only, unless it is the first time of all. */
  readonly hidden: boolean;
  /** A person has chosen Quit, before anything ends. */
  readonly leaving: () => void;
};

export type Shell = Face & {
  /** What the window sends. */
  readonly ipc: WindowIpc;
  /** Opens the window, or brings it to the front. */
  show(): void;
  /** Whether the window is in sight. */
  isVisible(): boolean;
  /** Ends everything; a second call changes nothing. */
  quit(): void;
};

const toldEveryMs = 250;
/** What comes by the clock alone: the end of quiet hours, a minute after waking, four hours of waiting. */
const lookEveryMs = 15_000;
const staysWords = 'Counterfoil goes on working here, beside the clock.';

/** The window and the tray around an agent. The agent never depends on either: both may come and go. */
export function openShell({ native, agent, life, memory, alerts, log, hidden, leaving }: ShellOptions): Shell {
  let window: AppWindow | undefined;
  let isLeaving = false;

  let noted: Promise<unknown> = Promise.resolve();
  const writing = (writes: Promise<void>): void => {
    const why = (error: unknown) => log.warn('window.json was not written', { why: String(error) });
    noted = Promise.all([noted, writes.catch(why)]);
  };
  const note = (...done: Parameters<Memory['note']>): void => writing(memory.note(...done));

  /** @returns whether it may go */
  const closing = (): boolean => {
    if (isLeaving) return true;
    window?.hide();
    if (!memory.has('said-it-stays')) {
      native.say(staysWords);
      note('said-it-stays');
    }
    return false;
  };
  const show = (address = ''): void => {
    if (isLeaving) return;
    if (window === undefined) {
      window = native.openWindow(address, { closing, gone: () => (window = undefined) });
      note('shown-window');
      return;
    }
    if (address !== '') window.go(address);
    window.show();
  };
  const isVisible = (): boolean => window?.isVisible() === true;
  const toggle = (): void => (isVisible() ? window?.hide() : show());
  const quit = (): void => {
    if (isLeaving) return;
    isLeaving = true;
    window?.hide();
    tray.show(leavingView);
    void life.end().catch((error: unknown) => log.error('the agent did not end well', { why: String(error) }));
  };
  const ask = async (request: RequestName, args: readonly unknown[]): Promise<void> => {
    const reply = await answer({ handlers: agent.handlers, log }, request, args);
    if (!reply.ok) return native.say(`${reply.failure.message} ${reply.failure.nextStep ?? ''}`.trim());
    if (request === 'orders.retry' || request === 'goods.retry') sayWhatWaits(args[0]);
  };
  /** Whoever pressed Retry hears when it was in vain; else the notification goes. */
  const sayWhatWaits = (tried: unknown): void => {
    const refs: readonly unknown[] = Array.isArray(tried) ? tried : [];
    const still = agent.snapshot().problems.filter(({ recordId }) => refs.includes(recordId));
    const [first] = still;
    if (first === undefined) return;
    const what = first.about === 'order' ? 'orders' : goodsName(still);
    const who = still.length === 1 ? `${first.recordName} still waits` : `${still.length} ${what} still wait`;
    native.say(`${who}: ${first.problem.title}.`);
  };
  const choose = (act: Act): void => {
    switch (act.kind) {
      case 'open':
        return show(act.address);
      case 'ask':
        return void ask(act.request, act.args);
      case 'quit':
        leaving();
        return quit();
    }
  };

  const tray = movingTray(native.openTray({ click: toggle, choose }));
  const notifications = openNotifications({
    native,
    settings: alerts,
    choose,
    told: memory.told,
    keepTold: told => writing(memory.keepTold(told)),
  });
  const news = calm<Snapshot>(toldEveryMs, snapshot => {
    if (!isLeaving) {
      tray.show(trayView(snapshot));
      notifications.look(snapshot);
    }
    window?.tell(snapshot);
  });
  const byTheClock = setInterval(() => {
    if (!isLeaving) notifications.look(agent.snapshot());
  }, lookEveryMs);
  const unsubscribe = agent.subscribe(news.hear);
  news.hear(agent.snapshot());
  if (!hidden || !memory.has('shown-window')) show();

  return {
    ipc: windowIpc({
      handlers: agent.handlers,
      log,
      ownWindow: () => window?.id,
      onListen: () => window?.tell(agent.snapshot()),
    }),
    show: () => show(),
    isVisible,
    quit,
    async close() {
      isLeaving = true;
      unsubscribe();
      news.stop();
      clearInterval(byTheClock);
      notifications.close();
      window?.destroy();
      tray.remove();
      await noted;
    },
  };
}
