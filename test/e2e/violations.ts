import axe from 'axe-core';
import type { Page as Tab } from 'playwright-core';
import { expect } from 'vitest';
import type { PageFixture } from './page-fixture.ts';
import { inEachLook, type ScreenState } from './screen-states.ts';

/** Every rule that this page breaks, with the elements that do. Evaluated from outside, so the content policy stays as it is. */
export async function violations(tab: Tab): Promise<unknown> {
  await tab.evaluate(`window.axe ?? (() => { ${axe.source} })()`);
  return tab.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(
    ({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary).join(' | ')))`);
}

/** Colours hang on the theme, what overlaps on the size: two looks show both. */
const looks = [
  { colorScheme: 'light', width: 1280, height: 800 },
  { colorScheme: 'dark', width: 960, height: 640 },
] as const;

export const breaksNoRule = (page: PageFixture, state: ScreenState): Promise<void> =>
  inEachLook(
    page,
    state,
    async (tab, look) => {
      expect(await violations(tab), `${look.colorScheme}, ${look.width} x ${look.height}`).toEqual([]);
    },
    looks,
  );
