import { beforeEach, describe, expect, test } from 'vitest';
import { SyncError } from '../../../core/errors.ts';
import { windowIpc, type Sender, type WindowIpc } from '../../../main/desktop/ipc.ts';
import { agentDouble, type AgentDouble } from '../../fakes/agent-double.ts';

const own: Sender = { id: 7, isMainFrame: true, url: 'counterfoil://page/#/problems' };

let double: AgentDouble;
let logged: string[];
let listens: number;
let window: number | undefined;
let ipc: WindowIpc;

beforeEach(() => {
  double = agentDouble();
  logged = [];
  listens = 0;
  window = own.id;
  const keep = (message: string): void => void logged.push(message);
  ipc = windowIpc({
    handlers: double.handlers,
    log: { info: keep, warn: keep, error: keep },
    ownWindow: () => window,
    onListen: () => (listens += 1),
  });
});

describe('who asks', () => {
  test('our own window is answered', async () => {
    expect(await ipc.request(own, 'snapshot', [])).toMatchObject({ ok: true, value: { light: 'attention' } });
    expect(ipc.listen(own)).toEqual({ ok: true, value: undefined });
    expect(listens).toBe(1);
  });

  test.each<[who: string, sender: Partial<Sender>]>([
    ['another window', { id: 8 }],
    ['a frame within our page', { isMainFrame: false }],
    ['a frame that has gone', { url: '' }],
    ['a web page', { url: 'https://evil.example/' }],
    ['a web page with our name in its path', { url: 'https://evil.example/counterfoil://page/' }],
    ['another host of our scheme', { url: 'counterfoil://page.evil.example/' }],
    ['a user of our host', { url: 'counterfoil://page@evil.example/' }],
    ['a port of our host', { url: 'counterfoil://page:80/' }],
    ['a scheme like ours', { url: 'xcounterfoil://page/' }],
    ['a file', { url: 'file:///page/index.html' }],
    ['a data address', { url: 'data:text/html,counterfoil://page/' }],
    ['an empty page', { url: 'about:blank' }],
  ])('%s gets nothing', async (_who, part) => {
    const sender = { ...own, ...part };
    expect(await ipc.request(sender, 'run.now', [])).toMatchObject({ ok: false, failure: { code: 'foreign-page' } });
    expect(ipc.listen(sender)).toMatchObject({ ok: false, failure: { code: 'foreign-page' } });
    expect(double.asked).toEqual([]);
    expect(listens).toBe(0);
  });

  test('without a window nobody is answered', async () => {
    window = undefined;
    expect(await ipc.request(own, 'snapshot', [])).toMatchObject({ failure: { code: 'foreign-page' } });
  });
});

describe('what is asked', () => {
  test.each(['toString', '__proto__', 'constructor', 'orders', '', 'snapshot '])('%j is no request', async name => {
    expect(await ipc.request(own, name, [])).toMatchObject({ failure: { code: 'no-such-request' } });
  });

  test.each<[name: unknown, given: unknown]>([
    [undefined, []],
    [['snapshot'], []],
    [{ toString: () => 'snapshot' }, []],
    ['snapshot', undefined],
    ['snapshot', null],
    ['snapshot', {}],
    ['snapshot', 'x'],
    ['snapshot', { length: 0 }],
    ['snapshot', new Map()],
  ])('%j with %j is no call', async (name, given) => {
    expect(await ipc.request(own, name, given)).toMatchObject({ failure: { code: 'malformed' } });
  });

  const query = { search: '', state: 'all', offset: 0, limit: 1 };
  test.each<[name: string, given: readonly unknown[], argument: string]>([
    ['orders.list', [{ ...query, limit: 201 }], 'query.limit'],
    ['orders.list', [{ ...query, limit: 1n }], 'query.limit'],
    ['orders.list', [{ ...query, offset: Number.NaN }], 'query.offset'],
    ['orders.list', [{ ...query, state: 'toString' }], 'query.state'],
    ['orders.list', [{ ...query, search: 'x'.repeat(201) }], 'query.search'],
    ['orders.list', [{ ...query, more: true }], 'query'],
    ['orders.list', [new Map(Object.entries(query))], 'query'],
    ['orders.list', [], 'arguments'],
    ['order.trace', [42], 'ref'],
    ['order.trace', [{ toString: () => '#1042' }], 'ref'],
    ['order.trace', [''], 'ref'],
    ['order.decide', ['#1044', 'forget it'], 'decision'],
    ['mapping.choices', [{ kind: 'planet' }, ''], 'missing'],
    ['mapping.add', [{ missing: { kind: 'country', country: 'GB' }, code: 7 }], 'mapping.code'],
    ['snapshot', ['more'], 'arguments'],
    ['run.now', Array.from({ length: 100_000 }, () => 'x'), 'arguments'],
  ])('%s refuses what is not as agreed, by name', async (name, given, argument) => {
    const reply = await ipc.request(own, name, given);
    expect(reply).toMatchObject({ ok: false, failure: { code: 'wrong-arguments' } });
    expect(reply.ok ? '' : reply.failure.message).toContain(argument);
    expect(double.asked).toEqual([]);
  });

  test('a known failure crosses in words, an unknown one without its inside', async () => {
    const busy = new SyncError('busy', 'erp-busy', 'Odoo is busy.', { nextStep: 'Close it.', details: { raw: 'x' } });
    double.failNext('order.retry', busy);
    expect(await ipc.request(own, 'order.retry', ['#1044'])).toEqual({
      ok: false,
      failure: { category: 'busy', code: 'erp-busy', message: 'Odoo is busy.', nextStep: 'Close it.' },
    });
    expect(logged).toEqual([]);
    double.failNext('order.retry', new Error('ENOENT /home/sam/key hunter2'));
    const unknown = await ipc.request(own, 'order.retry', ['#1044']);
    expect(unknown).toMatchObject({ failure: { category: 'bug', code: 'unforeseen' } });
    expect(JSON.stringify(unknown)).not.toMatch(/ENOENT|hunter2|home/);
    expect(logged).toEqual(['A request failed']);
  });

  test('every answer can cross to another process', async () => {
    for (const [name, ...given] of [
      ['snapshot'],
      ['orders.list', { ...query, limit: 200 }],
      ['order.trace', '#1042'],
    ]) {
      const reply = await ipc.request(own, name, given);
      expect(structuredClone(reply)).toEqual(reply);
    }
  });

  test('a flood is slowed down', async () => {
    const replies = await Promise.all(Array.from({ length: 400 }, () => ipc.request(own, 'snapshot', [])));
    expect(replies.filter(reply => reply.ok).length).toBeGreaterThanOrEqual(200);
    expect(replies).toContainEqual(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'too-many-requests' }) }),
    );
  });
});
