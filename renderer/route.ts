import { useSyncExternalStore } from 'react';
import type { OrderState } from '../core/contract.ts';
import type { GoodsStateName } from '../core/model/goods-view.ts';

export type Screen = 'today' | 'problems' | 'history' | 'stock' | 'ownership' | 'mappings' | 'settings' | 'preview';
/** `set-up` fills the window; its id is the step. */
export type Place = Screen | 'set-up';
export type Route = {
  readonly screen: Place;
  readonly id: string | undefined;
  readonly state: OrderState | 'all';
  /** Of which History tells. */
  readonly about: 'orders' | 'goods';
  readonly goodsState: GoodsStateName | 'all';
};

const screens: readonly string[] = [
  'today',
  'problems',
  'history',
  'stock',
  'ownership',
  'mappings',
  'settings',
  'preview',
] satisfies Screen[];
const isPlace = (text: string): text is Place => text === 'set-up' || screens.includes(text);
const states: readonly string[] = ['pending', 'posted', 'parked', 'skipped', 'conflict'] satisfies OrderState[];
const isState = (text: string): text is OrderState => states.includes(text);
const goodsStates: readonly string[] = [
  'pending',
  'agreed',
  'parked',
  'conflict',
  'skipped',
] satisfies GoodsStateName[];
const isGoodsState = (text: string): text is GoodsStateName => goodsStates.includes(text);

/** `#/history/<order id>?state=parked`, `#/history/<goods id>?of=goods`. What it does not know is Today. */
function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [screen = '', id = ''] = path.split('/');
  const asked = new URLSearchParams(query);
  const state = asked.get('state') ?? 'all';
  return {
    screen: isPlace(screen) ? screen : 'today',
    id: id === '' ? undefined : decode(id),
    state: isState(state) ? state : 'all',
    about: asked.get('of') === 'goods' ? 'goods' : 'orders',
    goodsState: isGoodsState(state) ? state : 'all',
  };
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const pathOf = (screen: Place, id: string | undefined): string =>
  `#/${screen}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
export const hrefOf = (screen: Place, id?: string, state: OrderState | 'all' = 'all'): string =>
  `${pathOf(screen, id)}${state === 'all' ? '' : `?state=${state}`}`;
/** The story of a product, a variant or a stock level, or of all of them. */
export const hrefOfGoods = (id?: string, state: GoodsStateName | 'all' = 'all'): string =>
  `${pathOf('history', id)}?of=goods${state === 'all' ? '' : `&state=${state}`}`;
/** The story of the record that a problem is about. */
export const hrefOfRecord = ({ about, recordId }: { readonly about: 'order' | 'goods'; readonly recordId: string }) =>
  about === 'order' ? hrefOf('history', recordId) : hrefOfGoods(recordId);
export const go = (href: string): void => {
  window.location.hash = href;
};

const onHash = (listen: () => void) => {
  window.addEventListener('hashchange', listen);
  return () => window.removeEventListener('hashchange', listen);
};
export const useRoute = (): Route => parseRoute(useSyncExternalStore(onHash, () => window.location.hash));
