import { test } from 'vitest';
import { allStates } from './all-states.ts';
import { pageFixture } from './page-fixture.ts';
import { breaksNoRule } from './violations.ts';

const page = pageFixture();

test.each(allStates)('$name breaks no rule of accessibility, in light and dark, large and small', state =>
  breaksNoRule(page, state),
);
