import { expect, test } from 'vitest';
import { breaches, cycle } from './house/layers.ts';
import { parse, sources } from './house/tree.ts';

const tree = sources(['core', 'main', 'renderer']);
const planted = (file: string, text: string): readonly string[] => breaches([parse(file, text)]);

test('every import points the allowed way, and only the edges know time, chance and the ERPs by name', () => {
  expect(tree.length).toBeGreaterThan(50);
  expect(breaches(tree)).toEqual([]);
});

test('nothing imports itself, however far around', () => {
  expect(cycle(tree)).toBeUndefined();
});

test.each([
  ['core/model/x.ts', "import type { Erp } from '../ports.ts';", 'core/model/x.ts -> core/ports.ts'],
  ['core/model/x.ts', "import { readFile } from 'node:fs';", 'core/model/x.ts -> node:fs'],
  ['core/contract.ts', "import { z } from 'zod';", 'core/contract.ts -> zod'],
  ['core/errors.ts', "export type { Log } from './ports.ts';", 'core/errors.ts -> core/ports.ts'],
  ['core/flows/x.ts', "import { app } from 'electron';", 'core/flows/x.ts -> electron'],
  ['core/flows/x.ts', "import { openShop } from '../shopify/shop.ts';", 'core/flows/x.ts -> core/shopify/shop.ts'],
  ['core/engine/x.ts', "const m = await import('../erp/registry.ts');", 'core/engine/x.ts -> core/erp/registry.ts'],
  [
    'core/engine/x.ts',
    "type A = import('../sample/shop/server.ts').A;",
    'core/engine/x.ts -> core/sample/shop/server.ts',
  ],
  ['core/agent/x.ts', 'const at = Date.now();', 'core/agent/x.ts: Date.now'],
  ['core/agent/x.ts', 'const now = options.now ?? Date.now;', 'core/agent/x.ts: Date.now'],
  ['core/reconcile/x.ts', 'const at = new Date();', 'core/reconcile/x.ts: new Date()'],
  ['core/engine/retry.ts', 'const jitter = Math.random();', 'core/engine/retry.ts: Math.random'],
  ['core/engine/x.ts', 'setTimeout(() => go(), 5);', 'core/engine/x.ts: setTimeout'],
  ['core/journal/fold.ts', "import path from 'node:path';", 'core/journal/fold.ts -> node:path'],
  [
    'core/shopify/x.ts',
    "import { a } from '../sample/shop/money.ts';",
    'core/shopify/x.ts -> core/sample/shop/money.ts',
  ],
  ['core/erp/one/x.ts', "import { a } from '../sample/erp.ts';", 'core/erp/one/x.ts -> core/erp/sample/erp.ts'],
  ['core/sample/x.ts', "import { a } from '../erp/registry.ts';", 'core/sample/x.ts -> core/erp/registry.ts'],
  ['core/erp/client.ts', "import { a } from './sample/erp.ts';", 'core/erp/client.ts -> core/erp/sample/erp.ts'],
  ['main/x.ts', "import { a } from '../core/erp/sample/erp.ts';", 'main/x.ts -> core/erp/sample/erp.ts'],
  ['main/x.ts', "import { app } from 'electron';", 'main/x.ts -> electron'],
  ['main/headless/x.ts', "import { app } from 'electron';", 'main/headless/x.ts -> electron'],
  ['main/headless/x.ts', "import { a } from '../desktop/ipc.ts';", 'main/headless/x.ts -> main/desktop/ipc.ts'],
  ['main/desktop/x.ts', "import { a } from '../headless/server.ts';", 'main/desktop/x.ts -> main/headless/server.ts'],
  ['main/x.ts', "import { a } from './desktop/ipc.ts';", 'main/x.ts -> main/desktop/ipc.ts'],
  ['main/desktop/preload.ts', "import { a } from '../app.ts';", 'main/desktop/preload.ts -> main/app.ts'],
  ['main/desktop/preload.ts', "import { readFile } from 'node:fs';", 'main/desktop/preload.ts -> node:fs'],
  ['renderer/x.tsx', "import { a } from 'electron';", 'renderer/x.tsx -> electron'],
  ['renderer/x.tsx', "import { run } from '../core/engine/run.ts';", 'renderer/x.tsx -> core/engine/run.ts'],
  ['renderer/x.tsx', "import { readFile } from 'node:fs';", 'renderer/x.tsx -> node:fs'],
  ['core/flows/x.ts', "const kind = 'odoo';", 'core/flows/x.ts: names an ERP: odoo'],
  ['renderer/x.tsx', 'export const A = () => <p>Opens Tryton</p>;', 'renderer/x.tsx: names an ERP: Opens Tryton'],
])('in %s it catches: %s', (file, text, breach) => {
  expect(planted(file, text)).toEqual([breach]);
});

test.each([
  ['core/model/x.ts', "import { Big } from 'big.js';"],
  ['core/flows/x.ts', '/* as Odoo does */ export const at = (ms: number) => new Date(ms);'],
  ['core/erp/sample/x.ts', "import { a } from '../../sample/shop/money.ts';"],
  ['core/erp/registry.ts', "import { a } from './sample/erp.ts';"],
  ['main/x.ts', "import { a } from '../core/sample/shop/server.ts'; setTimeout(a, 1);"],
  ['main/desktop/x.ts', "import { app } from 'electron'; import { a } from '../host.ts';"],
])('in %s it allows: %s', (file, text) => {
  expect(planted(file, text)).toEqual([]);
});

test('it catches a cycle', () => {
  const [a, b] = [parse('core/a.ts', "import './b.ts';"), parse('core/b.ts', "import type { A } from './a.ts';")];
  expect(cycle([a, b])).toEqual(['core/a.ts', 'core/b.ts', 'core/a.ts']);
});
