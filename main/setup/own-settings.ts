import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { SyncError } from '../../core/errors.ts';
import { readJournal } from '../../core/journal/journal.ts';
import type { JournalView } from '../../core/journal/view.ts';
import type { Settings } from '../../core/model/settings.ts';
import type { SetupView, StartChoice } from '../../core/model/setup.ts';
import { writtenSettings } from '../config/config.ts';
import { settingsSchema } from '../config/settings-schema.ts';
import { exists } from '../exists.ts';
import type { Draft } from './draft.ts';
import type { Books, Store } from './reach.ts';

/** A slip in the file counts as no file: set-up is one way to mend it. */
export const knownShop = (folder: string): Promise<SetupView['known']> =>
  writtenSettings(folder).then(
    settings => settings && { from: settings.orders.from },
    () => undefined,
  );

/** What a person has set before stays; only the two sides, the mode and the first day are chosen here. */
export async function settingsWith(
  folder: string,
  { mode, from }: StartChoice,
  store: Store,
  books: Books,
): Promise<Settings> {
  const before = await writtenSettings(folder);
  // Where the environment names another address it does so at each start, and never in the file.
  const endpoint = before?.shop.endpoint ?? null;
  return settingsSchema.parse({
    ...before,
    mode,
    shop: { ...store.settings, endpoint, apiVersion: before?.shop.apiVersion ?? store.settings.apiVersion },
    erp: books.settings,
    orders: { ...before?.orders, from },
  });
}

/** A shop that was connected by hand is found in set-up too. Undefined where set-up has been there before, or nothing is connected. */
export async function draftOfSettings(folder: string, draft: Draft): Promise<Draft | undefined> {
  const settings = await writtenSettings(folder).catch(() => undefined);
  if (settings === undefined || draft.store.address !== '') return undefined;
  const { kind, ...fields } = settings.erp;
  return {
    ...draft,
    step: 'preview',
    store: { address: settings.shop.domain, signIn: settings.shop.credentials },
    erp: { kind, fields },
  };
}

export const isSameStore = async (folder: string, { settings }: Store): Promise<boolean> => {
  const before = await writtenSettings(folder).catch(() => undefined);
  return before?.shop.domain === settings.domain;
};
export const isSameErp = async (folder: string, { settings }: Books): Promise<boolean> => {
  const before = await writtenSettings(folder).catch(() => undefined);
  return before !== undefined && isDeepStrictEqual(before.erp, settings);
};

/** The stubs of what this folder has synced, where it is the same shop and the same ERP. */
export async function ownView(folder: string, store: Store, books: Books): Promise<JournalView | undefined> {
  if (!(await isSameStore(folder, store)) || !(await isSameErp(folder, books))) return undefined;
  const journal = await readJournal(folder);
  await journal.close();
  return journal.view;
}

/** Stubs of one shop and one ERP say nothing of others: orders would be taken for written that are not. */
export async function checkSamePair(folder: string, store: Store, books: Books): Promise<void> {
  if ((await isSameStore(folder, store)) && (await isSameErp(folder, books))) return;
  if (!(await exists(join(folder, 'journal')))) return;
  throw new SyncError(
    'rejected',
    'another-pair',
    'This data folder holds the stubs of another shop or ERP, and they stay what they are.',
    {
      system: 'agent',
      nextStep:
        'Start Counterfoil on a new data folder for this one: with --data, or the environment variable COUNTERFOIL_DATA.',
    },
  );
}
