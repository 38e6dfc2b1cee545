import { useId } from 'react';
import type { Likeness, MappingChoice } from '../../../core/model/mapping-list.ts';
import { Radio } from '../../parts/radio.tsx';

type Props = {
  readonly legend: string;
  readonly choices: readonly MappingChoice[];
  /** Null: nothing yet; undefined: another one. */
  readonly code: string | null | undefined;
  readonly onPick: (code: string | undefined) => void;
  readonly other: string;
};

const likeWords: Readonly<Record<Likeness, string>> = {
  code: 'look-alike code',
  name: 'look-alike name',
  rate: 'same rate',
};

/** What it may be. None of them is chosen until a person does. */
export function LookAlikes({ legend, choices, code, onPick, other }: Props) {
  const group = useId();
  return (
    <fieldset className="look-alikes">
      <legend className="xs dim">{legend}</legend>
      {choices.map(choice => (
        <Radio key={choice.code} group={group} checked={code === choice.code} onPick={() => onPick(choice.code)}>
          <b className="whole">{choice.code}</b> {choice.label !== choice.code && choice.label}{' '}
          {choice.like && <span className="tag">{likeWords[choice.like]}</span>}
        </Radio>
      ))}
      <Radio group={group} checked={code === undefined} onPick={() => onPick(undefined)}>
        Another {other}…
      </Radio>
    </fieldset>
  );
}
