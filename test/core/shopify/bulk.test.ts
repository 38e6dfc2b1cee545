import { expect, test } from 'vitest';
import type { BulkQuery } from '../../../core/shopify/bulk-operations.ts';
import { createBulk } from '../../../core/shopify/bulk.ts';
import type { Client } from '../../../core/shopify/client.ts';
import type { Fetch } from '../../../core/shopify/exchange.ts';
import { manualClock } from './manual-clock.ts';
import { never } from './stub-shop.ts';

// What no sample shop says, over answers written here.

const query: BulkQuery = { name: 'Things', subject: 'things', text: '{ things }' };
const address = 'https://files.example/report.jsonl?signature=secret';
const origin = 'https://stub.myshopify.com';

type Poll = {
  readonly status: string;
  readonly errorCode?: string;
  readonly objectCount: string;
  readonly url?: string;
};
const completed = (objectCount: number, url: string | undefined = address): Poll => ({
  status: 'COMPLETED',
  objectCount: String(objectCount),
  ...(url === undefined ? {} : { url }),
});

function opened(polls: readonly (Poll | null)[], file: string | Uint8Array | Response = '') {
  const clock = manualClock();
  const asked: { url: string; init: RequestInit }[] = [];
  const ran: string[] = [];
  const client: Client = {
    run: async ({ name }) => {
      ran.push(name);
      const polled = ran.filter(one => one === 'BulkPoll').length - 1;
      const data: Readonly<Record<string, unknown>> = {
        BulkRun: { bulkOperationRunQuery: { bulkOperation: { id: 'gid://x/1' }, userErrors: [] } },
        BulkPoll: { bulkOperation: polls[Math.min(polled, polls.length - 1)] },
        BulkCancel: { bulkOperationCancel: { userErrors: [] } },
      };
      return { data: data[name], answeredVersion: undefined, requestId: undefined };
    },
    pageSize: () => 1,
    spending: { requests: 0, requestedPoints: 0, chargedPoints: 0 },
  };
  const fetch: Fetch = async (url, init) => {
    asked.push({ url, init });
    return file instanceof Response ? file : new Response(inPieces(file));
  };
  const taken: unknown[] = [];
  const bulk = createBulk({ client, clock, fetch, origin });
  return { run: () => bulk.run(query, row => taken.push(row), never()), taken, asked, ran, clock };
}

/** Cut in the middle of lines and of letters. */
function inPieces(file: string | Uint8Array): ReadableStream<Uint8Array> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 3) controller.enqueue(bytes.slice(at, at + 3));
      controller.close();
    },
  });
}

test('every object is handed over, whatever the pieces it came in', async () => {
  const { run, taken } = opened([completed(3)], '{"id":"é"}\n{"id":"☕️"}\n{"id":"3","__parentId":"é"}\n');
  await run();
  expect(taken).toEqual([{ id: 'é' }, { id: '☕️' }, { id: '3', __parentId: 'é' }]);
});

test('a last line without its end counts too', async () => {
  const { run, taken } = opened([completed(2)], '{"id":"1"}\n\n{"id":"2"}');
  await run();
  expect(taken).toHaveLength(2);
});

test('no rows come as no file', async () => {
  const { run, taken, asked } = opened([{ status: 'COMPLETED', objectCount: '0' }]);
  await run();
  expect([taken, asked]).toEqual([[], []]);
});

test('the file is fetched without our token', async () => {
  const { run, asked } = opened([completed(1)], '{}\n');
  await run();
  expect(asked).toHaveLength(1);
  expect(asked[0]?.url).toBe(address);
  expect(JSON.stringify(asked[0]?.init)).not.toMatch(/token/i);
});

test.each([
  ['cut off between two lines', [completed(2)], '{"id":"1"}\n'],
  ['cut off within a line', [completed(2)], '{"id":"1"}\n{"id":'],
  ['cut off within a letter', [completed(1)], new Uint8Array([0x22, 0xc3])],
  ['longer than said', [completed(1)], '{"id":"1"}\n{"id":"2"}\n'],
  ['no file though rows are said', [{ status: 'COMPLETED', objectCount: '4' }], ''],
  ['an address that has expired', [completed(1)], new Response('expired', { status: 403 })],
  ['an address that is not encrypted', [completed(1, 'http://files.example/report.jsonl')], '{}\n'],
])('%s is not whole', async (_what, polls, file) => {
  const { run } = opened(polls, file);
  await expect(run()).rejects.toMatchObject({ category: 'transient', code: 'bulk-incomplete', system: 'shop' });
});

test('no failure tells the signed address', async () => {
  const { run } = opened([completed(1)], new Response('', { status: 403 }));
  const error: unknown = await run().catch((failure: unknown) => failure);
  const told = `${String(error)} ${JSON.stringify(error)}`;
  expect(told).toMatch(/did not arrive whole.*bulk-incomplete/);
  expect(told).not.toMatch(/secret/);
});

test.each(['FAILED', 'CANCELED', 'EXPIRED', 'SOMETHING_NEW'])('%s is a failure', async status => {
  const { run } = opened(
    [
      { status: 'RUNNING', objectCount: '0' },
      { status, objectCount: '1', url: address },
    ],
    '{}\n',
  );
  await expect(run()).rejects.toMatchObject({ category: 'transient', code: 'bulk-failed', details: { status } });
});

test('one that Shopify no longer knows is a failure', async () => {
  await expect(opened([null]).run()).rejects.toMatchObject({ category: 'transient', code: 'bulk-failed' });
});

test('it is asked about ever less often', async () => {
  const running = { status: 'RUNNING', objectCount: '0' };
  const { run, clock } = opened([...Array.from({ length: 12 }, () => running), completed(0, undefined)]);
  await run();
  expect(clock.slept[0]).toBe(1000);
  expect(clock.slept.toSorted((a, b) => a - b)).toEqual(clock.slept);
  expect(Math.max(...clock.slept)).toBe(10_000);
});

test('one that takes too long is cancelled', async () => {
  const { run, ran } = opened([{ status: 'RUNNING', objectCount: '0' }]);
  await expect(run()).rejects.toMatchObject({ category: 'transient', code: 'bulk-slow' });
  expect(ran.at(-1)).toBe('BulkCancel');
});

test('after a failed one the next one runs', async () => {
  const { run } = opened([{ status: 'FAILED', objectCount: '0' }, completed(0, undefined)]);
  await expect(run()).rejects.toMatchObject({ code: 'bulk-failed' });
  await run();
});
