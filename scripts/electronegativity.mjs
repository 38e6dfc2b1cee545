// npm run electronegativity: Doyensec's checks of Electron apps on the sources and on the build. The tool always ends with 0, so
// its report is read: every finding that is not explained below fails. Fetched for the occasion, as it brings 400 packages.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build } from './build.mjs';
import { Failure, fail, npm, root, run, say } from './process.mjs';
import { setUp } from './setup.mjs';

const TOOL = '@doyensec/electronegativity@1.10.3';
const targets = ['main', 'out'];

/** By check and file, what makes the finding harmless. `*`: told of no file. */
const explained = {
  'CSP_GLOBAL_CHECK *': 'The policy is a header with a fresh nonce on every answer (main/page/headers.ts), not a tag.',
  'AUXCLICK_JS_CHECK desktop/electron/window':
    'No click opens a window: setWindowOpenHandler denies all (main/desktop/electron/guard.ts).',
  'REMOTE_MODULE_JS_CHECK desktop/electron/window': 'Electron has had no remote module since version 14.',
  'PRELOAD_JS_CHECK desktop/electron/window':
    'Reviewed: it exposes request and on of the contract alone (main/desktop/preload.ts, test/attacks/ipc.test.ts).',
};

/** @returns each finding as its check and the file it is in; undefined: the tool ended before it had written all of it */
function findingsIn(report) {
  const text = existsSync(report) ? readFileSync(report, 'utf8') : '';
  if (text.trim() === '') return undefined;
  const [head, ...rows] = rowsOf(text);
  if (rows.some(row => row.length !== head.length)) return undefined;
  if (head?.[0] !== 'issue' || !head.includes('filename'))
    throw new Failure(`${TOOL} has written another report than known.`);
  const [issue, file, location] = ['issue', 'filename', 'location'].map(name => head.indexOf(name));
  return rows.map(row => {
    const path = row[file] === 'N/A' ? '*' : relative(root, row[file]).replaceAll('\\', '/');
    return {
      name: `${row[issue]} ${path.replace(/^(out\/)?main\/|\.[jt]s$/g, '')}`,
      where: `${path}:${row[location]}`,
    };
  });
}

/** Of CSV, whose quoted fields may hold commas and lines. */
function rowsOf(text) {
  /** @type {string[][]} */
  const rows = [[]];
  for (const [, quoted, plain = '', end] of text.trim().matchAll(/[ \t]*(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted ?? plain.trim());
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows;
}

async function look(target, folder) {
  const [command, ...leading] = npm();
  let said = '';
  for (const attempt of [1, 2, 3]) {
    const report = join(folder, `${target}-${attempt}.csv`);
    const args = [
      'exec',
      '--yes',
      '--package',
      TOOL,
      '--',
      'electronegativity',
      '-i',
      join(root, target),
      '-o',
      report,
    ];
    const { output } = await run(command, [...leading, ...args], { silent: true, timeoutMs: 200_000 });
    const findings = findingsIn(report);
    if (findings !== undefined) return findings;
    said = output;
  }
  throw new Failure(`${TOOL} has written no whole report on ${target}:\n${said.slice(-2_000)}`);
}

async function main() {
  await setUp();
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-electronegativity-'));
  try {
    const findings = [];
    for (const target of targets) findings.push(...(await look(target, folder)));
    const met = new Set(findings.map(({ name }) => name));
    const open = findings.filter(({ name }) => explained[name] === undefined);
    const idle = Object.keys(explained).filter(name => !met.has(name));
    for (const { name, where } of open) say(`Not explained: ${name} (${where})`);
    for (const name of idle) say(`Explained, but no longer found: ${name}`);
    if (open.length + idle.length > 0) throw new Failure('Electronegativity: see above.');
    say(`Electronegativity: ${findings.length} findings, each explained in scripts/electronegativity.mjs`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main().catch(fail);
