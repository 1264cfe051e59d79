import { expect, test } from 'vitest';
import { playedSince } from '../../src/ladder/public-player.ts';

// 2026-11-23 is a Monday; 25 weeks before it is 2026-06-01.
test.each([
  ['2026-11-22T23:59:59.999Z', '2026-05-25'],
  ['2026-11-23T00:00:00.000Z', '2026-06-01'],
  ['2026-11-26T12:00:00.000Z', '2026-06-01'],
  ['2026-11-29T23:59:59.999Z', '2026-06-01'],
])('at %s the days that are shown begin on %s, a Monday', (now, begins) => {
  expect(playedSince(new Date(now))).toEqual(new Date(`${begins}T00:00:00.000Z`));
});
