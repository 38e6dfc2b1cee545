import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { desktopFixture, soon, synced, windowOf } from './desktop-fixture.ts';

/** As desktop.test.ts, in a file of its own: nothing is told in the first minute, and the other tests need not wait for it. */

const desktop = desktopFixture();

test('what needs a person is told by a notification, a minute after the start at the earliest, until it is solved', async () => {
  const app = desktop.open();
  const window = await windowOf(app);
  await synced(app);
  const mappings = join(desktop.folder, 'sample', 'mappings.json');
  const good = await readFile(mappings, 'utf8');
  const title = 'The changed mappings cannot be used';
  // The made-up books differ a little from the shop, and what each starts with is asked first.
  await soon(() => expect(app.notifications()).not.toEqual([]));
  await writeFile(mappings, '{');
  const slip = () => app.notifications().find(one => one.title === title);
  await soon(() => expect(slip()).toBeDefined());
  expect(slip()?.buttons).toEqual(['Open']);
  await app.act('click');
  await soon(() => expect(window.visible).toBe(false));
  await app.act('press', { title, words: 'Open' });
  await soon(() => expect(window.visible).toBe(true));
  await window.tab.getByText(title).first().waitFor();
  await writeFile(mappings, good);
  await soon(() => expect(slip()).toBeUndefined());
  expect(app.complaints).toEqual([]);
}, 240_000);
