import { expect, test } from 'vitest';
import { winShare } from '../../src/ladder/standing.ts';

test.each([
  [45, 4, 2, 45 / 51],
  [0, 0, 3, 0],
  [2, 0, 0, 1],
  [0, 0, 0, 0],
])('of %i wins, %i losses and %i draws', (wins, losses, draws, share) => {
  expect(winShare({ wins, losses, draws })).toBe(share);
});
