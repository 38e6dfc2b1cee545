import { goodsStates } from './goods-states.ts';
import { mappingsStates } from './mappings-states.ts';
import { ownershipStates } from './ownership-states.ts';
import { mainStates, type ScreenState } from './screen-states.ts';
import { setUpStates } from './set-up-states.ts';

/** Every screen in every state. */
export const allStates: readonly ScreenState[] = [
  ...mainStates,
  ...goodsStates,
  ...ownershipStates,
  ...mappingsStates,
  ...setUpStates,
];
