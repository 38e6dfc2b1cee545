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

  test('without a window nobody is answered', async () => {
    window = undefined;
    expect(await ipc.request(own, 'snapshot', [])).toMatchObject({ failure: { code: 'foreign-page' } });
  });
});

describe('what is asked', () => {
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
});
