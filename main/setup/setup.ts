import type { Handlers, RequestName, Stage } from '../../core/contract.ts';
import type { ErpGiven, SetupView, StoreGiven } from '../../core/model/setup.ts';
import { choiceKindFor, mappingChoices } from '../../core/agent/mapping-choices.ts';
import { withMapping } from '../../core/agent/mapping.ts';
import { SyncError } from '../../core/errors.ts';
import { isSameGap } from '../../core/model/gap.ts';
import type { Missing } from '../../core/model/problem.ts';
import { setupSteps, type SetupStep, type StartChoice } from '../../core/model/setup.ts';
import { standardOwnership } from '../../core/ownership.ts';
import { dayOf, instantOf } from '../../core/model/time.ts';
import type { Erp, SecretName, Secrets } from '../../core/ports.ts';
import { systemClock } from '../clock.ts';
import { readMappings, writeMappings, writeSettings } from '../config/config.ts';
import { keepSecrets, keptNames, keptSecrets, type Vault } from '../kept-secrets.ts';
import { knownShop, settingsWith } from './own-settings.ts';
import { readDraft, writeDraft, type Draft } from './draft.ts';
import { openReading, type Ready } from './reading.ts';
import { viewOf } from './view.ts';
import { connection, digest, reachBooks, reachStore, secretsOver, type Books, type Store } from './sides.ts';

export type SetupRequestName = Extract<RequestName, `setup.${string}`>;

/** What set-up needs of what surrounds it. */
export type SetupHost = {
  readonly stage: () => Stage;
  /** Where a real shop's settings belong. */
  readonly ownFolder: string;
  /** The made-up shop from its beginning, open and not yet synced. */
  readonly openSample: () => Promise<{ readonly folder: string; readonly sides: Ready['sides'] }>;
  /** Syncs that shop from now on. */
  readonly begin: (stage: Exclude<Stage, 'none'>) => Promise<void>;
  readonly changed: () => void;
  readonly unforeseen: (error: unknown) => void;
};

export type Setup = {
  readonly handlers: Handlers<SetupRequestName>;
  /** Those of the own shop, as typed last or kept: a key that is renewed counts at once. */
  readonly secrets: Secrets;
  view(): SetupView | undefined;
  /** Ends what is being read. */
  close(): void;
};

const notYet = (words: string, nextStep: string): SyncError =>
  new SyncError('rejected', 'setup-incomplete', words, { system: 'agent', nextStep });

const furthest = (a: SetupStep, b: SetupStep): SetupStep => (setupSteps.indexOf(a) < setupSteps.indexOf(b) ? b : a);
const live = (): AbortSignal => AbortSignal.timeout(60_000);

/** From nothing to the first preview, a step at a time. Nothing is written to either side. */
export async function openSetup(host: SetupHost, vault: Vault, isOpenAtStart: boolean): Promise<Setup> {
  const { ownFolder, changed } = host;
  const kept = keptSecrets(ownFolder, vault);
  const typed = new Map<SecretName, string>();
  const secrets = secretsOver(typed, kept);
  let isOpen = isOpenAtStart;
  let known = await knownShop(ownFolder);
  let draft: Draft = await readDraft(ownFolder);
  let mappings = draft.mappings;
  let store: Store | undefined;
  let books: Books | undefined;
  let sample: { readonly folder: string; readonly sides: Ready['sides'] } | undefined;
  let keptNow: ReadonlySet<SecretName> = await keptNames(ownFolder).catch(() => new Set<SecretName>());
  let cannotKeep: string | undefined;
  /** The shop's, as soon as it is known. */
  let zone: string | undefined;

  const reading = openReading({
    async ready(signal) {
      const found = await ready(signal);
      ({ zone } = found.connection.shop);
      return found;
    },
    mappings: () => sample?.sides.mappings.current() ?? mappings,
    changed,
    unforeseen: host.unforeseen,
  });

  async function keepPlace(part: Partial<Draft>): Promise<void> {
    draft = { ...draft, ...part, mappings };
    await writeDraft(ownFolder, draft);
    changed();
  }

  /** @throws what is missing for its orders */
  async function reachedStore(signal: AbortSignal): Promise<Store> {
    store ??= await reachStore(draft.store, secrets, signal);
    if (store.info.refusal !== undefined) throw store.info.refusal;
    return store;
  }

  /** Both sides as they were last reached; after a restart they are reached again. */
  async function ready(signal: AbortSignal): Promise<Ready> {
    if (sample !== undefined) return { sides: sample.sides, connection: await connection(sample.sides, signal) };
    const reached = await reachedStore(signal);
    if (draft.erp.kind === undefined) throw notYet('No ERP is connected yet.', 'Choose one first.');
    books ??= await reachBooks({ ...draft.erp, kind: draft.erp.kind }, reached, ownFolder, secrets, signal);
    const settings = await settingsWith(ownFolder, { mode: 'live', from: draft.from ?? null }, reached, books);
    const sides = {
      settings,
      shop: reached.shop,
      erp: books.erp,
      clock: systemClock,
      digest,
      mappings: { current: () => mappings },
      ownership: { current: () => standardOwnership },
    };
    return { sides, connection: { shop: reached.info, erp: books.info, atMs: systemClock.now() } };
  }

  const has = (name: SecretName): boolean => typed.has(name) || keptNow.has(name);
  const today = (): string | null => (zone === undefined ? null : dayOf(instantOf(systemClock.now()), zone));

  /** Only what works is kept, sealed. Where nothing can be sealed it lasts as long as this start. */
  async function keep(given: ReadonlyMap<SecretName, string>): Promise<void> {
    for (const [name, value] of given) typed.set(name, value);
    if (given.size === 0) return;
    cannotKeep = await vault.refusal();
    if (cannotKeep !== undefined) return;
    await keepSecrets(ownFolder, vault, given);
    keptNow = await keptNames(ownFolder);
  }

  async function connectStore(given: StoreGiven): Promise<void> {
    const { address, signIn, token, clientId, clientSecret } = given;
    const fresh = filled(
      signIn === 'admin-token'
        ? [['shop-token', token]]
        : [
            ['shop-client-id', clientId],
            ['shop-client-secret', clientSecret],
          ],
    );
    const reached = await reachStore({ address, signIn }, secretsOver(fresh, secrets), live());
    await leaveSample();
    await reading.forget();
    store = reached;
    ({ zone } = reached.info);
    await keep(fresh);
    const isUsable = reached.info.refusal === undefined;
    await keepPlace({ store: { address, signIn }, step: isUsable ? furthest(draft.step, 'erp') : 'store' });
  }

  async function connectErp({ kind, fields, key }: ErpGiven): Promise<void> {
    const fresh = filled([['erp-api-key', key]]);
    const reached = await reachBooks(
      { kind, fields },
      await reachedStore(live()),
      ownFolder,
      secretsOver(fresh, secrets),
      live(),
    );
    await leaveSample();
    await reading.forget();
    books = reached;
    await keep(fresh);
    await keepPlace({ erp: { kind, fields: { ...fields } }, step: furthest(draft.step, 'look') });
  }

  async function leaveSample(): Promise<void> {
    if (sample === undefined) return;
    sample = undefined;
    draft = await readDraft(ownFolder);
  }

  async function trySample(): Promise<void> {
    if (host.stage() === 'own')
      throw notYet(
        'Your own store is connected.',
        'The made-up shop would stop its syncing. Start it with npm start -- --sample.',
      );
    await reading.forget();
    sample = await host.openSample();
    reading.preview(null);
    changed();
  }

  async function match(missing: Missing, code: string | null): Promise<void> {
    const { sides } = await ready(live());
    const label = code === null ? undefined : await labelOf(sides.erp, missing, code);
    reading.replace(needs =>
      needs.map(need =>
        isSameGap(need.missing, missing)
          ? { ...need, code: code ?? undefined, label, why: code === null ? 'asked for later' : 'as you chose' }
          : need,
      ),
    );
    await keepMatched();
  }

  /** On top of what stands in mappings.json, which a person may have written. */
  async function keepMatched(): Promise<void> {
    const base = await readMappings(ownFolder);
    mappings = reading
      .view()
      .needs.reduce((all, { missing, code }) => (code === undefined ? all : withMapping(all, missing, code)), base);
    if (sample === undefined) await keepPlace({});
  }

  async function start(choice: StartChoice): Promise<void> {
    reading.stop();
    if (sample !== undefined) {
      const { folder, sides } = sample;
      const orders = { ...sides.settings.orders, from: choice.from };
      await writeSettings(folder, { ...sides.settings, mode: choice.mode, orders });
      await host.begin('sample');
    } else {
      const { sides } = await ready(live());
      if (store === undefined || books === undefined)
        throw notYet('Not everything is connected yet.', 'Go back to the step that is open.');
      await writeMappings(ownFolder, sides.mappings.current());
      await writeSettings(ownFolder, await settingsWith(ownFolder, choice, store, books));
      await keepPlace({ step: 'preview', from: choice.from });
      await host.begin('own');
    }
    sample = undefined;
    isOpen = false;
    changed();
  }

  const handlers: Handlers<SetupRequestName> = {
    'setup.open': async () => {
      known = await knownShop(ownFolder);
      isOpen = true;
      changed();
    },
    'setup.leave': () => {
      reading.stop();
      isOpen = false;
      changed();
    },
    'setup.sample': trySample,
    'setup.store': connectStore,
    'setup.erp': connectErp,
    'setup.look': () =>
      reading.look(async () => {
        await keepMatched();
        if (sample === undefined) await keepPlace({ step: furthest(draft.step, 'match') });
      }),
    'setup.stop': () => reading.stop(),
    'setup.match': match,
    'setup.choices': async (missing, search) =>
      mappingChoices((await ready(live())).sides.erp, missing, search, live()),
    'setup.preview': async from => {
      if (sample === undefined) await keepPlace({ step: 'preview', from });
      reading.preview(from);
    },
    'setup.planned': (offset, limit) => reading.planned(offset, limit),
    'setup.start': start,
  };

  return {
    handlers,
    secrets,
    view: () =>
      isOpen || host.stage() === 'none'
        ? viewOf({
            known,
            draft,
            has,
            store,
            books,
            isSample: sample !== undefined,
            today: today(),
            cannotKeep,
            ...reading.view(),
          })
        : undefined,
    close: () => reading.stop(),
  };
}

const filled = (typed: readonly (readonly [SecretName, string])[]): ReadonlyMap<SecretName, string> =>
  new Map(typed.map(([name, value]) => [name, value.trim()] as const).filter(([, value]) => value !== ''));

async function labelOf(erp: Erp, missing: Missing, code: string): Promise<string | undefined> {
  const found = await erp.choices(choiceKindFor(missing), code, live());
  return found.find(choice => choice.code === code)?.label;
}
