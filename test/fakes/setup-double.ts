import type { Handlers, Snapshot } from '../../core/contract.ts';
import { SyncError } from '../../core/errors.ts';
import type { SetupRequestName } from '../../main/setup/setup.ts';

/** Set-up and this PC in an agent double: heard, and answered with nothing. What set-up does is tested on the real one. */
export function setupDouble(
  on: <A extends readonly unknown[], R>(name: string, handle: (...args: A) => R) => (...args: A) => R,
  change: (part: Partial<Snapshot>) => void,
): Handlers<SetupRequestName | 'pc.start-at-login'> {
  const heard = (name: string) => on(name, (): void => {});
  return {
    'setup.open': heard('setup.open'),
    'setup.leave': on('setup.leave', () => change({ setup: undefined })),
    'setup.sample': heard('setup.sample'),
    'setup.store': heard('setup.store'),
    'setup.erp': heard('setup.erp'),
    'setup.look': heard('setup.look'),
    'setup.stop': heard('setup.stop'),
    'setup.match': heard('setup.match'),
    'setup.choices': on('setup.choices', () => []),
    'setup.preview': heard('setup.preview'),
    'setup.planned': on('setup.planned', () => ({ total: 0, rows: [] })),
    'setup.start': heard('setup.start'),
    'pc.start-at-login': on('pc.start-at-login', () => {
      throw new SyncError('rejected', 'no-login-item', 'Only the desktop app can be opened at sign-in.');
    }),
  };
}
