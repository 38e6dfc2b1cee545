import { createHash } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { digest } from './line.ts';

const ending = /^,"checksum":"([0-9a-f]{32})"\}\n$/;
const endingLength = ',"checksum":""}\n'.length + 32;

/** The JSON text up to the checksum that ends it. Undefined when the two do not agree. */
export async function readSealed(file: string): Promise<string | undefined> {
  const bytes = await readFile(file);
  const cut = Math.max(bytes.length - endingLength, 0);
  const isWhole = ending.exec(bytes.toString('latin1', cut))?.[1] === digest(bytes.subarray(0, cut));
  return isWhole ? bytes.toString('latin1', 0, cut) : undefined;
}

/** Writes the text part by part, as it is made, and puts it in place as a whole: a big one is never held in memory. */
export async function writeSealed(file: string, parts: AsyncIterable<string>): Promise<void> {
  const hash = createHash('sha256');
  const written = await open(`${file}.new`, 'w');
  try {
    for await (const part of parts) {
      hash.update(part);
      await written.write(part);
    }
    await written.write(`,"checksum":"${hash.digest('hex').slice(0, 32)}"}\n`);
    await written.datasync();
  } finally {
    await written.close();
  }
  await rename(`${file}.new`, file);
}
