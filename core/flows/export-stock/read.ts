import type { Compared, Scope } from '../../engine/comparison.ts';
import { SyncError } from '../../errors.ts';
import { instantOf } from '../../model/time.ts';
import { agreedFrom } from './agreed.ts';
import { demandStock, pairsOf, readAll, readSome, type BothSides } from './both-sides.ts';
import { inScope } from './in-scope.ts';
import { asKnown, knownFrom, type Known } from './known.ts';
import { lackingAt } from './lacking.ts';
import { readOnTheWay } from './on-the-way.ts';
import { isLevelId, levelName, noUnits, type LevelPair, type StockPair } from './pair.ts';
import { placesOf, toldOf, type Place, type Told } from './places.ts';
import type { StockSides } from './sides.ts';

/** Of what has no time of its own, so that it never moves a cursor. */
const never = instantOf(0);

/**
 * Both sides, fresh: the ERP's stock, then Shopify's levels, then the orders on their way. What was asked for
 * comes first, then what belongs to it, and each location. Asking for a location by id asks for all of its levels, and where very much
 * has changed, all is read.
 */
export async function readStock(
  sides: StockSides,
  scope: Scope,
  signal: AbortSignal,
): Promise<readonly Compared<StockPair>[]> {
  const { shop, erp, policy } = sides;
  const features = await erp.goodsFeatures(signal);
  if (!features.stock) throw withoutStock(policy.erp);
  const places = placesOf(await shop.locations(signal), policy);
  const told = toldOf(places);
  const known = knownFrom(policy.states());
  const before = policy.orders();
  const asked = new Set(scope.kind === 'only' ? scope.ids : []);
  const { both, readsAll } = await readSides(sides, told, known, scope, signal);
  demandStock(both, ({ id }) => readsAll || known.stateOf(id)?.agreed !== undefined, policy.erp);
  const hasLevels = both.levels.length > 0;
  const onTheWay = hasLevels ? await readOnTheWay(shop, before, policy.orders(), signal) : () => noUnits;
  const all = pairsOf(both, told, known, onTheWay, policy);
  const levels = scope.kind === 'only' && readsAll ? all.filter(({ level }) => isAsked(level, asked)) : all;
  const isWhole = (locationId: string): boolean => (scope.kind === 'only' ? asked.has(locationId) : readsAll);
  const isOther = ({ level }: LevelPair): number => (asked.has(level.id) ? 0 : 1);
  return [
    ...levels.toSorted((a, b) => isOther(a) - isOther(b)).map(one => levelPair(one, known)),
    ...goneOf(scope.kind === 'changed' && readsAll ? { kind: 'all' } : scope, both, told, known),
    ...places.map(place => locationPair(place, isWhole(place.location.id) ? all : undefined)),
  ];
}

const withoutStock = (erp: string): SyncError =>
  new SyncError('rejected', 'erp-without-stock', `${erp} does not tell its stock, so none is written.`, {
    system: 'erp',
    nextStep: `Say in the ownership matrix that nobody owns the units on hand, or switch stock on in ${erp}.`,
  });

type Read = { readonly both: BothSides; readonly readsAll: boolean };

/** All of both sides where that was asked for, of a location too, or where so much has changed that it costs less. */
async function readSides(
  sides: StockSides,
  told: Told,
  known: Known,
  scope: Scope,
  signal: AbortSignal,
): Promise<Read> {
  const reading = { ...sides, told };
  const asksForAll = scope.kind === 'all' || (scope.kind === 'only' && scope.ids.some(id => told.has(id)));
  if (told.size === 0) return { both: { items: [], levels: [] }, readsAll: asksForAll };
  const some = asksForAll ? undefined : await inScope(sides, told, known, scope, signal);
  if (some === undefined) return { both: await readAll(reading, signal), readsAll: true };
  return { both: await readSome(reading, some.itemIds, some.skus, known, signal), readsAll: false };
}

const isAsked = ({ id, locationId }: LevelPair['level'], asked: ReadonlySet<string>): boolean =>
  asked.has(id) || asked.has(locationId);

function levelPair(record: LevelPair, { stateOf }: Known): Compared<StockPair> {
  const { id, sku, title, updatedAt } = record.level;
  const name = asKnown(levelName(sku, title, record.location), stateOf(id)?.name);
  return { ref: { id, name }, updatedAt, record };
}

function locationPair(place: Place, all: readonly LevelPair[] | undefined): Compared<StockPair> {
  const { location, warehouse } = place;
  const { id, name } = location;
  const whole =
    all === undefined || warehouse === undefined
      ? undefined
      : {
          levels: all.filter(({ level }) => level.locationId === id),
          lacking: lackingAt(id, warehouse, all),
        };
  return { ref: { id, name }, updatedAt: never, record: { kind: 'location', ...place, whole } };
}

/** Levels that were compared before, or are asked for, and that Shopify does not have any more. Each is told once. */
function goneOf(scope: Scope, { levels }: BothSides, told: Told, known: Known): readonly Compared<StockPair>[] {
  const there = new Set(levels.map(({ id }) => id));
  const asked = scope.kind === 'all' ? known.levels : scopeIds(scope).flatMap(id => known.stateOf(id) ?? []);
  const gone = asked.filter(({ id, agreed, state, cause }) => {
    const at = agreedFrom(agreed)?.locationId;
    const wasTold = scope.kind === 'all' && state === 'skipped' && cause === 'level-gone';
    return !there.has(id) && !wasTold && (at === undefined ? scope.kind !== 'all' : told.has(at));
  });
  return gone.map(({ id, name }) => ({ ref: { id, name }, updatedAt: never, record: { kind: 'gone' } }));
}

const scopeIds = (scope: Exclude<Scope, { kind: 'all' }>): readonly string[] =>
  (scope.kind === 'only' ? scope.ids : scope.also).filter(isLevelId);
