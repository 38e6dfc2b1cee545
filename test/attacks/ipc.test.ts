import { beforeEach, describe, expect, test } from 'vitest';
import { windowIpc, type Sender, type WindowIpc } from '../../main/desktop/ipc.ts';
import { agentDouble, type AgentDouble } from '../fakes/agent-double.ts';
import { hostileNames, notAsAgreed } from './hostile.ts';

/**
 * What a page that is not ours, or ours taken over, may try against the main process. That no other page comes into the window
 * at all is tried in test/e2e/desktop.test.ts.
 */

const own: Sender = { id: 7, isMainFrame: true, url: 'counterfoil://page/#/problems' };

let double: AgentDouble;
let listens: number;
let ipc: WindowIpc;

beforeEach(() => {
  double = agentDouble();
  listens = 0;
  ipc = windowIpc({ handlers: double.handlers, ownWindow: () => own.id, onListen: () => (listens += 1) });
});

describe('who asks', () => {
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
    ['a page written into an empty one', { url: 'about:srcdoc' }],
    ['our page under another scheme’s view', { url: 'view-source:counterfoil://page/' }],
    ['our address in other letters', { url: 'COUNTERFOIL://page/' }],
    ['our host in other letters', { url: 'counterfoil://PAGE/' }],
    ['a blob of ours', { url: 'blob:counterfoil://page/7f0c' }],
    ['a blank before', { url: ' counterfoil://page/' }],
    ['our host without an end', { url: 'counterfoil://page' }],
  ])('%s gets nothing', async (_who, part) => {
    const sender = { ...own, ...part };
    expect(await ipc.request(sender, 'run.now', [])).toMatchObject({ ok: false, failure: { code: 'foreign-page' } });
    expect(ipc.listen(sender)).toMatchObject({ ok: false, failure: { code: 'foreign-page' } });
    expect(double.asked).toEqual([]);
    expect(listens).toBe(0);
  });
});

describe('what is asked', () => {
  test.each(hostileNames.map(name => [name.slice(0, 30), name] as const))('%j is no request', async (_shown, name) => {
    expect(await ipc.request(own, name, [])).toMatchObject({ failure: { code: 'no-such-request' } });
  });

  test.each<[name: unknown, given: unknown]>([
    [undefined, []],
    [null, []],
    [7, []],
    [['snapshot'], []],
    [{ toString: () => 'snapshot' }, []],
    ['snapshot', undefined],
    ['snapshot', null],
    ['snapshot', {}],
    ['snapshot', 'x'],
    ['snapshot', { length: 0 }],
    ['snapshot', new Map()],
    ['snapshot', new Uint8Array(0)],
  ])('%j with %j is no call', async (name, given) => {
    expect(await ipc.request(own, name, given)).toMatchObject({ failure: { code: 'malformed' } });
  });

  test('for every request of the contract, what is not as agreed is refused by name', async () => {
    const all = notAsAgreed(double.handlers);
    expect(all.length).toBeGreaterThan(6 * 10);
    for (const [name, given] of all) {
      // A window of its own for each, so that the rate limit does not answer instead.
      const fresh = windowIpc({ handlers: double.handlers, ownWindow: () => own.id, onListen: () => {} });
      const reply = await fresh.request(own, name, given);
      expect(reply, `${name} ${JSON.stringify(given).slice(0, 60)}`).toMatchObject({
        failure: { code: 'wrong-arguments' },
      });
    }
    expect(double.asked).toEqual([]);
  });

  test('huge, deep and circular arguments are refused, and nothing of them is repeated', async () => {
    const circular: unknown[] = [];
    circular.push(circular);
    const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    const holes: unknown[] = [];
    holes[1_000_000] = 'x';
    for (const given of [
      circular,
      [deep],
      holes,
      ['x'.repeat(5_000_000)],
      Array.from({ length: 100_000 }, () => 'x'),
    ]) {
      const reply = await ipc.request(own, 'order.trace', given);
      expect(reply).toMatchObject({ failure: { code: 'wrong-arguments' } });
      expect(JSON.stringify(reply).length).toBeLessThan(400);
    }
    expect(double.asked).toEqual([]);
  });

  test('keys of the prototype change nothing', async () => {
    const query: unknown = JSON.parse('{"__proto__":{"limit":1,"x":1},"search":"","state":"all","offset":0}');
    expect(await ipc.request(own, 'orders.list', [query])).toMatchObject({ failure: { code: 'wrong-arguments' } });
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });

  test('a flood is slowed down, on both channels', async () => {
    const replies = await Promise.all(Array.from({ length: 400 }, () => ipc.request(own, 'snapshot', [])));
    expect(replies.filter(reply => reply.ok).length).toBeGreaterThanOrEqual(200);
    const slowed = expect.objectContaining({ failure: expect.objectContaining({ code: 'too-many-requests' }) });
    expect(replies).toContainEqual(slowed);
    expect(Array.from({ length: 50 }, () => ipc.listen(own))).toContainEqual(slowed);
    expect(listens).toBeLessThan(50);
  });

  test('a stranger’s flood does not use up what the window may ask', async () => {
    for (let count = 0; count < 1_000; count += 1) await ipc.request({ ...own, id: 8 }, 'snapshot', []);
    expect(await ipc.request(own, 'snapshot', [])).toMatchObject({ ok: true });
  });
});
