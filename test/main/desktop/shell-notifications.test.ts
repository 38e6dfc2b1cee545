import { expect, test, vi } from 'vitest';
import { goodsCards } from '../../fakes/friday-goods.ts';
import { shellFixture } from './shell-fixture.ts';

const desk = shellFixture();
const { start, window, noted } = desk;

const shown = () => desk.native.notifications.filter(one => one.isShown()).map(({ title }) => title);
const fig = '2 orders wait for one SKU';
/** Nothing else is of this one cause. */
const onlyFig = () => desk.friday.problems.filter(({ problem }) => problem.code === 'unknown-item');

test('each cause once, in words with what may be done; a click opens the problem', async () => {
  desk.friday = { ...desk.friday, problems: onlyFig() };
  await start({ hidden: true });
  window()?.crash();
  expect(shown()).toEqual([fig]);
  const [notification] = desk.native.notifications;
  expect(notification).toMatchObject({
    text: 'Odoo does not know CDL-FIG-220 (Fig candle, 220 g). Nothing else is affected.',
    buttons: [{ words: 'Open' }, { words: 'Retry' }],
    isUrgent: false,
  });
  notification?.press();
  expect(window()?.addresses).toEqual([`#/problems/${encodeURIComponent(onlyFig()[0]?.recordId ?? '')}`]);
});

test('Retry tries all of the cause as one request, and says when it was in vain', async () => {
  desk.friday = { ...desk.friday, problems: onlyFig() };
  await start();
  desk.native.notifications[0]?.press('Retry');
  await vi.waitFor(
    () => expect(desk.native.said).toEqual(['2 orders still wait: Odoo does not know CDL-FIG-220.']),
    9000,
  );
  expect(desk.double.asked.filter(([name]) => name === 'orders.retry')).toEqual([
    ['orders.retry', onlyFig().map(({ recordId }) => recordId)],
  ]);
});

test('Retry of goods says so too', async () => {
  const [card] = goodsCards;
  const problems = card === undefined ? [] : [1, 2].map(at => ({ ...card, recordId: `${at}`, choices: [] }));
  desk.friday = { ...desk.friday, problems, plans: [] };
  await start();
  desk.native.notifications[0]?.press('Retry');
  await vi.waitFor(() => expect(desk.native.said).toEqual([expect.stringMatching(/^2 products still wait: /)]), 9000);
});

test('what is solved is taken back', async () => {
  desk.friday = { ...desk.friday, problems: onlyFig() };
  await start();
  expect(shown()).toEqual([fig]);
  desk.double.change({ problems: [] });
  await vi.waitFor(() => expect(shown()).toEqual([]));
});

test('what was told before a restart is not told again', async () => {
  desk.friday = { ...desk.friday, problems: onlyFig() };
  await start();
  await noted('unknown-item');
  await desk.shell.close();
  await start();
  expect(desk.native.notifications).toEqual([]);
});

test('DESK-15 quiet hours hold them while the icon shows the state, and their end tells once', async () => {
  vi.useFakeTimers();
  desk.alerts = { ...desk.alerts, quietHours: { from: '10:00', to: '12:00' } };
  await start();
  expect(desk.native.tray()?.state).toBe('attention');
  expect(desk.native.notifications).toEqual([]);
  desk.friday = { ...desk.friday, now: '2026-11-27T12:00:00.000Z' };
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shown()).toEqual(['4 things need you']);
  desk.native.notifications[0]?.press();
  expect(window()?.addresses).toContain('#/problems');
});

test('DESK-15 what failed breaks through them, urgently', async () => {
  desk.alerts = { ...desk.alerts, quietHours: { from: '10:00', to: '12:00' } };
  const button = { words: 'Try again', request: 'resume' } as const;
  const banner = {
    code: 'auth',
    severity: 'failed',
    title: 'Shopify no longer lets us in',
    explanation: 'x',
  } as const;
  desk.friday = { ...desk.friday, light: 'failed', banners: [{ ...banner, button }] };
  await start();
  expect(shown()).toEqual(['Shopify no longer lets us in']);
  expect(desk.native.notifications[0]?.isUrgent).toBe(true);
  desk.native.notifications[0]?.press('Try again');
  await vi.waitFor(() => expect(desk.double.asked.map(([name]) => name)).toContain('resume'));
});
