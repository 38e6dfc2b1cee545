import { inWords } from '../../engine/perform.ts';
import type { PreviewRow, PreviewState } from '../../model/goods-view.ts';
import { instantOf, type Instant } from '../../model/time.ts';
import type { FlowName } from '../../model/write.ts';
import type { Connection } from '../connect.ts';
import type { AgentDeps } from '../ports.ts';
import { previewAll, type PreviewOutcome } from '../preview-all.ts';
import type { GoodsFlow } from './flows.ts';

const noCounts = { write: 0, wait: 0, held: 0, asks: 0, 'left-out': 0, same: 0 } as const;

export type PreviewSides = {
  readonly connected: (signal: AbortSignal) => Promise<Connection>;
  readonly flows: (found: Connection, signal: AbortSignal) => Promise<readonly GoodsFlow[]>;
  /** Why a flow is not there, as a sentence. */
  readonly off: (flow: FlowName) => string | undefined;
  readonly changed: () => void;
};

/** One preview at a time, of a flow or of one record: what it found stays until the next. Nothing is ever sent. */
export function createPreviewDesk(deps: AgentDeps, { connected, flows, off, changed }: PreviewSides) {
  let looking: AbortController | undefined;
  let rows: PreviewRow[] = [];
  let counts: Record<PreviewOutcome, number> = { ...noCounts };
  let at: Instant | undefined;
  let failure: string | undefined;

  async function look(flow: FlowName | 'all', record: string, signal: AbortSignal): Promise<void> {
    const found = await connected(signal);
    const there = await flows(found, signal);
    if (flow !== 'all') failure = off(flow);
    for await (const [outcome, some] of previewAll(deps, deps.journal.view, found, there, { flow, record }, signal)) {
      counts[outcome] += 1;
      rows.push(...some);
    }
  }

  return {
    start(flow: FlowName | 'all', record: string): void {
      looking?.abort();
      const mine = new AbortController();
      looking = mine;
      rows = [];
      counts = { ...noCounts };
      failure = undefined;
      at = undefined;
      changed();
      void look(flow, record.trim(), mine.signal)
        .catch((error: unknown) => {
          if (looking === mine) failure = inWords(error).message;
        })
        .finally(() => {
          if (looking !== mine) return;
          looking = undefined;
          at = instantOf(deps.clock.now());
          changed();
        });
    },
    stop(): void {
      looking?.abort();
      looking = undefined;
      changed();
    },
    state: (): PreviewState => ({ at, isLooking: looking !== undefined, failure, counts: { ...counts } }),
    rows: (offset: number, limit: number) => ({ total: rows.length, rows: rows.slice(offset, offset + limit) }),
  };
}
