import type { FieldChange, FieldValue } from '../../core/model/write.ts';
import { useAgent } from '../agent.tsx';
import { Names } from './names.tsx';
import { moneyInWords } from '../../core/model/money-words.ts';
import { calendarDay, count } from '../format.ts';

/** A fingerprint stands where a personal value would. */
const isPrivate = (value: FieldValue) => typeof value === 'string' && /^~[0-9a-f]+$/.test(value);

type ValueProps = {
  readonly value: FieldValue;
  readonly kept: 'before' | 'after';
  readonly words: (text: string) => string;
};

/** One side of a change. */
export function ChangedValue({ value, kept, words }: ValueProps) {
  if (value === null || value === '') return <span className="dim">none</span>;
  if (isPrivate(value))
    return (
      <span className="dim">
        personal, not kept <code>{value}</code>
      </span>
    );
  if (typeof value === 'boolean') return <span className={kept}>{value ? 'yes' : 'no'}</span>;
  return <span className={kept}>{typeof value === 'number' ? count(value) : <Names text={words(value)} />}</span>;
}

/** Amounts in the currency that the same change names, days as people write them, anything else as it is. */
export function useValueWords(fields: readonly FieldChange[], home: string | undefined): (text: string) => string {
  const shopCurrency = useAgent().snapshot?.shop?.currency ?? home;
  const currency = fields.find(({ field }) => field === 'currency')?.after;
  return text => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return calendarDay(text);
    return typeof currency === 'string' && text.includes('.')
      ? moneyInWords({ amount: text, currency }, shopCurrency)
      : text;
  };
}

/**
 * What was there, and what is there now, field by field.
 * @param home the shop's currency, where no shop is synced yet
 */
export function BeforeAfter({ fields, home }: { fields: readonly FieldChange[]; home?: string | undefined }) {
  const words = useValueWords(fields, home);
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
            <th scope="row" className="field">
              {field}
            </th>
            <td>
              <ChangedValue value={before} kept="before" words={words} />
            </td>
            <td>
              <ChangedValue value={after} kept="after" words={words} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
