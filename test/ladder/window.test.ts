import { expect, test } from 'vitest';
import { scEvo } from '../../src/games/sc-evo.ts';
import { windowOf } from '../../src/ladder/window.ts';

test.for([
  { waited: 0, window: 100 },
  { waited: 1, window: 150 },
  { waited: 2, window: 200 },
  { waited: 200, window: 10_100 }, // without limit
])('after $waited waves: $window', ({ waited, window }) => {
  expect(windowOf(waited, scEvo.queue.window)).toBe(window);
});
