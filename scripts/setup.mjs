// Makes a checkout ready to run: dependencies, Shopify's schema, Electron's binary and, with --tests, a browser.
// Every step is skipped when it is done, so this is called before each start. Node's built-ins alone.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { Failure, fail, isStarted, npm, root, run, say, seconds } from './process.mjs';

const NODE = [20, 19];
const modules = join(root, 'node_modules');
const DAY_MS = 86_400_000;

/** @returns the browser for the tests, when they were asked for and one could be had. */
export async function setUp({ tests = false } = {}) {
  checkNode();
  await dependencies();
  const [schemaStep, , browserStep] = await Promise.allSettled([schema(), electron(), tests ? browser() : undefined]);
  for (const { status, reason } of [schemaStep, browserStep]) if (status === 'rejected') throw reason;
  return browserStep.value;
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NODE[0] || (major === NODE[0] && minor >= NODE[1])) return;
  throw new Failure(
    `Counterfoil needs Node.js ${NODE.join('.')} or newer; this is ${process.versions.node}. ` +
      'Install the current LTS version from https://nodejs.org and run the command again.',
  );
}

async function dependencies() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const stampFile = join(modules, '.counterfoil-stamp');
  const stamp = `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  if (!installed(JSON.parse(lock.toString()))) {
    await step('Installing dependencies', install);
  }
  writeFileSync(stampFile, stamp);
}

/**
 * `npm ci` where it can. It refuses a lock file without the tools' binaries for every other platform, which a lock file
 * written behind a partial registry mirror is; `npm install --no-save` takes the same locked versions and checksums.
 */
async function install() {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, ...leading] = npm();
  const attempt = args => run(command, [...leading, ...args, ...flags], { silent: true });
  const clean = await attempt(['ci']);
  const { code, output } = clean.output.includes('EUSAGE') ? await attempt(['install', '--no-save']) : clean;
  if (code === 0) return;
  throw new Failure(
    `Could not install the dependencies:\n${lastLines(output)}\n` +
      'Check the network and the npm registry (npm ping), then run the command again.',
  );
}

/** Whether npm's own record of node_modules holds every package of the lock file that belongs on this machine. */
function installed(lock) {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const there = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(lock.packages).every(
    ([path, entry]) =>
      path === '' || there[path]?.version === entry.version || (entry.optional && !there[path] && !isForHere(entry)),
  );
}

const isForHere = ({ os, cpu, libc }) => os?.includes(process.platform) && cpu?.includes(process.arch) && !libc;

async function schema() {
  const file = join(root, 'scripts', 'schema.mjs');
  if (!existsSync(file)) return;
  const { ensureSchema } = await import('./schema.mjs');
  await ensureSchema({ root, say }).catch(error => {
    throw new Failure(error.message);
  });
}

/** The desktop shell's binary comes from outside the npm registry; without it Counterfoil runs as a plain process. */
async function electron() {
  const folder = join(modules, 'electron');
  if (process.env.COUNTERFOIL_SKIP_ELECTRON === '1' || process.env.ELECTRON_OVERRIDE_DIST_PATH) return;
  if (!existsSync(join(folder, 'install.js')) || existsSync(join(folder, 'path.txt'))) return;
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const memory = join(root, '.cache', 'electron-missing.json');
  if (triedToday(memory, version)) return;
  const since = performance.now();
  const { code } = await run(process.execPath, [join(folder, 'install.js')], { silent: true, timeoutMs: 60_000 });
  if (code === 0) {
    rmSync(memory, { force: true });
    say(`Fetched Electron ${version} (${seconds(since)})`);
    return;
  }
  mkdirSync(dirname(memory), { recursive: true });
  writeFileSync(memory, JSON.stringify({ version, at: new Date().toISOString() }));
  say(
    "Counterfoil's page opens in your browser: there is no desktop window (Electron) to be had from here. " +
      'Nothing else needs it, and nothing is to be done.',
  );
}

function triedToday(memory, version) {
  try {
    const tried = JSON.parse(readFileSync(memory, 'utf8'));
    return tried.version === version && Math.abs(Date.now() - Date.parse(tried.at)) < DAY_MS;
  } catch {
    return false; // never tried, or the note is damaged
  }
}

async function browser() {
  const there = await findChromium();
  if (there !== undefined) return there;
  if (process.env.COUNTERFOIL_CHROMIUM) {
    throw new Failure(`COUNTERFOIL_CHROMIUM is ${process.env.COUNTERFOIL_CHROMIUM}, but there is no such file.`);
  }
  await (isDebianRoot() ? debiansChromium() : playwrightsChromium());
  const arrived = await findChromium();
  if (arrived === undefined) {
    say(
      'There is no browser, so the browser tests will fail. Install Chromium or Chrome, or set COUNTERFOIL_CHROMIUM.',
    );
  }
  return arrived;
}

function isDebianRoot() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

const debiansChromium = () =>
  step("Installing Debian's chromium for the tests (apt-get)", async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const apt = args => run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], { silent: true, env });
    await apt(['update']);
    const { code, output } = await apt(['install', '-y', '--no-install-recommends', 'chromium']);
    if (code !== 0) say(`apt-get could not install chromium:\n${lastLines(output)}`);
  });

const playwrightsChromium = () =>
  step("Fetching Playwright's Chromium for the tests", async () => {
    const args = [join(modules, 'playwright-core', 'cli.js'), 'install', 'chromium'];
    const { code, output } = await run(process.execPath, args, { silent: true, timeoutMs: 300_000 });
    if (code !== 0) say(`Playwright could not fetch Chromium:\n${lastLines(output)}`);
  });

async function step(words, work) {
  const since = performance.now();
  say(`${words} ...`);
  await work();
  say(`${words}: ${seconds(since)}`);
}

const lastLines = output => output.trim().split('\n').slice(-8).join('\n');

if (isStarted(import.meta)) {
  await setUp({ tests: process.argv.includes('--tests') }).catch(fail);
}
