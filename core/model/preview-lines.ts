import type { PreviewRow } from './goods-view.ts';
import { fateWords, flowWords } from './goods-words.ts';
import type { FieldValue } from './write.ts';

/** A preview as the rows of a table under their head: one line a field; a record without one says why in its rule. */
export function previewLines(rows: readonly PreviewRow[]): readonly (readonly string[])[] {
  const head = ['Flow', 'Record', 'Outcome', 'What', 'Field', 'Before', 'After', 'Rule'];
  const lines = rows.flatMap(({ flow, record, outcome, words, rule, fields }) => {
    const start = [flowWords[flow], record, fateWords[outcome], words];
    return fields.length === 0
      ? [[...start, '', '', '', rule]]
      : fields.map(({ field, before, after }) => [...start, field, text(before), text(after), rule]);
  });
  return [head, ...lines];
}

const text = (value: FieldValue): string => (value === null ? '' : String(value));
