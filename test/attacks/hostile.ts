import type { Handlers } from '../../core/contract.ts';

/** Names that a table looked up carelessly would answer to. */
export const hostileNames: readonly string[] = [
  'toString',
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  'then',
  'orders',
  'snapshot ',
  'Snapshot',
  'snapshot\u0000',
  '../snapshot',
  'run.now.toString',
  'x'.repeat(5_000),
];

/** For every request of the contract, arguments that it never takes. */
export const notAsAgreed = (handlers: Handlers): readonly (readonly [name: string, given: readonly unknown[]])[] =>
  Object.keys(handlers).flatMap(name =>
    [
      [[null]],
      [{ 'no such field': [] }],
      [[[[]]]],
      [JSON.parse('{"__proto__":{"polluted":true}}')],
      Array.from({ length: 12 }, () => 'x'),
      ['x'.repeat(20_000)],
    ].map(given => [name, given] as const),
  );
