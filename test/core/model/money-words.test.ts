import { expect, test } from 'vitest';
import { money } from '../../../core/model/money.ts';
import { moneyInWords } from '../../../core/model/money-words.ts';

test.each([
  ['1486.2', 'GBP', '£1,486.20'],
  ['0', 'GBP', '£0.00'],
  ['-14', 'GBP', '\u2212£14.00'],
  ['12', 'EUR', 'EUR 12.00'],
  ['-12.5', 'EUR', '\u2212EUR 12.50'],
  ['1200', 'JPY', 'JPY 1,200'],
  ['9007199254740993.01', 'GBP', '£9,007,199,254,740,993.01'],
  ['0.005', 'GBP', '£0.005'],
])('%s %s in a shop that sells in pounds', (amount, currency, words) => {
  expect(moneyInWords(money(amount, currency), 'GBP')).toBe(words);
});

test('without a shop to compare with, every currency says its code', () => {
  expect(moneyInWords(money('12', 'GBP'), undefined)).toBe('GBP 12.00');
});
