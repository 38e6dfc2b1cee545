import { expect, test } from 'vitest';
import { counted, listed } from '../../../core/model/listed.ts';

const some = (count: number): readonly string[] => ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].slice(0, count);

test('names stand in a sentence, of many the first, and a single one more is named', () => {
  expect([1, 2, 3].map(count => listed(some(count)))).toEqual(['A', 'A and B', 'A, B and C']);
  expect(listed(some(6))).toBe('A, B, C, D, E and F');
  expect(listed(some(8))).toBe('A, B, C, D, E and 3 more');
  expect([3, 4].map(count => listed(some(count), 2))).toEqual(['A, B and C', 'A, B and 2 more']);
  expect(listed([])).toBe('');
});

test('small numbers are words', () => {
  expect([2, 3, 5, 6].map(counted)).toEqual(['Two', 'Three', 'Five', '6']);
});
