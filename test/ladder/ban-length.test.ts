import { expect, test } from 'vitest';
import { banSeconds } from '../../src/ladder/ban-length.ts';

test.each([
  ['90m', 5_400],
  ['1h', 3_600],
  ['3d', 259_200],
  ['2w', 1_209_600],
  ['1d 12h', 129_600],
  [' 1D12H ', 129_600],
  ['3650d', 315_360_000],
])('%j is %i seconds', (typed, seconds) => {
  expect(banSeconds(typed)).toBe(seconds);
});

test.each(['', '3', 'd', '0h', '3651d', '99999w', '-1d', '1.5h', '1d and 2h', '3 days', '1s'])(
  '%j is no length of a ban',
  (typed) => {
    expect(banSeconds(typed)).toBeUndefined();
  },
);
