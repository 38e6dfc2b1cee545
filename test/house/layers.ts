import type { SourceFile } from './tree.ts';

/** What the files of a folder may do. Imports are prefixes: a folder of the tree, a package, or "node:". */
type Layer = {
  readonly imports: readonly string[];
  /** May read the clock, set timers and roll dice. */
  readonly impure?: true;
  /** Of the imports above, the adapters it must not reach all the same. */
  readonly except?: readonly string[];
};

const PURE_PACKAGES = ['big.js', 'temporal-polyfill'];
const MAIN_PACKAGES = [
  '@clack/prompts',
  '@hono/node-server',
  'commander',
  'fflate',
  'hono',
  'lowdb',
  'node-cron',
  'winston',
  'zod',
];
const ADAPTERS = ['core/shopify', 'core/erp', 'core/sample'];
const pure: Layer = { imports: ['core', 'zod', ...PURE_PACKAGES], except: ADAPTERS };
const adapter = (...more: readonly string[]): Layer => ({
  imports: [
    'core/model',
    'core/ports.ts',
    'core/goods-ports.ts',
    'core/errors.ts',
    'node:',
    'zod',
    ...PURE_PACKAGES,
    ...more,
  ],
  impure: true,
});
const fileStore: Layer = {
  imports: ['core/journal', 'core/model', 'core/ports.ts', 'core/errors.ts', 'node:', 'lowdb', 'zod'],
  impure: true,
};

const wiring: Layer = { imports: ['main', 'core', 'node:', ...MAIN_PACKAGES, ...PURE_PACKAGES], impure: true };

/** Where a file belongs: the longest path that it starts with. */
const layers: Readonly<Record<string, Layer>> = {
  'core/model': { imports: ['core/model', ...PURE_PACKAGES] },
  'core/contract.ts': { imports: ['core/model'] },
  'core/errors.ts': { imports: ['core/model'] },
  'core/ports.ts': { imports: ['core/model', 'core/journal/entry.ts', 'core/errors.ts'] },
  'core/goods-ports.ts': { imports: ['core/model', 'core/ports.ts'] },
  core: pure,
  'core/journal/checkpoint.ts': fileStore,
  'core/journal/disk.ts': fileStore,
  'core/journal/disk-file.ts': fileStore,
  'core/journal/journal.ts': fileStore,
  'core/journal/line.ts': fileStore,
  'core/journal/sealed-file.ts': fileStore,
  'core/journal/segment-files.ts': fileStore,
  'core/journal/segments.ts': fileStore,
  'core/shopify': adapter('core/shopify', '@shopify/admin-api-client', 'graphql', 'axios'),
  'core/erp': adapter('core/erp', 'axios'),
  'core/erp/sample': adapter('core/erp', 'core/sample', 'lowdb'),
  'core/sample': adapter('core/sample', 'graphql', 'hono', '@hono/node-server', 'lowdb'),
  main: { ...wiring, except: ['main/desktop', 'main/headless'] },
  'main/headless': { ...wiring, except: ['main/desktop'] },
  'main/desktop': {
    imports: [...wiring.imports, 'electron', 'electron-updater'],
    impure: true,
    except: ['main/headless'],
  },
  // What every window carries along.
  'main/desktop/preload.ts': { imports: ['core/contract.ts', 'main/desktop/channels.ts', 'electron'] },
  // A window has a clock of its own: relative times, and messages that go away.
  renderer: {
    imports: [
      'renderer',
      'core/contract.ts',
      'core/model',
      'react',
      'react-dom',
      '@mantine',
      'cronstrue',
      '@tanstack/react-virtual',
      '@fontsource-variable',
      'get-nonce',
    ],
    impure: true,
  },
};

const startsWith = (path: string, start: string): boolean =>
  path === start || path.startsWith(start.endsWith(':') ? start : `${start}/`);

/** The adapter a file belongs to: adapters never know each other. */
const adapterOf = (file: string): string | undefined => /^core\/(?:shopify|sample|erp\/[^/]+(?=\/))/.exec(file)?.[0];

function layerOf(file: string): Layer | undefined {
  const [name] = Object.keys(layers)
    .filter(start => startsWith(file, start))
    .toSorted((a, b) => b.length - a.length);
  return name === undefined ? undefined : layers[name];
}

/** The demo fills the sample ERP before the registry opens it. */
const stagesTheSample = (file: string, to: string): boolean =>
  file === 'main/demo.ts' && to === 'core/erp/sample/seed.ts';

function mayImport(file: string, to: string, layer: Layer): boolean {
  if (layer.except?.some(start => startsWith(to, start)) === true) return false;
  if (!layer.imports.some(start => startsWith(to, start))) return false;
  const [from, into] = [adapterOf(file), adapterOf(to)];
  if (from?.startsWith('core/erp/') === true && to === 'core/erp/registry.ts') return false;
  if (into === undefined || from === into) return true;
  if (from === undefined)
    return !into.startsWith('core/erp/') || file === 'core/erp/registry.ts' || stagesTheSample(file, to);
  return from === 'core/erp/sample' && into === 'core/sample';
}

const ERP_NAMES = /odoo|tryton|erpnext|dolibarr|netsuite|quickbooks|\bxero\b|\bsap\b/i;
/** Where an ERP may be called by its name: its adapter, the registry beside it, and the settings that choose it. */
const MAY_NAME_ERPS = ['core/erp', 'core/model/settings.ts', 'main/config'];

/** Every breach of the import rule, the clock rule and the rule on ERPs' names, as `file: what`. */
export function breaches(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap(source => {
    const { file, imports, impurities, words } = source;
    const layer = layerOf(file);
    if (layer === undefined) return [`${file}: belongs to no layer`];
    const mayName = MAY_NAME_ERPS.some(start => startsWith(file, start));
    const named = mayName ? undefined : words.find(word => ERP_NAMES.test(word));
    return [
      ...imports.filter(({ to }) => !mayImport(file, to, layer)).map(({ to }) => `${file} -> ${to}`),
      ...(layer.impure === true ? [] : impurities.map(what => `${file}: ${what}`)),
      ...(named === undefined ? [] : [`${file}: names an ERP: ${named}`]),
    ];
  });
}

/** One import cycle as the files on it, or undefined. */
export function cycle(files: readonly SourceFile[]): readonly string[] | undefined {
  const next = new Map(files.map(({ file, imports }) => [file, imports.map(({ to }) => to)]));
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): readonly string[] | undefined => {
    const seen = trail.indexOf(file);
    if (seen >= 0) return [...trail.slice(seen), file];
    if (done.has(file)) return undefined;
    done.add(file);
    for (const to of next.get(file) ?? []) {
      const found = visit(to, [...trail, file]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (const { file } of files) {
    const found = visit(file, []);
    if (found !== undefined) return found;
  }
  return undefined;
}

export type DeadExport = { readonly file: string; readonly name: string };

/** Exports that no other file takes. A type that its own file uses is part of a signature and stays. */
export function deadExports(files: readonly SourceFile[], users: readonly SourceFile[]): readonly DeadExport[] {
  const taken = new Set<string>();
  for (const { imports } of [...files, ...users]) {
    for (const { to, names } of imports) for (const name of names ?? ['*']) taken.add(`${to} ${name}`);
  }
  return files.flatMap(({ file, exports, words }) => {
    if (taken.has(`${file} *`)) return [];
    const usedWithin = (name: string): boolean => words.filter(word => word === name).length > 1;
    const dead = exports.filter(({ name, isType }) => !taken.has(`${file} ${name}`) && !(isType && usedWithin(name)));
    return dead.map(({ name }) => ({ file, name }));
  });
}
