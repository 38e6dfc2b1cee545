import type { Handlers } from '../../core/contract.ts';
import { mappingChoices } from '../../core/agent/mapping-choices.ts';
import { SyncError } from '../../core/errors.ts';
import { isSameGap } from '../../core/model/gap.ts';
import type { Mappings } from '../../core/model/mappings.ts';
import type { Missing } from '../../core/model/problem.ts';
import {
  setupSteps,
  type ErpGiven,
  type FirstDay,
  type SetupStep,
  type StartChoice,
  type StoreGiven,
} from '../../core/model/setup.ts';
import { dayOf, instantOf } from '../../core/model/time.ts';
import { systemClock } from '../clock.ts';
import { readMappings, writeMappings, writeSettings } from '../config/config.ts';
import { digest } from '../digest.ts';
import type { Vault } from '../kept-secrets.ts';
import { openOwnership } from '../ownership-store.ts';
import { within } from '../time-limit.ts';
import { applied, choiceOf, choose, type Choice } from './chosen.ts';
import { chosenNeed } from './chosen-need.ts';
import { readDraft, writeDraft, type Draft } from './draft.ts';
import {
  checkSamePair,
  draftOfSettings,
  isSameErp,
  isSameStore,
  knownShop,
  ownView,
  settingsWith,
} from './own-settings.ts';
import type { Sample, Setup, SetupHost, SetupRequestName } from './ports.ts';
import { reachBooks, reachStore, type Books, type Store } from './reach.ts';
import { openReading } from './reading.ts';
import { readyFor, type Ready } from './ready.ts';
import { filled, setupSecrets } from './secrets.ts';
import { viewOf } from './view.ts';

const notYet = (words: string, nextStep: string): SyncError =>
  new SyncError('rejected', 'setup-incomplete', words, { system: 'agent', nextStep });

const furthest = (a: SetupStep, b: SetupStep): SetupStep => (setupSteps.indexOf(a) < setupSteps.indexOf(b) ? b : a);
const live = (): AbortSignal => within(60);

/** From nothing to the first preview, a step at a time. Nothing is written to either side. */
export async function openSetup(host: SetupHost, vault: Vault, isOpenAtStart: boolean): Promise<Setup> {
  const { ownFolder, changed } = host;
  const secrets = await setupSecrets(ownFolder, vault, process.env);
  let isOpen = isOpenAtStart;
  let known = await knownShop(ownFolder);
  let draft: Draft = await readDraft(ownFolder);
  let store: Store | undefined;
  let books: Books | undefined;
  let sample: Sample | undefined;
  /** Of the made-up shop; the own shop's are in the draft. */
  let sampleChoices: readonly Choice[] = [];
  let base: Mappings = await readMappings(ownFolder);
  /** The shop's, as soon as it is known. */
  let zone: string | undefined;

  const choices = (): readonly Choice[] => (sample === undefined ? draft.chosen : sampleChoices);
  const reading = openReading({
    async ready(signal) {
      const found = await ready(signal);
      ({ zone } = found.connection.shop);
      return found;
    },
    chosen: missing => choiceOf(choices(), missing),
    changed,
    unforeseen: host.unforeseen,
  });

  async function keepPlace(part: Partial<Draft>): Promise<void> {
    draft = { ...draft, ...part };
    await writeDraft(ownFolder, draft);
    changed();
  }

  /** @throws what is missing for its orders */
  async function reachedStore(signal: AbortSignal): Promise<Store> {
    store ??= await reachStore(draft.store, secrets.trying(new Map()), signal);
    if (store.info.refusal !== undefined) throw store.info.refusal;
    return store;
  }

  async function reachedBooks(signal: AbortSignal): Promise<Books> {
    const { kind, fields } = draft.erp;
    if (kind === undefined) throw notYet('No ERP is connected yet.', 'Choose one first.');
    const reached = await reachedStore(signal);
    return (books ??= await reachBooks({ kind, fields }, reached, ownFolder, secrets.trying(new Map()), signal));
  }

  /** Both sides as they were last reached; after a restart they are reached again. */
  async function ready(signal: AbortSignal): Promise<Ready> {
    if (sample !== undefined) {
      const { sides } = sample;
      const mappings = { current: () => applied(sides.mappings.current(), sampleChoices) };
      return readyFor({ ...sides, mappings }, undefined, signal);
    }
    const found = await reachedBooks(signal);
    const reached = await reachedStore(signal);
    base = await readMappings(ownFolder);
    const settings = await settingsWith(ownFolder, { mode: 'live', from: draft.from ?? null }, reached, found);
    const mappings = { current: () => applied(base, draft.chosen) };
    const ownership = await openOwnership(ownFolder);
    const clock = systemClock;
    return readyFor(
      { settings, shop: reached.shop, erp: found.erp, mappings, ownership, clock, digest },
      await ownView(ownFolder, reached, found),
      signal,
    );
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
    for (const secret of fresh.values()) host.hide(secret);
    const reached = await reachStore({ address, signIn }, secrets.trying(fresh), live());
    await leaveSample();
    await reading.forget();
    known = await knownShop(ownFolder);
    store = reached;
    ({ zone } = reached.info);
    await secrets.hold(fresh);
    // A renewed key of the shop that is synced counts at once; another shop's only when that one is started.
    if (known === undefined || (await isSameStore(ownFolder, reached))) await secrets.adopt();
    const isUsable = reached.info.refusal === undefined;
    await keepPlace({ store: { address, signIn }, step: isUsable ? furthest(draft.step, 'erp') : 'store' });
  }

  async function connectErp({ kind, fields, key }: ErpGiven): Promise<void> {
    const fresh = filled([['erp-api-key', key]]);
    for (const secret of fresh.values()) host.hide(secret);
    const trying = secrets.trying(fresh);
    // A catalogue may be large where sample books are made of it.
    const reached = await reachBooks({ kind, fields }, await reachedStore(live()), ownFolder, trying, within(600));
    await leaveSample();
    await reading.forget();
    const isAnother = JSON.stringify([draft.erp.kind, draft.erp.fields]) !== JSON.stringify([kind, fields]);
    books = reached;
    await secrets.hold(fresh);
    if (known === undefined || (await isSameErp(ownFolder, reached))) await secrets.adopt();
    // Another ERP has other codes.
    const chosen = isAnother ? [] : draft.chosen;
    await keepPlace({ erp: { kind, fields: { ...fields } }, chosen, step: furthest(draft.step, 'look') });
  }

  async function leaveSample(): Promise<void> {
    if (sample === undefined) return;
    sample = undefined;
    sampleChoices = [];
    draft = await readDraft(ownFolder);
  }

  async function trySample(): Promise<void> {
    await reading.forget();
    sample = await host.openSample();
    sampleChoices = [];
    reading.preview(() => null);
  }

  async function keepChoice(missing: Missing, code: string | null): Promise<void> {
    if (sample === undefined) await keepPlace({ chosen: [...choose(draft.chosen, missing, code)] });
    else sampleChoices = choose(sampleChoices, missing, code);
  }

  async function match(missing: Missing, code: string | null): Promise<void> {
    const { sides } = await ready(live());
    const before = reading.view().needs.find(need => isSameGap(need.missing, missing));
    const why = code === null ? 'asked for later' : 'as you chose';
    const now = before === undefined ? undefined : await chosenNeed(sides.erp, before, code, why, live());
    await keepChoice(missing, code);
    if (now !== undefined) reading.replace(needs => needs.map(need => (isSameGap(need.missing, missing) ? now : need)));
  }

  /** Where a person has not said which day: as before, else as chosen last, else today. */
  function usualDay(): StartChoice['from'] {
    if (sample !== undefined) return null;
    if (known !== undefined) return known.from;
    return draft.from === undefined ? today() : draft.from;
  }
  const today = (): string | null => dayIn(zone);

  async function start({ mode, from }: StartChoice): Promise<void> {
    reading.stop();
    if (sample !== undefined) {
      const { folder, sides, save } = sample;
      const orders = { ...sides.settings.orders, from };
      await save(applied(sides.mappings.current(), sampleChoices));
      await writeSettings(folder, { ...sides.settings, mode, orders });
      await host.begin('sample');
    } else {
      const reached = await reachedStore(live());
      const found = await reachedBooks(live());
      await checkSamePair(ownFolder, reached, found);
      await secrets.adopt();
      if (draft.chosen.length > 0) await writeMappings(ownFolder, applied(await readMappings(ownFolder), draft.chosen));
      await writeSettings(ownFolder, await settingsWith(ownFolder, { mode, from }, reached, found));
      // What was matched up stands in mappings.json from now on, where a person may change it.
      await keepPlace({ step: 'preview', from, chosen: [] });
      await host.begin('own');
    }
    sample = undefined;
    isOpen = false;
    changed();
  }

  const handlers: Handlers<SetupRequestName> = {
    'setup.open': async () => {
      // What was read the last time may be old.
      if (!isOpen) await reading.forget();
      known = await knownShop(ownFolder);
      draft = (await draftOfSettings(ownFolder, draft)) ?? draft;
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
      reading.look(async needs => {
        for (const { missing, code } of needs) if (code !== undefined) await keepChoice(missing, code);
        if (sample === undefined) await keepPlace({ step: furthest(draft.step, 'match') });
      }),
    'setup.stop': () => reading.stop(),
    'setup.match': match,
    'setup.choices': async (missing, search) =>
      mappingChoices((await ready(live())).sides.erp, missing, search, live()),
    'setup.preview': async (day: FirstDay) => {
      if (sample === undefined) await keepPlace({ step: 'preview', ...(day === 'usual' ? {} : { from: day.since }) });
      reading.preview(() => (day === 'usual' ? usualDay() : day.since));
    },
    'setup.planned': (offset, limit) => reading.planned(offset, limit),
    'setup.start': start,
  };

  return {
    handlers,
    secrets: secrets.live,
    view: () =>
      isOpen || host.stage() === 'none'
        ? viewOf({
            known,
            draft,
            has: secrets.has,
            store,
            books,
            isSample: sample !== undefined,
            today: today(),
            cannotKeep: secrets.cannotKeep(),
            ...reading.view(),
          })
        : undefined,
    close: () => reading.stop(),
  };
}

const dayIn = (zone: string | undefined): string | null =>
  zone === undefined ? null : dayOf(instantOf(systemClock.now()), zone);
