import { expect, test } from 'vitest';
import { allStates } from './all-states.ts';
import { pageFixture } from './page-fixture.ts';
import { breaksNoRule, violations } from './violations.ts';

const page = pageFixture();

/** One state of each screen; `npm run test:accessibility` tries them all. */
const screens = new Set([
  'today',
  'problems',
  'history-order',
  'stock-held',
  'ownership-unsaved',
  'preview',
  'history-goods-trace',
  'mappings',
  'settings',
  'set-up-1-welcome',
  'set-up-2-store-tested',
  'set-up-5-match',
  'set-up-6-preview',
]);
const states = allStates.filter(({ name }) => screens.has(name));

test('each screen is there', () => expect(states).toHaveLength(screens.size));

test.each(states)('$name breaks no rule of accessibility, in light and dark, large and small', state =>
  breaksNoRule(page, state),
);

test('a breach would be noticed', async () => {
  const tab = await page.open();
  await tab.evaluate(
    `document.querySelector('main').insertAdjacentHTML('beforeend', '<img src="/x.png"><button></button>')`,
  );
  const found = JSON.stringify(await violations(tab));
  expect(found).toContain('image-alt');
  expect(found).toContain('button-name');
});
