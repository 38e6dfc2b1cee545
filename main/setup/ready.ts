import { connect, type Connection } from '../../core/agent/connect.ts';
import type { Sides } from '../../core/agent/ports.ts';
import { emptyFold } from '../../core/journal/fold.ts';
import type { JournalView } from '../../core/journal/view.ts';
import type { Catalogue } from '../../core/ports.ts';

/** Both sides, reached, with the mappings as they stand in set-up. */
export type Ready = {
  readonly sides: Sides & { readonly shop: Catalogue };
  readonly connection: Connection;
  /** What has been synced already. */
  readonly view: JournalView;
};

/** @param view what this folder has synced of them; undefined: nothing yet */
export const readyFor = async (
  sides: Ready['sides'],
  view: JournalView | undefined,
  signal: AbortSignal,
): Promise<Ready> => ({
  sides,
  connection: await connect(sides.shop, sides.erp, sides.clock.now(), signal),
  view: view ?? emptyFold(),
});
