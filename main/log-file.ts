import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Writable } from 'node:stream';

export type LogFileOptions = { readonly path: string; readonly maxBytes: number; readonly maxFiles: number };

/**
 * A size-bounded log file: `x.log` is the newest, `x.1.log` the one before. Lines written while the disk is busy go out
 * together, in order; a disk that refuses costs those lines, and the next one tries again. Never emits an error.
 * winston's own file transport can lose the lines of a rotation, and keeps renaming after it has said that it is finished.
 */
export const openLogFile = (options: LogFileOptions): Writable =>
  new Writable({
    decodeStrings: false,
    write: (line, _encoding, done) => void write(options, [String(line)]).finally(done),
    writev: (chunks, done) =>
      void write(
        options,
        chunks.map(({ chunk }) => String(chunk)),
      ).finally(done),
  });

async function write({ path, maxBytes, maxFiles }: LogFileOptions, lines: readonly string[]): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    let size = await sizeOf(path);
    let batch = '';
    for (const line of lines) {
      const bytes = Buffer.byteLength(line);
      if (size > 0 && size + bytes > maxBytes) {
        await append(path, batch);
        await rotate(path, maxFiles);
        size = 0;
        batch = '';
      }
      size += bytes;
      batch += line;
    }
    await append(path, batch);
  } catch {
    // These lines are lost; what they tell about must go on.
  }
}

const append = (path: string, text: string): Promise<void> => appendFile(path, text, { mode: 0o600 });

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

async function rotate(path: string, maxFiles: number): Promise<void> {
  for (let number = maxFiles - 1; number > 0; number -= 1) {
    await rename(numbered(path, number - 1), numbered(path, number)).catch(() => undefined); // not there yet
  }
}

const numbered = (path: string, number: number): string =>
  number === 0 ? path : path.replace(/(\.\w+)?$/, ending => `.${number}${ending}`);
