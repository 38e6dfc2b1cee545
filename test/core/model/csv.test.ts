import { expect, test } from 'vitest';
import { csvOf } from '../../../core/model/csv.ts';

test('a spreadsheet counts negative numbers, and shows as text what it would run as a formula', () => {
  expect(csvOf([['-4', '-1.50', '=1+1', '-1+1', '@sum', '+44 20']])).toBe(
    "\uFEFF-4,-1.50,'=1+1,'-1+1,'@sum,'+44 20\r\n",
  );
});
