import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { Snapshot } from '../../../core/contract.ts';
import type { AlertSettings } from '../../../core/model/settings.ts';
import { sampleSettings } from '../../../main/config/sample-settings.ts';
import { openMemory } from '../../../main/desktop/memory.ts';
import { openShell, type Shell } from '../../../main/desktop/shell.ts';
import { agentDouble, type AgentDouble } from '../../fakes/agent-double.ts';
import { nativeDouble, type NativeDouble } from '../../fakes/native-double.ts';
import { quietLog } from '../../world/world.ts';

export type ShellFixture = {
  readonly folder: string;
  readonly double: AgentDouble;
  /** Of the last start, as are the next four. */
  readonly native: NativeDouble;
  readonly shell: Shell;
  /** How often the agent was told to end. */
  readonly ends: number;
  /** How often it was said that a person quits. */
  readonly left: number;
  letEnd(): void;
  /** What the agent shows at the next start. */
  friday: Snapshot;
  alerts: AlertSettings;
  /** As at each start of the program; what was done once is in the folder. */
  start(options?: { readonly hidden?: boolean }): Promise<void>;
  window(): NativeDouble['windows'][number] | undefined;
  /** Until what was done once is on the disk. */
  noted(what: string): Promise<void>;
};

/** The shell between doubles of Electron and of the agent: anew for each test of the file that calls this. */
export function shellFixture(): ShellFixture {
  let folder: string;
  let double: AgentDouble;
  let friday: Snapshot;
  let native: NativeDouble;
  let ends = 0;
  let left = 0;
  let letEnd: () => void;
  let shell: Shell;
  let alerts: AlertSettings;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'counterfoil-shell-'));
    double = agentDouble();
    friday = await double.handlers.snapshot();
    ({ alerts } = sampleSettings({ domain: 'larch.myshopify.com', url: 'http://127.0.0.1:1' }, 'Office PC'));
  });
  afterEach(async () => {
    vi.useRealTimers();
    await shell.close();
    await rm(folder, { recursive: true });
  });

  return {
    get folder() {
      return folder;
    },
    get double() {
      return double;
    },
    get native() {
      return native;
    },
    get shell() {
      return shell;
    },
    get ends() {
      return ends;
    },
    get left() {
      return left;
    },
    letEnd: () => letEnd(),
    get friday() {
      return friday;
    },
    set friday(next) {
      friday = next;
    },
    get alerts() {
      return alerts;
    },
    set alerts(next) {
      alerts = next;
    },
    async start({ hidden = false } = {}) {
      native = nativeDouble();
      ends = 0;
      left = 0;
      shell = openShell({
        native,
        agent: { handlers: double.handlers, subscribe: double.subscribe, snapshot: () => friday },
        life: {
          tick: () => {},
          end: () => {
            ends += 1;
            return new Promise<void>(done => {
              letEnd = done;
            }).then(() => shell.close());
          },
        },
        memory: await openMemory(folder),
        alerts: () => alerts,
        log: quietLog,
        hidden,
        leaving: () => void (left += 1),
      });
    },
    window: () => native.windows.at(-1),
    noted: what => vi.waitFor(async () => expect(await readFile(join(folder, 'window.json'), 'utf8')).toContain(what)),
  };
}
