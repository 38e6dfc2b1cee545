import type { OwnershipPreset, OwnershipView } from '../../../core/model/ownership-view.ts';
import { plural } from '../../format.ts';
import { Ask } from '../../parts/ask.tsx';
import { ruleWords } from './rule-words.ts';

type Props = {
  readonly preset: OwnershipPreset;
  readonly view: OwnershipView;
  readonly onYes: () => void;
  readonly onNo: () => void;
};

/** What a preset means, and each field that it would change; nothing counts before it is saved. */
export function Preset({ preset: { name, means, changes }, view, onYes, onNo }: Props) {
  const rows = view.domains.flatMap(domain => domain.rows);
  return (
    <Ask
      title={name}
      yes={changes.length === 0 ? 'It is in force' : `Fill in ${plural(changes.length, 'change')}`}
      no="Leave it as it is"
      className="ask-wide"
      able={changes.length > 0}
      onYes={onYes}
      onNo={onNo}
    >
      <p>{means}</p>
      <p className="mut">
        {changes.length === 0
          ? 'Every field has the owner and the rule of this preset.'
          : 'Who looks after a field stays. Nothing counts before you have seen what follows and saved it.'}
      </p>
      {changes.length > 0 && (
        <div className="long-table" tabIndex={0} role="group" aria-label="What it changes">
          <table className="before-after">
            <thead>
              <tr>
                <th scope="col">Field</th>
                <th scope="col">Now</th>
                <th scope="col">Would be</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ field, rule }) => {
                const row = rows.find(one => one.field === field);
                return (
                  row && (
                    <tr key={field}>
                      <th scope="row">{row.label}</th>
                      <td>{ruleWords(row, row)}</td>
                      <td className="after">{ruleWords(row, rule)}</td>
                    </tr>
                  )
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Ask>
  );
}
