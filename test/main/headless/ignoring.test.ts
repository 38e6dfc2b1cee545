import { afterAll, beforeAll, expect, test } from 'vitest';
import { ordinary } from '../../world/orders.ts';
import { openProgram, type Program } from './program.ts';

let program: Program;
beforeAll(async () => {
  program = await openProgram();
});
afterAll(() => program.close());

const json = (text: string): unknown => JSON.parse(text);
const unknown = () =>
  program.shop.placeOrder(ordinary({ lines: [{ sku: 'GONE-1', title: 'Teapot', unitPrice: '9.00' }] }));

test('orders that wait are left out with a reason, and a retry looks at them again', async () => {
  const { run } = program;
  const [first, second] = [unknown().name, unknown().name];
  expect((await run('sync')).code).toBe(3);
  const ignored = await run('ignore', first, second.slice(1), '--reason', ' Staff test ', '--json');
  expect(ignored).toMatchObject({ code: 0, problems: '' });
  const left = { state: 'skipped', ignored: true, why: 'Ignored: Staff test' };
  expect(json(ignored.out)).toMatchObject([
    { name: first, ...left },
    { name: second, ...left },
  ]);
  expect((await run('status')).code).toBe(0);
  expect((await run('trace', first)).out).toContain('Ignored: Staff test');
  expect((await run('sync')).code).toBe(0);
  const agent = await program.startAgent();
  expect(await run('retry', first)).toMatchObject({ code: 3, out: expect.stringContaining(`${first}: parked`) });
  const again = await run('ignore', first, second, '--reason', 'Once more');
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining(`${first}: skipped, Ignored: Once more`) });
  expect(again.out).toContain(`${second}: skipped, Ignored: Staff test`);
  await agent.end();
});

test('without a reason, without an order, or for one that does not wait, it is refused', async () => {
  const { run, shop } = program;
  const waiting = unknown().name;
  const posted = shop.placeOrder(ordinary()).name;
  await run('sync');
  expect(await run('ignore', waiting)).toMatchObject({ code: 2, problems: expect.stringContaining('--reason') });
  for (const reason of ['  ', 'x'.repeat(201)])
    expect(await run('ignore', waiting, '--reason', reason)).toMatchObject({
      code: 2,
      problems: expect.stringContaining('1 to 200 characters'),
    });
  expect((await run('ignore', '--reason', 'A test')).code).toBe(2);
  expect((await run('ignore', '99999', '--reason', 'A test')).code).toBe(2);
  expect(await run('ignore', posted, '--reason', 'A test')).toMatchObject({
    code: 1,
    problems: expect.stringContaining(`${posted} cannot be left out.`),
  });
  expect((await run('ignore', waiting, posted, '--reason', 'A test')).code).toBe(3);
});
