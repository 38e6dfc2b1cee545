import { goodsStates } from './goods-states.ts';
import { mappingsStates } from './mappings-states.ts';
import { orderStates } from './order-states.ts';
import { ownershipStates } from './ownership-states.ts';
import type { ScreenState } from './screen-states.ts';
import { setUpStates } from './set-up-states.ts';
import { todayStates } from './today-states.ts';

/** Every screen in every state. */
export const allStates: readonly ScreenState[] = [
  ...todayStates,
  ...orderStates,
  ...goodsStates,
  ...ownershipStates,
  ...mappingsStates,
  ...setUpStates,
];
