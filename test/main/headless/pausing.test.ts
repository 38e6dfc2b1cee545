import { afterAll, beforeAll, expect, test } from 'vitest';
import { ordinary } from '../../world/orders.ts';
import { openProgram, type Program } from './program.ts';

let program: Program;
beforeAll(async () => {
  program = await openProgram();
});
afterAll(() => program.close());

const json = (text: string): unknown => JSON.parse(text);
const at = /Paused until (\w+ )?\d\d:\d\d\./;

test('without an agent a pause is kept for the next one, sync is refused with the reason, and resume ends it', async () => {
  const { run, shop } = program;
  const paused = await run('pause');
  expect(paused).toMatchObject({ code: 0, problems: '', out: expect.stringMatching(at) });
  shop.placeOrder(ordinary());
  const sync = await run('sync');
  expect(sync).toMatchObject({
    code: 1,
    out: '',
    problems: expect.stringMatching(/Syncing is paused until.*\n.*Resume/),
  });
  expect(await run('status')).toMatchObject({ code: 0, out: expect.stringMatching(at) });
  const agent = await program.startAgent();
  expect(json((await run('status', '--json')).out)).toMatchObject({
    agentRunning: true,
    light: 'paused',
    counts: { posted: 0 },
  });
  await agent.end();
  expect(json((await run('resume', '--json')).out)).toEqual({ paused: null, wasPaused: true });
  expect(await run('resume')).toMatchObject({ code: 0, out: 'Syncing was not paused.\n' });
  expect((await run('sync')).code).toBe(0);
});

test('a running agent is paused and resumed, and then syncs at once what was missed', async () => {
  const { run, shop } = program;
  const agent = await program.startAgent();
  const pause: unknown = json((await run('pause', '--until-tomorrow', '--json')).out);
  expect(pause).toMatchObject({ paused: { words: expect.stringMatching(/^\w+day 08:00$/) } });
  const order = shop.placeOrder(ordinary());
  const status = async () => json((await run('status', '--json')).out);
  expect(await status()).toMatchObject({ light: 'paused', paused: { words: expect.stringContaining('08:00') } });
  expect(await run('resume')).toMatchObject({ code: 0, out: expect.stringContaining('Syncing goes on') });
  await expect.poll(status, { timeout: 20_000 }).toMatchObject({ light: 'ok', counts: { posted: 2 } });
  expect((await run('trace', order.name)).code).toBe(0);
  await agent.end();
});

test('status says with exit code 3 that orders wait for a person, paused or not', async () => {
  const { run, shop } = program;
  shop.placeOrder(ordinary({ lines: [{ sku: 'GONE-1', title: 'Teapot', unitPrice: '9.00' }] }));
  await run('sync');
  await run('pause');
  expect((await run('status')).code).toBe(3);
  expect((await run('pause', '--help')).out).toContain('--until-tomorrow');
  await run('resume');
});
