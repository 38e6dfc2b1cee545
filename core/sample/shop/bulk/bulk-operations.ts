import { randomBytes } from 'node:crypto';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import type { Faults } from '../faults.ts';
import { BulkFile } from './bulk-file.ts';

export interface BulkLine {
  readonly text: string;
  readonly isRoot: boolean;
}

export interface BulkOperation {
  readonly id: number;
  readonly query: string;
  readonly status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELING' | 'CANCELED';
  readonly errorCode: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | null;
  readonly createdAt: number;
  readonly completedAt: number | null;
  readonly objectCount: number;
  readonly rootObjectCount: number;
  readonly file: BulkFile;
  /** Where the file is found, once there is one. */
  readonly key: string;
}

/** The path of the shop's files. */
export const BULK_FILES = '/bulk-operation-outputs/';

const MOST_RUNNING = 5;
const LINES_A_TURN = 500;
const WEEK_MS = 7 * 86_400_000;

/** The app's bulk queries in this shop: they run beside its requests, a few lines at a time. */
export class BulkOperations {
  private readonly operations = new Map<number, BulkOperation>();
  private readonly closing = new AbortController();
  private readonly now: () => number;
  private readonly nextId: () => number;
  private readonly faults: Faults;
  private readonly origin: () => string;

  /** `origin` is the shop's own address: its files are downloaded there. */
  constructor(now: () => number, nextId: () => number, faults: Faults, origin: () => string) {
    this.now = now;
    this.nextId = nextId;
    this.faults = faults;
    this.origin = origin;
  }

  find(id: number): BulkOperation | undefined {
    return this.operations.get(id);
  }

  all(): BulkOperation[] {
    return [...this.operations.values()];
  }

  running(): BulkOperation[] {
    return this.all().filter(isUnderWay);
  }

  /** null when as many run as may. */
  start(query: string, lines: Iterable<BulkLine>): BulkOperation | null {
    if (this.running().length >= MOST_RUNNING) return null;
    const operation: BulkOperation = {
      id: this.nextId(),
      query,
      status: 'CREATED',
      errorCode: null,
      createdAt: this.now(),
      completedAt: null,
      objectCount: 0,
      rootObjectCount: 0,
      file: new BulkFile(),
      key: randomBytes(16).toString('hex'),
    };
    this.operations.set(operation.id, operation);
    void this.run(operation, lines);
    return operation;
  }

  cancel(operation: BulkOperation): BulkOperation {
    return isUnderWay(operation) ? this.change(operation.id, { status: 'CANCELING' }) : operation;
  }

  /** As good as signed: nobody guesses it, and it needs no token. */
  addressOf({ key, completedAt }: BulkOperation): string {
    const expires = Math.floor(((completedAt ?? 0) + WEEK_MS) / 1000);
    return `${this.origin()}${BULK_FILES}${key}.jsonl?Expires=${expires}`;
  }

  /** The file of that key, for a week. */
  fileOf(key: string): BulkFile | undefined {
    const found = this.all().find(one => one.key === key && one.completedAt !== null);
    return found?.completedAt != null && this.now() - found.completedAt < WEEK_MS ? found.file : undefined;
  }

  close(): void {
    this.closing.abort();
  }

  private async run({ id, file }: BulkOperation, lines: Iterable<BulkLine>): Promise<void> {
    await turn();
    if (this.find(id)?.status === 'CREATED') this.change(id, { status: 'RUNNING' });
    const slow = this.faults.takeKind('bulk-slow');
    const fails = this.faults.takeKind('bulk-fails');
    const canceled = fails ? null : this.faults.takeKind('bulk-canceled');
    const last = (fails ?? canceled)?.afterLines ?? Infinity;
    const ended = (): boolean => this.closing.signal.aborted || this.find(id)?.status === 'CANCELING';
    for (let left = slow?.delayMs ?? 0; left > 0 && !ended(); left -= 20) await sleep(20, undefined, { ref: false });
    let roots = 0;
    try {
      for (const line of lines) {
        if (ended() || file.lines >= last) break;
        file.add(line.text);
        if (line.isRoot) roots += 1;
        if (file.lines % LINES_A_TURN !== 0) continue;
        this.change(id, { objectCount: file.lines, rootObjectCount: roots });
        await turn();
      }
      const status = ended() || canceled ? 'CANCELED' : fails ? 'FAILED' : 'COMPLETED';
      this.finish(id, status, fails?.errorCode ?? null, roots);
    } catch (failure) {
      const denied = failure instanceof GraphQLError && failure.extensions['code'] === 'ACCESS_DENIED';
      this.finish(id, 'FAILED', denied ? 'ACCESS_DENIED' : 'INTERNAL_SERVER_ERROR', roots);
    }
  }

  private finish(
    id: number,
    status: BulkOperation['status'],
    errorCode: BulkOperation['errorCode'],
    rootObjectCount: number,
  ): void {
    const objectCount = this.find(id)?.file.lines ?? 0;
    this.change(id, { status, errorCode, completedAt: this.now(), objectCount, rootObjectCount });
  }

  private change(id: number, changes: Partial<BulkOperation>): BulkOperation {
    const known = this.operations.get(id);
    if (!known) throw new Error(`There is no bulk operation ${id}.`);
    const next = { ...known, ...changes };
    this.operations.set(id, next);
    return next;
  }
}

const isUnderWay = ({ status }: BulkOperation): boolean =>
  status === 'CREATED' || status === 'RUNNING' || status === 'CANCELING';
