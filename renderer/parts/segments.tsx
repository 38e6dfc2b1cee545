import { useId } from 'react';

export type Segment<Value extends string> = {
  readonly value: Value;
  readonly words: string;
  /** Cannot be chosen; why stands in text beside it, under `because`. */
  readonly disabled?: boolean;
  /** Means that nothing is done. */
  readonly quiet?: boolean;
};
type Props<Value extends string> = {
  /** What is chosen, for those who hear the page. */
  readonly label: string;
  readonly segments: readonly Segment<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** The id of the text that says why not all can be chosen. */
  readonly because?: string | undefined;
};

/** A choice of a few that is always seen whole: radio buttons side by side, so arrows move between them. */
export function Segments<Value extends string>({ label, segments, value, onChange, because }: Props<Value>) {
  const name = useId();
  return (
    <div className="segments" role="radiogroup" aria-label={label} aria-describedby={because}>
      {segments.map(one => (
        <label key={one.value} className={one.quiet ? 'quiet-segment' : undefined}>
          <input
            type="radio"
            name={name}
            checked={one.value === value}
            disabled={one.disabled}
            onChange={() => onChange(one.value)}
          />
          {one.words}
        </label>
      ))}
    </div>
  );
}
