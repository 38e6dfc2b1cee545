import { useSyncExternalStore } from 'react';
import type { OrderState } from '../core/contract.ts';

export type Screen = 'today' | 'problems' | 'history' | 'mappings' | 'settings';
/** `set-up` fills the window; its id is the step. */
export type Place = Screen | 'set-up';
export type Route = { readonly screen: Place; readonly id: string | undefined; readonly state: OrderState | 'all' };

const screens: readonly string[] = ['today', 'problems', 'history', 'mappings', 'settings'] satisfies Screen[];
const isPlace = (text: string): text is Place => text === 'set-up' || screens.includes(text);
const states: readonly string[] = ['pending', 'posted', 'parked', 'skipped', 'conflict'] satisfies OrderState[];
const isState = (text: string): text is OrderState => states.includes(text);

/** `#/history/<order id>?state=parked`. What it does not know is Today. */
function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [screen = '', id = ''] = path.split('/');
  const state = new URLSearchParams(query).get('state') ?? 'all';
  return {
    screen: isPlace(screen) ? screen : 'today',
    id: id === '' ? undefined : decode(id),
    state: isState(state) ? state : 'all',
  };
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export const hrefOf = (screen: Place, id?: string, state: OrderState | 'all' = 'all'): string =>
  `#/${screen}${id === undefined ? '' : `/${encodeURIComponent(id)}`}${state === 'all' ? '' : `?state=${state}`}`;
export const go = (href: string): void => {
  window.location.hash = href;
};

const onHash = (listen: () => void) => {
  window.addEventListener('hashchange', listen);
  return () => window.removeEventListener('hashchange', listen);
};
export const useRoute = (): Route => parseRoute(useSyncExternalStore(onHash, () => window.location.hash));
