import { describe, expect, test } from 'vitest';
import { SyncError } from '../../core/errors.ts';
import { focused, pageFixture } from './page-fixture.ts';

const page = pageFixture();
const requests = () => page.double.asked.map(([name]) => name);

describe('pausing', () => {
  test('from the foot of the rail, for an hour, and resumed before that', async () => {
    const tab = await page.open();
    const foot = tab.getByRole('region', { name: 'Sync' });
    await foot.getByRole('button', { name: 'Pause syncing' }).click();
    await tab.getByRole('menuitem', { name: 'Pause for 1 hour' }).click();
    await foot.getByText('Paused until 11:42').waitFor();
    await tab.locator('.banner').getByText('Paused until 11:42').waitFor();
    await expect.poll(() => tab.locator('.hero .say').innerText()).toBe('Paused until 11:42. 5 orders need you.');
    await expect.poll(() => tab.locator('.hero').innerText()).toContain('goes on by itself');
    expect(page.double.asked).toContainEqual(['pause.start', 'hour']);
    await foot.getByRole('button', { name: 'Resume now' }).click();
    await foot.getByText('Running').waitFor();
    await expect.poll(() => tab.locator('.banner').count()).toBe(0);
    expect(requests()).toContain('pause.end');
    expect(page.complaints).toEqual([]);
  });

  test('by keyboard alone: the focus stays where the buttons are, and F5 says why nothing is synced', async () => {
    const tab = await page.open();
    await tab.getByRole('button', { name: 'Pause syncing' }).focus();
    await tab.keyboard.press('Enter');
    await tab.getByRole('menuitem', { name: 'Pause for 1 hour' }).waitFor();
    // As often as it takes: a busy machine may not have moved the focus into the menu yet.
    const down = async (): Promise<unknown> => {
      await tab.keyboard.press('ArrowDown');
      return focused(tab);
    };
    await expect.poll(down).toBe('Pause until tomorrow 08:00');
    await tab.keyboard.press('Enter');
    await expect.poll(() => focused(tab)).toBe('Resume now');
    expect(page.double.asked).toContainEqual(['pause.start', 'until-tomorrow']);
    await tab.keyboard.press('F5');
    await tab.getByText('Paused until Saturday 08:00. Resume, and it syncs at once.').waitFor();
    expect(requests()).not.toContain('run.now');
    await tab.keyboard.press('Enter');
    await expect.poll(() => focused(tab)).toBe('Sync now');
  });

  test('a pause that cannot be kept says why', async () => {
    const tab = await page.open();
    const full = new SyncError('transient', 'disk-full', 'The disk is full.', { nextStep: 'Free some space.' });
    page.double.failNext('pause.start', full);
    await tab.getByRole('button', { name: 'Pause syncing' }).click();
    await tab.getByRole('menuitem', { name: 'Pause for 1 hour' }).click();
    await tab.getByRole('alert').getByText('The disk is full. Free some space.').waitFor();
    await tab.getByRole('button', { name: 'Sync now' }).waitFor();
  });
});
