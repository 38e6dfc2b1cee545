// Compiles core and main with tsc, the renderer and the desktop window's preload with vite, renders the icons and reduces
// Shopify's schema to what is asked of it, all into out/; does nothing while the sources are the same.
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure, fail, isStarted, root, runTool, say, seconds } from './process.mjs';

const compiled = ['core', 'main'];
const stampFile = join(root, 'out', '.stamp');

export async function build() {
  const stamp = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  const since = performance.now();
  rmSync(stampFile, { force: true });
  await show('The TypeScript sources', runTool('typescript', 'tsc', ['-p', 'tsconfig.build.json']));
  copyData();
  prune();
  const vite = config => runTool('vite', 'vite', ['build', '--logLevel', 'warn', '-c', config]);
  const { renderIcons } = await import('./icons.mjs');
  const { reduceSchema } = await import('./reduce-schema.mjs');
  await Promise.all([
    show('The window', vite('vite.config.ts')),
    show('The window’s preload', vite('vite.preload.config.ts')),
    renderIcons(),
    reduceSchema(),
  ]);
  addFontLicences();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
  say(`Built (${seconds(since)})`);
}

async function show(what, compiling) {
  if ((await compiling) !== 0) throw new Failure(`${what} could not be compiled; the reasons are above.`);
}

/** The bundler gathers the licences of code alone. */
function addFontLicences() {
  const fonts = join(root, 'node_modules', '@fontsource-variable');
  for (const name of readdirSync(fonts)) {
    const words = readFileSync(join(fonts, name, 'LICENSE'), 'utf8');
    appendFileSync(join(root, 'out', 'renderer', 'licences.md'), `\n## @fontsource-variable/${name}\n\n${words}`);
  }
}

/** Of everything that can change what is built: sources, configurations, exact versions, and this script. */
function fingerprint() {
  const single = readdirSync(root).filter(name =>
    /^(package(-lock)?|tsconfig.*)\.json$|^vite\..*config\.ts$/.test(name),
  );
  const files = [
    ...single,
    'scripts/build.mjs',
    'scripts/icons.mjs',
    'scripts/reduce-schema.mjs',
    'scripts/schema.mjs',
    ...['core', 'main', 'renderer', 'assets'].flatMap(filesUnder),
  ];
  const hash = createHash('sha256');
  for (const file of files.toSorted()) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return `${hash.digest('hex')}\n`;
}

function filesUnder(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1));
}

const isSource = file => /\.[cm]?tsx?$/.test(file);

/** What is no source is data read at run time, and goes along. */
function copyData() {
  for (const file of compiled.flatMap(filesUnder).filter(name => !isSource(name))) {
    const target = join(root, 'out', file);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(root, file), target);
  }
}

/** Removes what was built from sources that are gone. A running agent keeps all its files. */
function prune() {
  const sources = new Set(compiled.flatMap(filesUnder).map(file => file.replace(/\.tsx?$/, '.js')));
  for (const file of compiled.flatMap(folder => filesUnder(join('out', folder)))) {
    const source = file.slice('out/'.length).replace(/\.js\.map$/, '.js');
    if (!sources.has(source)) rmSync(join(root, file));
  }
}

if (isStarted(import.meta)) await build().catch(fail);
