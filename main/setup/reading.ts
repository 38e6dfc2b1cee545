import { plannedOf, plannedTotals, type Planned } from '../../core/agent/planned.ts';
import type { Sides } from '../../core/agent/ports.ts';
import { previewOrders } from '../../core/agent/preview.ts';
import type { Missing } from '../../core/model/problem.ts';
import { dayBounds, type Day } from '../../core/model/time.ts';
import type { Need, PlannedRecord, SetupView } from '../../core/model/setup.ts';
import { lookAround } from '../../core/setup/look.ts';
import { background } from './background.ts';
import type { Choice } from './chosen.ts';
import { chosenNeed } from './chosen-need.ts';
import type { Ready } from './ready.ts';

const nothingRead: SetupView['look'] = { state: 'none', words: '', done: 0, total: undefined, checks: [] };
const nothingPlanned: SetupView['preview'] = {
  state: 'none',
  from: undefined,
  done: 0,
  total: undefined,
  totals: undefined,
  words: '',
};

const stoppedWords = 'Stopped before everything was read';
/** Each report goes to every window. */
const reportEvery = 25;

/** What set-up reads while a person looks on: all of it can be stopped and done anew, and none of it writes. */
export function openReading(options: {
  readonly ready: (signal: AbortSignal) => Promise<Ready>;
  /** What a person chose before. */
  readonly chosen: (missing: Missing) => Choice | undefined;
  readonly changed: () => void;
  readonly unforeseen: (error: unknown) => void;
}) {
  const { ready, chosen, changed } = options;
  const work = background(options.unforeseen);
  let look = nothingRead;
  let needs: SetupView['needs'] = [];
  let preview = nothingPlanned;
  let planned: readonly Planned[] = [];

  const looks = (part: Partial<SetupView['look']>): void => {
    look = { ...look, ...part };
    changed();
  };
  const previews = (part: Partial<SetupView['preview']>): void => {
    preview = { ...preview, ...part };
    changed();
  };

  return {
    view: () => ({ look, needs, preview }),
    /** @param found hears what is needed once all is read */
    look(found: (needs: SetupView['needs']) => Promise<void>): void {
      if (preview.state === 'reading') preview = { ...nothingPlanned, from: preview.from };
      looks({ ...nothingRead, state: 'reading', words: 'Signing in' });
      work.begin(
        async signal => {
          const { sides, connection } = await ready(signal);
          const report = {
            progress: (words: string, done: number, total: number | undefined) => looks({ words, done, total }),
            found: (checks: SetupView['look']['checks']) => looks({ checks: [...look.checks, ...checks] }),
          };
          const proposed = await lookAround(sides, connection, report, signal);
          // What a person has chosen before counts more than what would fit.
          const kept: Need[] = [];
          for (const need of proposed) {
            const before = chosen(need.missing);
            kept.push(
              before === undefined || before.code === (need.code ?? null)
                ? need
                : await chosenNeed(sides.erp, need, before.code, 'as chosen before', signal),
            );
          }
          needs = kept;
          await found(needs);
          looks({ state: 'done', words: 'Everything is read' });
        },
        words => looks({ state: 'failed', words }),
      );
    },
    /** @param day hears it once the shop's zone is known */
    preview(day: () => Day | null): void {
      planned = [];
      if (look.state === 'reading') look = { ...look, state: 'stopped', words: stoppedWords };
      previews({ ...nothingPlanned, state: 'reading', from: preview.from, words: 'Reading orders' });
      work.begin(
        async signal => {
          const { sides, connection, view } = await ready(signal);
          const from = day();
          previews({ from });
          const orders = { ...sides.settings.orders, from };
          const since = from === null ? undefined : dayBounds(from, connection.shop.zone).from;
          const total = await sides.shop.countOrdersUpdatedSince(since, signal);
          const wanted: Sides = { ...sides, settings: { ...sides.settings, orders } };
          const all: Planned[] = [];
          for await (const one of previewOrders(wanted, connection, view, undefined, signal)) {
            all.push(plannedOf(one, orders));
            if (all.length % reportEvery === 0) previews({ done: all.length, total: Math.max(total, all.length) });
          }
          planned = all;
          previews({ state: 'done', totals: plannedTotals(all), words: '' });
        },
        words => previews({ state: 'failed', words }),
      );
    },
    planned: (offset: number, limit: number): { readonly total: number; readonly rows: readonly PlannedRecord[] } => ({
      total: planned.length,
      rows: planned.slice(offset, offset + limit).map(({ record }) => record),
    }),
    /** A person has chosen. */
    replace(change: (needs: SetupView['needs']) => SetupView['needs']): void {
      needs = change(needs);
      changed();
    },
    stop(): void {
      work.stop();
      if (look.state === 'reading') looks({ state: 'stopped', words: stoppedWords });
      if (preview.state === 'reading') previews({ ...nothingPlanned, from: preview.from });
    },
    /** Another store or ERP: nothing that was read counts any more. */
    async forget(): Promise<void> {
      work.stop();
      await work.ended();
      look = nothingRead;
      preview = nothingPlanned;
      needs = [];
      planned = [];
    },
  };
}
