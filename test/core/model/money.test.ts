import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  allocate,
  compare,
  equals,
  isZero,
  minorDigits,
  money,
  rounded,
  subtract,
  sum,
  times,
} from '../../../core/model/money.ts';

const pence = fc.integer({ min: -1_000_000, max: 1_000_000 }).map(value => money((value / 100).toFixed(2), 'GBP'));

describe('money', () => {
  test('is written in the digits of its currency, and keeps more where there are more', () => {
    expect(money('14.9', 'GBP').amount).toBe('14.90');
    expect(money('4400.0', 'ISK').amount).toBe('4400');
    expect(money('1.2345', 'GBP').amount).toBe('1.2345');
    expect([minorDigits('GBP'), minorDigits('JPY'), minorDigits('KWD')]).toEqual([2, 0, 3]);
  });

  test('is exact where binary floats are not', () => {
    expect(add(money('0.1', 'GBP'), money('0.2', 'GBP')).amount).toBe('0.30');
    expect(times(money('1.005', 'GBP'), 1000).amount).toBe('1005.00');
    expect(rounded(money('2.675', 'GBP')).amount).toBe('2.68');
  });

  test('refuses to mix currencies and to read what is no decimal', () => {
    expect(() => add(money('1', 'GBP'), money('1', 'EUR'))).toThrow(/GBP and EUR/);
    expect(() => money('12,50', 'GBP')).toThrow();
  });

  test('parts add up to the whole, for any weights', () => {
    fc.assert(
      fc.property(pence, fc.array(fc.nat(50), { minLength: 1, maxLength: 12 }), (total, weights) => {
        const parts = allocate(total, weights);
        expect(parts).toHaveLength(weights.length);
        expect(equals(sum(parts, 'GBP'), total)).toBe(true);
      }),
    );
  });

  test('indivisible pennies go one at a time from the first part', () => {
    const parts = (total: string, weights: readonly number[]) =>
      allocate(money(total, 'GBP'), weights).map(part => part.amount);
    expect(parts('5.00', [1, 1, 1])).toEqual(['1.67', '1.67', '1.66']);
    expect(parts('-5.00', [1, 1, 1])).toEqual(['-1.67', '-1.67', '-1.66']);
    expect(parts('0.01', [0, 1])).toEqual(['0.00', '0.01']);
  });

  test('adding and taking away the same leaves nothing', () => {
    fc.assert(
      fc.property(
        pence,
        pence,
        (a, b) => isZero(subtract(subtract(add(a, b), a), b)) && compare(add(a, b), add(b, a)) === 0,
      ),
    );
  });
});
