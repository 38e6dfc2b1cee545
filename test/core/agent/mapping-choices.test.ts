import { expect, test } from 'vitest';
import { mappingChoices } from '../../../core/agent/mapping-choices.ts';
import type { Missing } from '../../../core/model/problem.ts';
import { mostChoices, type Choice } from '../../../core/ports.ts';

const tax = (code: string, rate: string | undefined, pricesIncludeTax: boolean): Choice => ({
  code,
  label: code,
  tax: { rate, pricesIncludeTax },
});
const fig: Missing = { kind: 'item', sku: 'CDL-FIG-220', title: 'Fig candle, 220 g' };
const item = (code: string, label = code): Choice => ({ code, label });

/** Asks an ERP that holds these; `asked`: what it was searched for. */
async function choose(all: readonly Choice[], missing: Missing, search = '') {
  const asked: string[] = [];
  const choices = async (_kind: string, words: string): Promise<readonly Choice[]> => {
    asked.push(words);
    return all.filter(({ code, label }) => `${code} ${label}`.includes(words)).slice(0, mostChoices);
  };
  return { asked, found: await mappingChoices({ choices }, missing, search, new AbortController().signal) };
}

test('of the taxes only those of the right kind are offered, the right rate first, another rate by its name', async () => {
  const all = [tax('5 incl', '0.05', true), tax('20', '0.2', false), tax('20 incl', '0.2', true)];
  const missing = { kind: 'tax', country: 'GB', rate: '0.2', pricesIncludeTax: true, title: 'VAT' } as const;
  const { found } = await choose(all, missing);
  expect(found.map(({ code, label, like }) => `${code} | ${label} | ${like}`)).toEqual([
    '20 incl | 20 incl | rate',
    '5 incl | 5 incl: another rate | undefined',
  ]);
});

test('look-alikes of a SKU or of a name come first and say why, the rest as the ERP gives it', async () => {
  const all = [item('MUG-1', 'Slate mug'), item('X-99', 'Fig candle 220g'), item('CDL-FIG-200', 'Fig candle, small')];
  const { found } = await choose([...all, item('APRON', 'Apron')], fig);
  expect(found.map(({ code, like }) => [code, like])).toEqual([
    ['X-99', 'name'],
    ['CDL-FIG-200', 'code'],
    ['MUG-1', undefined],
    ['APRON', undefined],
  ]);
});

test('a look-alike is found too where the ERP has more than it tells at once', async () => {
  const many = Array.from({ length: mostChoices + 5 }, (_, at) => item(`A-${at}`));
  const { found, asked } = await choose([...many, item('CANDLE-FIG-220', 'Scented')], fig);
  expect(found[0]).toMatchObject({ code: 'CANDLE-FIG-220', like: 'code' });
  expect(asked).toEqual(['', 'CDL', 'FIG', 'candle']);
});

test('a search keeps the ERP’s order', async () => {
  const { found, asked } = await choose([item('B-FIG'), item('CDL-FIG-220')], fig, 'FIG');
  expect(found.map(({ code }) => code)).toEqual(['B-FIG', 'CDL-FIG-220']);
  expect(asked).toEqual(['FIG']);
});
