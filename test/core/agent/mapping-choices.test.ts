import { expect, test } from 'vitest';
import { choicesFor } from '../../../core/agent/mapping.ts';

const tax = (code: string, rate: string | undefined, pricesIncludeTax: boolean) => ({
  code,
  label: code,
  tax: { rate, pricesIncludeTax },
});

test('of the taxes only those of the right kind are offered, the right rate first, another rate by its name', () => {
  const all = [tax('5 incl', '0.05', true), tax('20', '0.2', false), tax('20 incl', '0.2', true)];
  const missing = { kind: 'tax', country: 'GB', rate: '0.2', pricesIncludeTax: true, title: 'VAT' } as const;
  expect(choicesFor(missing, all).map(({ code, label }) => `${code} | ${label}`)).toEqual([
    '20 incl | 20 incl',
    '5 incl | 5 incl: another rate',
  ]);
});

test('what is no tax is offered as it comes', () => {
  const all = [{ code: 'B', label: 'b' }];
  expect(choicesFor({ kind: 'country', country: 'GB' }, all)).toEqual(all);
});
