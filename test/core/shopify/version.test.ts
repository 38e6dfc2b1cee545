import { expect, test } from 'vitest';
import { supportEnd, versionNotice } from '../../../core/shopify/version.ts';

test('a version is answered for twelve months', () => {
  expect(supportEnd('2026-10')).toBe('2027-10-01');
  expect(supportEnd('2026-01')).toBe('2027-01-01');
  expect(supportEnd('unstable')).toBeUndefined();
});

test.each([
  ['2026-11-23', undefined],
  ['2027-07-02', undefined],
  ['2027-07-03', 'info'],
  ['2027-08-31', 'info'],
  ['2027-09-01', 'warning'],
  ['2027-09-24', 'critical'],
  ['2027-09-30', 'critical'],
  ['2027-10-01', 'critical'],
])('on %s: %s', (today, severity) => {
  expect(versionNotice('2026-10', '2026-10', today)?.severity).toBe(severity);
});

test('says how long is left, and what to do', () => {
  expect(versionNotice('2026-10', undefined, '2027-09-30')).toMatchObject({
    code: 'api-version-ends',
    words: 'Shopify ends its support for API version 2026-10 on 2027-10-01, in 1 day.',
    nextStep: 'Install the current version of Counterfoil.',
  });
  expect(versionNotice('2026-10', undefined, '2027-10-01')?.words).toBe(
    'Shopify ended its support for API version 2026-10 on 2027-10-01.',
  );
});
