import { firstStock } from '../../../core/flows/export-stock/plan-location.ts';
import { useErp } from '../../../core/flows/export-stock/problems.ts';
import type { AgentSnapshot } from '../../../core/contract.ts';
import type { PlanCard, PreviewRow, PreviewState, UndoLook } from '../../../core/model/goods-view.ts';
import { flowWords } from '../../../core/model/goods-words.ts';
import type { FieldChange } from '../../../core/model/write.ts';
import { clockTime, problemInWords } from './output.ts';

/** As it must be typed: choices and keys hold signs that a shell reads in its own way. */
export const typed = (text: string): string =>
  /^[\w./:#-]+$/.test(text) ? text : `"${text.replaceAll('"', String.raw`\"`)}"`;

export const fieldsInWords = (fields: readonly FieldChange[]): readonly string[] =>
  fields.map(
    ({ field, before, after }) => `    ${field}: ${before === null ? '' : `${String(before)} -> `}${String(after)}`,
  );

/** A location that starts is chosen for; any other plan is let pass. */
const moving = ({ flow, key, problem: { code } }: PlanCard): string =>
  code === firstStock
    ? `Start with the ERP's figures: counterfoil choose ${typed(key.slice(code.length + 1))} ${useErp}`
    : `Write it anyway: counterfoil approve ${flow} ${typed(key)}`;

/** A plan that waits for a person, with the commands that move it. */
export const planInWords = (plan: PlanCard): readonly string[] => [
  '',
  `${flowWords[plan.flow]}: ${plan.problem.title} (since ${clockTime(plan.since)})`,
  ...problemInWords(plan.problem),
  `  See the list: counterfoil sync --preview --flow ${plan.flow}`,
  `  ${moving(plan)}`,
  `  Compare again: counterfoil again ${plan.flow}`,
];

export const choicesInWords = ({ recordId, choices }: AgentSnapshot['problems'][number]): readonly string[] =>
  choices.map(({ choice, words }) => `  ${words}: counterfoil choose ${typed(recordId)} ${typed(choice)}`);

/** How runs of other flows than orders ended. */
export const goodsRunsInWords = (runs: AgentSnapshot['goods']): readonly string[] =>
  runs.map(({ flow, endedAt, words }) => `${flowWords[flow]}: ${clockTime(endedAt)}: ${words}`);

export function previewRowInWords({ record, outcome, words, rule, fields }: PreviewRow): readonly string[] {
  switch (outcome) {
    case 'left-out':
      return [`${record}: left out. ${rule}`];
    case 'wait':
      return [`${record}: not yet. ${rule}`];
    case 'asks':
      return [`${record}: waits for a person. ${words}. ${rule}`];
    case 'held':
      return [`${record}: held. ${words} (${rule})`, ...fieldsInWords(fields)];
    case 'write':
      return [`${record}: ${words} (${rule})`, ...fieldsInWords(fields)];
  }
}

const parts: readonly (readonly [keyof PreviewState['counts'], string])[] = [
  ['write', 'to write'],
  ['wait', 'not yet'],
  ['held', 'held for a person'],
  ['asks', 'waiting for a person'],
  ['left-out', 'left out'],
  ['same', 'the same on both sides'],
];

/** "14 records looked at: 3 to write, 11 the same on both sides." */
export function countsInWords(counts: PreviewState['counts']): string {
  const all = parts.reduce((sum, [name]) => sum + counts[name], 0);
  const told = parts.flatMap(([name, words]) => (counts[name] === 0 ? [] : [`${counts[name]} ${words}`]));
  return `${all} ${all === 1 ? 'record' : 'records'} looked at${told.length === 0 ? '' : `: ${told.join(', ')}`}.`;
}

export const undoInWords = ({ words, fields, stays, refusal }: UndoLook): readonly string[] => [
  words,
  ...(refusal === undefined ? [] : [`  It cannot be taken back: ${refusal}`]),
  ...fieldsInWords(fields),
  ...stays.map(line => `  ${line}`),
];
