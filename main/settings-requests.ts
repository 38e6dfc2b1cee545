import type { Handlers, RequestName, Stage } from '../core/contract.ts';
import { erpForms } from '../core/erp/registry.ts';
import { SyncError } from '../core/errors.ts';
import { editableOf, type ErpSettings, type Settings, type SettingsView } from '../core/model/settings.ts';
import { instantOf } from '../core/model/time.ts';
import type { ErpGoods } from '../core/goods-ports.ts';
import type { Erp, Shop } from '../core/ports.ts';
import { storeChecks } from '../core/setup/checks.ts';
import { systemClock } from './clock.ts';
import { changeSettings } from './config/config.ts';
import { booksChecks } from './setup/reach.ts';
import { within } from './time-limit.ts';

export type SettingsRequestName = Extract<RequestName, `${'settings' | 'connection' | 'support'}.${string}`>;

/** What is synced now, and how to begin anew with changed settings. */
export type SettingsHost = {
  readonly folder: () => string;
  readonly running: () =>
    | {
        readonly settings: Settings;
        readonly shop: Shop;
        readonly erp: Erp & ErpGoods;
        readonly stage: Exclude<Stage, 'none'>;
      }
    | undefined;
  readonly reopen: () => Promise<void>;
};

/** Loaded when somebody asks: an agent at rest needs none of it. */
const bundle = () => import('./support/bundle.ts');
const live = (): AbortSignal => within(30);

/** What the Settings screen asks for. */
export function settingsRequests({ folder, running, reopen }: SettingsHost): Handlers<SettingsRequestName> {
  const now = () => {
    const found = running();
    if (found === undefined)
      throw new SyncError('rejected', 'not-set-up', 'No shop is connected yet.', {
        nextStep: 'Finish the set-up first.',
      });
    return found;
  };
  return {
    'settings.get': () => viewOf(now().settings),
    async 'settings.save'(change) {
      now();
      await changeSettings(folder(), change);
      await reopen();
    },
    'settings.price-lists': async () => (await now().erp.goodsFeatures(live())).priceLists,
    async 'connection.test'(system) {
      const { shop, erp } = now();
      return system === 'shop'
        ? storeChecks(await shop.info(live()))
        : (await booksChecks(erp, undefined, live())).checks;
    },
    'support.preview': async range => (await bundle()).previewSupport(folder(), range),
    'support.save': async range =>
      (await bundle()).saveSupport(folder(), range, instantOf(systemClock.now()).slice(0, 19).replaceAll(':', '-')),
  };
}

const viewOf = ({ shop, erp, ...rest }: Settings): SettingsView => ({
  ...editableOf(rest),
  shop: { domain: shop.domain, signIn: shop.credentials },
  erp: { name: erpForms.find(({ kind }) => kind === erp.kind)?.name ?? erp.kind, where: whereOf(erp) },
});

const whereOf = (erp: ErpSettings): string => (erp.kind === 'sample' ? erp.folder : `${erp.url}, ${erp.database}`);
