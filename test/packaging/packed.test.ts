import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll, getRawHeader, listPackage } from '@electron/asar';
import type { Browser } from 'playwright-core';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { openChromium } from '../e2e/chromium.ts';
import { openDesktopApp } from '../e2e/stand-in/desktop-app.ts';
import { fuseMark, writeStandInDist } from './stand-in-dist.ts';

/**
 * electron-builder with the repository's own configuration, for Linux and Windows, around a stand-in for Electron's files: what
 * an installation holds, how it is sealed, and that it suffices to run. That it starts on a real system shows only there.
 */

const root = join(import.meta.dirname, '../..');
let work: string;
let content: string;
let browser: Browser;

const linux = () => join(work, 'out', 'linux-unpacked');
const windows = () => join(work, 'out', 'win-unpacked');
const asarOf = (folder: string) => join(folder, 'resources', 'app.asar');

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'counterfoil-packed-'));
  content = join(work, 'content');
  await writeStandInDist(join(work, 'electron'));
  const tool = join(root, 'node_modules', 'electron-builder', 'cli.js');
  const options = [`-c.electronDist=${join(work, 'electron')}`, `-c.directories.output=${join(work, 'out')}`];
  const args = ['--dir', '--linux', '--win', '--x64', '--publish', 'never', ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, ...args], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`electron-builder ended with ${status}:\n${stdout}\n${stderr}`);
  extractAll(asarOf(linux()), content);
  browser = await openChromium();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await rm(work, { recursive: true, force: true, maxRetries: 5 });
});

describe('what an installation holds', () => {
  const files = () => listPackage(asarOf(linux()), { isPack: false }).map(path => path.replaceAll('\\', '/').slice(1));

  test('the program, the page, the icons, what they build on, and nothing else', () => {
    const places = new Set(files().map(path => path.split('/').slice(0, 2).join('/')));
    const own = [...places].filter(place => !place.startsWith('node_modules/')).toSorted();
    expect(own).toEqual([
      'node_modules',
      'out',
      'out/assets',
      'out/core',
      'out/main',
      'out/preload',
      'out/renderer',
      'package.json',
    ]);
    for (const needed of [
      'out/main/desktop/main.js',
      'out/main/headless/sample-shop.js',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
      'out/assets/app-icon.png',
      'out/core/sample/shop/admin-2026-10.json.gz',
      'out/core/sample/shop/admin-2026-10.notice.txt',
    ])
      expect(files()).toContain(needed);
    const unwanted = /\.(map|[cm]?tsx?|ico|icns)$|(^|\/)(tests?|__tests__|examples)(\/|$)/;
    expect(files().filter(path => unwanted.test(path))).toEqual([]);
  });

  test('of the packages those that run, each with its licence', async () => {
    const described = z.object({ version: z.string(), dev: z.boolean().optional() });
    const lock = z.object({ packages: z.record(z.string(), described.partial()) });
    const { packages } = lock.parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')));
    const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    // electron-builder may lay them flatter than npm did, so they are known by name and version.
    const running = new Map(
      Object.entries(packages).flatMap(([path, { version, dev }]) =>
        dev === true ? [] : [[`${nameOf(path)} ${version}`, path] as const],
      ),
    );
    const packed = files().filter(path => /(^|\/)node_modules\/(@[^/]+\/)?[^/@]+\/package\.json$/.test(path));
    const folders = packed.map(path => path.slice(0, -'/package.json'.length));
    expect(folders).toEqual(expect.arrayContaining(['node_modules/zod', 'node_modules/electron-updater']));
    for (const folder of folders) {
      const { version } = described.parse(JSON.parse(await readFile(join(content, folder, 'package.json'), 'utf8')));
      const source = running.get(`${nameOf(folder)} ${version}`);
      expect(source, `${folder} is no package that the app runs on`).toBeDefined();
      const there = await readdir(join(root, source ?? ''));
      const licences = there.filter(name => /^(licen[cs]e|copying|notice)/i.test(name));
      expect(await readdir(join(content, folder)), folder).toEqual(expect.arrayContaining(licences));
    }
  });

  test('the licences of what the page is bundled from', async () => {
    const words = await readFile(join(content, 'out', 'renderer', 'licences.md'), 'utf8');
    for (const one of ['react-dom', '@mantine/core', 'SIL OPEN FONT LICENSE']) expect(words).toContain(one);
  });

  test('the same on Windows; our part of it is small', async () => {
    expect((await readFile(asarOf(windows()))).equals(await readFile(asarOf(linux())))).toBe(true);
    expect((await stat(asarOf(linux()))).size).toBeLessThan(15_000_000);
    for (const folder of [linux(), windows()]) {
      expect(await readdir(join(folder, 'resources'))).toEqual(['app.asar']);
      expect(await readdir(join(folder, 'locales'))).toEqual(['en-GB.pak', 'en-US.pak']);
      expect(await readdir(folder)).toContain('LICENSE.electron.txt');
    }
  });
});

describe('how it is sealed', () => {
  const fuses = [
    'runAsNode',
    'enableCookieEncryption',
    'enableNodeOptionsEnvironmentVariable',
    'enableNodeCliInspectArguments',
    'enableEmbeddedAsarIntegrityValidation',
    'onlyLoadAppFromAsar',
    'loadBrowserProcessSpecificV8Snapshot',
    'grantFileProtocolExtraPrivileges',
  ];
  const safe = {
    runAsNode: '0',
    enableCookieEncryption: '1',
    enableNodeOptionsEnvironmentVariable: '0',
    enableNodeCliInspectArguments: '0',
    enableEmbeddedAsarIntegrityValidation: '1',
    onlyLoadAppFromAsar: '1',
    grantFileProtocolExtraPrivileges: '0',
  };

  test.each([
    ['Linux', () => join(linux(), 'counterfoil')],
    ['Windows', () => join(windows(), 'Counterfoil.exe')],
  ])('the switches in the binary for %s', async (_system, path) => {
    const binary = await readFile(path());
    const at = binary.indexOf(fuseMark) + fuseMark.length + 2;
    const states = Object.fromEntries(fuses.map((name, index) => [name, String.fromCharCode(binary[at + index] ?? 0)]));
    expect(states).toMatchObject(safe);
  });

  test('the binary for Windows carries our name, our icon, and the seal of the archive', async () => {
    const program = NtExecutable.from(await readFile(join(windows(), 'Counterfoil.exe')));
    const { entries } = NtExecutableResource.from(program);
    const [version] = Resource.VersionInfo.fromEntries(entries);
    expect(version?.getStringValues({ lang: 1033, codepage: 1200 })).toMatchObject({ ProductName: 'Counterfoil' });
    expect(Resource.IconGroupEntry.fromEntries(entries)[0]?.icons.length).toBe(8);
    const seal = entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR');
    const value = createHash('sha256')
      .update(getRawHeader(asarOf(windows())).headerString)
      .digest('hex');
    const sealed: unknown = JSON.parse(Buffer.from(seal?.bin ?? new ArrayBuffer()).toString());
    expect(sealed).toEqual([{ file: 'resources\\app.asar', alg: 'SHA256', value }]);
  });

  test('each file in the archive has its own', async () => {
    const entry = z.object({ integrity: z.object({ algorithm: z.literal('SHA256'), hash: z.string() }) });
    type Folder = { readonly files: Readonly<Record<string, unknown>> };
    const isFolder = (one: unknown): one is Folder => typeof one === 'object' && one !== null && 'files' in one;
    const hashes = ({ files }: Folder, path = ''): readonly (readonly [string, string])[] =>
      Object.entries(files).flatMap(([name, one]) =>
        isFolder(one) ? hashes(one, `${path}${name}/`) : [[path + name, entry.parse(one).integrity.hash] as const],
      );
    const header: unknown = getRawHeader(asarOf(linux())).header;
    const all = isFolder(header) ? hashes(header) : [];
    expect(all.length).toBeGreaterThan(500);
    for (const [path, hash] of all.filter(([name]) => name.startsWith('out/')))
      expect(
        createHash('sha256')
          .update(await readFile(join(content, path)))
          .digest('hex'),
        path,
      ).toBe(hash);
  });
});

describe('what is packed suffices, in a folder of its own without a repository around', () => {
  test('the desktop app opens on the made-up shop and posts its orders', { timeout: 90_000 }, async () => {
    const folder = join(work, 'desktop');
    const app = openDesktopApp({ browser, root: content, args: ['--data', folder, '--traffic', '0'] });
    try {
      await vi.waitFor(() => expect(app.tray()?.labels[0]).toMatch(/All well|(?:order|problem)s? needs? you/), {
        timeout: 60_000,
      });
      const [window] = [...app.windows.values()];
      await window?.tab.getByRole('heading', { level: 1 }).waitFor();
      await app.act('choose', { label: 'Quit' });
      expect(await app.ended).toBe(0);
      expect(app.complaints).toEqual([]);
    } finally {
      app.kill();
    }
  });

  test('and so does the page in the browser', { timeout: 60_000 }, async () => {
    expect(existsSync(join(content, '.cache'))).toBe(false);
    const folder = join(work, 'headless');
    const program = join(content, 'out', 'main', 'headless', 'start.js');
    const args = [program, '--data', folder, '--no-open', '--traffic', '0'];
    const child = spawn(process.execPath, args, { cwd: work, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (text += String(chunk)));
    try {
      await vi.waitFor(() => expect(text).toContain('Its page:'), { timeout: 30_000 });
      child.kill('SIGTERM');
      await once(child, 'close');
      expect(child.exitCode).toBe(0);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
