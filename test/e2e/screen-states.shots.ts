import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, test } from 'vitest';
import { pageFixture } from './page-fixture.ts';
import { allStates } from './all-states.ts';
import { inEachLook } from './screen-states.ts';

/** Not committed: for looking at. What they show is made up. */
const folder = join(import.meta.dirname, '../../out/screens');
const page = pageFixture();

beforeAll(() => mkdir(folder, { recursive: true }));

test.each(allStates)('$name', async state => {
  await inEachLook(page, state, async (tab, { colorScheme, width, height }) => {
    await tab.screenshot({ path: join(folder, `${state.name}-${colorScheme}-${width}x${height}.png`) });
  });
});
