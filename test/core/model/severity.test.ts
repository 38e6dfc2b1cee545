import { expect, test } from 'vitest';
import { severityOf } from '../../../core/model/severity.ts';
import { days, minutes } from '../../../core/model/time.ts';

test('OPS-05 a problem that nobody sees to rises by one, and what holds money or access is urgent at once', () => {
  expect(severityOf('mapping', 0)).toBe('warning');
  expect(severityOf('mapping', days(1) - 1)).toBe('warning');
  expect(severityOf('mapping', days(1))).toBe('critical');
  expect(severityOf('safety', 0)).toBe('critical');
  expect(severityOf('busy', minutes(14))).toBe('note');
  expect(severityOf('busy', minutes(15))).toBe('warning');
  expect(severityOf('busy', days(3))).toBe('critical');
});
