import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** @returns the program to run with plain Node, as the product is run; compiled with all that it imports. */
export async function compile(file: string): Promise<string> {
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  const config = path.join(root, 'test/bench/tsconfig.json');
  await promisify(execFile)(process.execPath, [compiler, '-p', config]);
  return path.join(root, '.cache/bench', file.replace(/\.ts$/, '.js'));
}
