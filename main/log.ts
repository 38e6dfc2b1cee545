import { join } from 'node:path';
import winston from 'winston';
import type { Log } from '../core/ports.ts';
import { openLogFile } from './log-file.ts';
import { type Redactor, createRedactor } from './redact.ts';

export type LogLevel = 'error' | 'warn' | 'info';

export type LogOptions = {
  readonly level?: LogLevel;
  readonly maxBytes?: number;
  /** The newest, `counterfoil.log`, included; older ones are `counterfoil.1.log` and so on. */
  readonly maxFiles?: number;
  readonly redactor?: Redactor;
};

export type FileLog = Log & {
  readonly redactor: Redactor;
  /** With what is known of any error: class, code, message, causes, never the request it came from. */
  readonly failure: (message: string, error: unknown) => void;
  /** Resolves once everything is in the file, or after two seconds. */
  readonly close: () => Promise<void>;
};

const MEGABYTE = 1_000_000;
/** Behind a disk that does not answer, further lines are dropped. */
const MOST_WAITING_BYTES = 5 * MEGABYTE;
const CLOSE_WITHIN_MS = 2_000;
/** A line that cannot be written must not stop what it tells about. */
const ignore = (): void => undefined;

/**
 * JSON lines in `<folder>/logs`, redacted, at most maxBytes times maxFiles on disk. Never throws and never waits: a full or
 * missing disk costs lines, not the sync.
 */
export function openLog(folder: string, options: LogOptions = {}): FileLog {
  const { level = 'info', maxBytes = 5 * MEGABYTE, maxFiles = 5, redactor = createRedactor() } = options;
  const file = openLogFile({ path: join(folder, 'logs', 'counterfoil.log'), maxBytes, maxFiles });
  const transport = new winston.transports.Stream({ stream: file, eol: '\n' });
  const logger = winston.createLogger({ level, format: winston.format.json(), transports: [transport] });
  for (const part of [transport, logger]) part.on('error', ignore);

  function write(severity: LogLevel, words: unknown, fields: unknown): void {
    try {
      if (logger.writableEnded || file.writableLength > MOST_WAITING_BYTES) return;
      const message = typeof words === 'string' ? redactor.text(words) : JSON.stringify(redactor.value(words));
      const more = fields === undefined ? {} : { fields: redactor.value(fields) };
      logger.log({ at: new Date().toISOString(), level: severity, message, ...more });
    } catch {
      ignore();
    }
  }

  const close = (): Promise<void> =>
    new Promise(resolve => {
      if (logger.writableEnded) return resolve();
      const late = setTimeout(resolve, CLOSE_WITHIN_MS);
      transport.once('finish', () => {
        file.end(() => {
          clearTimeout(late);
          resolve();
        });
      });
      return void logger.end();
    });

  return {
    redactor,
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields) => write('error', message, fields),
    failure: (message, error) => write('error', message, { failure: error }),
    close,
  };
}
