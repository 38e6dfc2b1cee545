import { expect, test } from 'vitest';
import { createCosts, type Costs } from '../../../core/shopify/costs.ts';
import { ordersUpdated } from '../../../core/shopify/operations.ts';

const at = (first: number) => ({ first, after: null, query: null });
const linear = (first: number) => 2 + first * 170;
const size = (costs: Costs, bucket = 2000) => costs.pageSize(ordersUpdated, at, bucket);

test('the first page, before anything was measured, is small; then as large as fits', () => {
  const costs = createCosts();
  expect(size(costs)).toBe(50);
  costs.learn(ordersUpdated, at(50), ordersUpdated.cost(at(50)));
  expect(size(costs)).toBe(250);
});

test('a smaller bucket means smaller pages, down to one', () => {
  const costs = createCosts();
  costs.learn(ordersUpdated, at(50), ordersUpdated.cost(at(50)));
  const cost = ordersUpdated.cost(at(size(costs, 300)));
  expect(cost).toBeLessThanOrEqual(300);
  expect(size(costs, 10)).toBe(1);
});

test('the worst measured cost counts, not the last', () => {
  const costs = createCosts();
  costs.learn(ordersUpdated, at(50), 2 * ordersUpdated.cost(at(50)));
  costs.learn(ordersUpdated, at(10), ordersUpdated.cost(at(10)));
  expect(costs.expected(ordersUpdated, at(10))).toBe(2 * ordersUpdated.cost(at(10)));
});

test('a server that counts in proportion to the page is never sent one too expensive query twice, and is read to the end', () => {
  const costs = createCosts();
  const refused: number[] = [];
  const accepted: number[] = [];
  for (let request = 0; request < 40; request += 1) {
    const first = size(costs);
    if (linear(first) > 1000) {
      refused.push(first);
      costs.refuse(ordersUpdated, at(first), linear(first));
    } else {
      accepted.push(first);
      costs.learn(ordersUpdated, at(first), linear(first));
    }
  }
  expect(new Set(refused).size).toBe(refused.length);
  expect(refused.length).toBeLessThanOrEqual(2);
  expect(accepted.at(-1)).toBe(5);
});

test('refused without saying by how much, a page is halved; a page of one cannot shrink', () => {
  const costs = createCosts();
  costs.refuse(ordersUpdated, at(50), undefined);
  expect(size(costs)).toBe(25);
  for (let request = 0; request < 8; request += 1) costs.refuse(ordersUpdated, at(size(costs)), undefined);
  expect(size(costs)).toBe(1);
});
