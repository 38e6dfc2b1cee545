import type { AgentSnapshot, GoodsTrace, Trace, TraceStep } from '../../../core/contract.ts';
import type { GoodsRow } from '../../../core/model/goods-view.ts';
import { choicesInWords, fieldsInWords, goodsRunsInWords, planInWords } from './goods-lines.ts';
import { bannersInWords, clockTime, detail, problemInWords, rowInWords, runInWords } from './output.ts';

export function statusInWords(snapshot: AgentSnapshot, running: boolean): readonly string[] {
  const { counts, problems, plans, peakLock } = snapshot;
  return [
    snapshot.verdict,
    running
      ? `The agent is running.${snapshot.nextRunAt === undefined ? '' : ` Next sync ${clockTime(snapshot.nextRunAt)}.`}`
      : 'The agent is not running.',
    snapshot.lastRun === undefined ? 'Nothing was synced yet.' : `Last sync: ${runInWords(snapshot.lastRun)}`,
    ...goodsRunsInWords(snapshot.goods),
    `Orders: ${counts.posted} posted, ${counts.parked} waiting for a person, ${counts.conflict} posted but in question, ${counts.skipped} left out, ${counts.pending} under way.`,
    ...(peakLock === undefined ? [] : [`Peak lock until ${peakLock}.`]),
    ...bannersInWords(snapshot.banners),
    ...plans.flatMap(planInWords),
    ...problems.flatMap(card => [
      ``,
      `${card.problem.title} (since ${clockTime(card.since)})`,
      ...problemInWords(card.problem),
      ...choicesInWords(card),
    ]),
  ];
}

const stepsInWords = (steps: readonly TraceStep[]): readonly string[] =>
  steps.flatMap(step => [
    `${String(step.seq).padStart(7)}  ${clockTime(step.at)}  ${step.words}`,
    ...(step.why === undefined ? [] : [`         why: ${step.why}`]),
    ...fieldsInWords(step.fields).map(line => `     ${line}`),
    ...Object.entries(step.details).map(([name, value]) => `         ${detail(name, value)}`),
    ...(step.undoable ? [`         to take it back: counterfoil undo ${step.seq}`] : []),
  ]);

export const traceInWords = ({ row, steps }: Trace): readonly string[] => [rowInWords(row), ...stepsInWords(steps)];

export const goodsTraceInWords = ({ row, problem, steps }: GoodsTrace): readonly string[] => [
  goodsRowInWords(row),
  ...(problem === undefined ? [] : problemInWords(problem)),
  ...stepsInWords(steps),
  ...(steps.length === 0 ? ['Nothing was written: both sides said the same when it was first seen.'] : []),
];

const states: Readonly<Record<GoodsRow['state'], string>> = {
  agreed: 'both sides agree',
  parked: 'needs you',
  conflict: 'both changed',
  pending: 'waiting',
  skipped: 'left out',
};

export const goodsRowInWords = ({ name, state, why }: GoodsRow): string =>
  `${name}: ${states[state]}${why === undefined ? '' : `, ${why}`}`;
