import axe from 'axe-core';
import type { Page as Tab } from 'playwright-core';
import { expect, test } from 'vitest';
import { pageFixture } from './page-fixture.ts';
import { allStates } from './all-states.ts';
import { inEachLook } from './screen-states.ts';

const page = pageFixture();

/** Every rule that this page breaks, with the elements that do. Evaluated from outside, so the content policy stays as it is. */
async function violations(tab: Tab): Promise<unknown> {
  await tab.evaluate(`window.axe ?? (() => { ${axe.source} })()`);
  return tab.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(
    ({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary).join(' | ')))`);
}

/** Colours hang on the theme, what overlaps on the size: two looks show both. */
const looks = [
  { colorScheme: 'light', width: 1280, height: 800 },
  { colorScheme: 'dark', width: 960, height: 640 },
] as const;

test.each(allStates)('$name breaks no rule of accessibility, in light and dark, large and small', async state => {
  await inEachLook(
    page,
    state,
    async (tab, look) => {
      expect(await violations(tab), `${look.colorScheme}, ${look.width} x ${look.height}`).toEqual([]);
    },
    looks,
  );
});

test('a breach would be noticed', async () => {
  const tab = await page.open();
  await tab.evaluate(
    `document.querySelector('main').insertAdjacentHTML('beforeend', '<img src="/x.png"><button></button>')`,
  );
  const found = JSON.stringify(await violations(tab));
  expect(found).toContain('image-alt');
  expect(found).toContain('button-name');
});
