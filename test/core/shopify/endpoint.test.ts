import { describe, expect, test } from 'vitest';
import { shopDomain, shopOrigin } from '../../../core/shopify/endpoint.ts';

test.each([
  'xyz.myshopify.com',
  ' XYZ.myshopify.com/ ',
  'xyz',
  'https://xyz.myshopify.com/admin/orders?x=1',
  'http://xyz.myshopify.com',
  'https://admin.shopify.com/store/xyz',
  'admin.shopify.com/store/xyz/orders/1#top',
])('%s is xyz.myshopify.com', pasted => {
  expect(shopDomain(pasted)).toBe('xyz.myshopify.com');
});

test.each([
  ['', /missing/],
  ['https://www.example.com', /"www.example.com" is not an address of a Shopify store/],
  ['admin.shopify.com', /does not name a store/],
  ['xyz.myshopify.com.evil.example', /is not an address/],
  ['a b', /is not an address/],
])('%s is refused in words', (pasted, words) => {
  expect(() => shopDomain(pasted)).toThrow(words);
});

describe('where requests go', () => {
  test('to the shop over https', () => expect(shopOrigin('xyz', null)).toBe('https://xyz.myshopify.com'));

  test.each([
    ['http://127.0.0.1:4100/', 'http://127.0.0.1:4100'],
    ['http://127.8.9.1:1', 'http://127.8.9.1:1'],
    ['http://localhost:4100', 'http://localhost:4100'],
    ['http://[::1]:4100', 'http://[::1]:4100'],
    ['https://stand-in.example', 'https://stand-in.example'],
  ])('%s is accepted', (endpoint, origin) => expect(shopOrigin('xyz', endpoint)).toBe(origin));

  test.each([
    ['http://192.168.1.4:4100', /not be encrypted/],
    ['http://127.0.0.1.evil.example', /not be encrypted/],
    ['http://localhost.evil.example', /not be encrypted/],
    ['http://xyz.myshopify.com', /not be encrypted/],
    ['ftp://127.0.0.1', /not a web address/],
    ['127.0.0.1:4100', /not a web address/],
    ['https://me:secret@stand-in.example', /user name or password/],
  ])('%s is refused', (endpoint, words) => expect(() => shopOrigin('xyz', endpoint)).toThrow(words));
});
