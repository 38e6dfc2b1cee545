import type { Settings } from '../../core/model/settings.ts';
import type { SetupView, StartChoice } from '../../core/model/setup.ts';
import { writtenSettings } from '../config/config.ts';
import { settingsSchema } from '../config/settings-schema.ts';
import type { Books, Store } from './sides.ts';

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
    shop: { ...store.settings, endpoint },
    erp: books.settings,
    orders: { ...before?.orders, from },
  });
}
