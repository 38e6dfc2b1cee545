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
/** How its report (SARIF) says that a finding is in no file. */
const noFile = 'file:///';

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
  const written = existsSync(report) ? parsed(readFileSync(report, 'utf8')) : undefined;
  return written?.runs[0].results.map(({ ruleId, locations }) => {
    const { artifactLocation, region } = locations[0].physicalLocation;
    const path = artifactLocation.uri === noFile ? '*' : relative(root, artifactLocation.uri).replaceAll('\\', '/');
    return {
      name: `${ruleId} ${path.replace(/^(out\/)?main\/|\.[jt]s$/g, '')}`,
      where: `${path}:${region.startLine}:${region.startColumn}`,
    };
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function look(target, folder) {
  const [command, ...leading] = npm();
  let said = '';
  for (const attempt of [1, 2, 3]) {
    const report = join(folder, `${target}-${attempt}.sarif`);
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
