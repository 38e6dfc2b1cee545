import type { FieldChange, FieldValue } from '../../core/model/write.ts';
import { count } from '../format.ts';

/** A fingerprint stands where a personal value would. */
const isPrivate = (value: FieldValue) => typeof value === 'string' && /^~[0-9a-f]+$/.test(value);

function Value({ value, kept }: { value: FieldValue; kept: 'before' | 'after' }) {
  if (value === null || value === '') return <span className="dim">none</span>;
  if (isPrivate(value))
    return (
      <span className="dim">
        personal, not kept <code>{value}</code>
      </span>
    );
  const words = typeof value === 'boolean' ? (value ? 'yes' : 'no') : typeof value === 'number' ? count(value) : value;
  return <span className={kept}>{words.replace(/^-(?=\d)/, '\u2212')}</span>;
}

/** What was there, and what is there now, field by field. */
export function BeforeAfter({ fields }: { fields: readonly FieldChange[] }) {
  return (
    <table className="before-after">
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            <td>
              <Value value={before} kept="before" />
            </td>
            <td>
              <Value value={after} kept="after" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
