import type { Handlers, Snapshot } from '../../core/contract.ts';
import { SyncError } from '../../core/errors.ts';
import { editableOf } from '../../core/model/settings.ts';
import { sampleSettings } from '../../main/config/sample-settings.ts';
import type { SettingsRequestName } from '../../main/settings-requests.ts';
import type { SetupRequestName } from '../../main/setup/ports.ts';

/** Set-up and this PC in an agent double: heard, and answered with nothing. What set-up does is tested on the real one. */
export function setupDouble(
  on: <A extends readonly unknown[], R>(name: string, handle: (...args: A) => R) => (...args: A) => R,
  change: (part: Partial<Snapshot>) => void,
): Handlers<SetupRequestName | SettingsRequestName | 'pc.start-at-login'> {
  let settings = editableOf(sampleSettings({ domain: '', url: '' }, 'Office PC'));
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
    'settings.get': on('settings.get', () => ({
      ...settings,
      shop: { domain: 'larch-and-loom.myshopify.com', signIn: 'client-credentials' as const },
      erp: { name: 'Odoo', where: 'https://books.larch-and-loom.example, larch' },
    })),
    'settings.save': on('settings.save', part => {
      settings = { ...settings, ...Object.fromEntries(Object.entries(part)) };
      change({});
    }),
    'settings.price-lists': on('settings.price-lists', () => [{ code: '4', label: 'Web shop (GBP)', currency: 'GBP' }]),
    'connection.test': on('connection.test', system => [
      { mark: 'ok' as const, title: system === 'shop' ? 'Signed in' : 'Odoo answers', text: '', names: [] },
    ]),
    'support.preview': on('support.preview', () => [
      { name: 'log.jsonl', bytes: 120, lines: 1, isCut: false, beginning: '{"at":"2026-11-27T10:00:00.000Z"}' },
    ]),
    'support.save': on('support.save', () => '/home/office/.local/share/counterfoil/support/counterfoil.zip'),
    'pc.start-at-login': on('pc.start-at-login', () => {
      throw new SyncError('rejected', 'no-login-item', 'Only the desktop app can be opened at sign-in.');
    }),
  };
}
