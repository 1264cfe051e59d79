import { describe, expect, test } from 'vitest';
import { games } from '../../src/games/index.ts';
import { cumulativePercents, rankCutoffs, rankOf } from '../../src/ladder/rank.ts';

const [{ tiers }] = games;

describe('cutoffs', () => {
  test.for([
    { total: 0, last: [0, 0, 0, 0, 0, 0, 0] },
    { total: 1, last: [0, 0, 0, 1, 1, 1, 1] },
    { total: 2, last: [0, 0, 1, 1, 1, 2, 2] },
    { total: 7, last: [1, 2, 3, 4, 5, 6, 7] },
    { total: 8, last: [1, 2, 3, 4, 6, 7, 8] },
    { total: 20, last: [1, 2, 6, 10, 14, 18, 20] },
    { total: 100, last: [1, 8, 29, 50, 71, 92, 100] },
    { total: 1_000_000, last: [10_000, 80_000, 290_000, 500_000, 710_000, 920_000, 1_000_000] },
  ])('of $total', ({ total, last }) => {
    expect(rankCutoffs(total, tiers).map((cutoff) => cutoff.last)).toEqual(last);
  });

  const ofShares = (...percents: number[]) => ({
    name: `tiers of ${percents.join(', ')} percent`,
    tiers: percents.map((percent, index) => ({ id: String(index), percent })),
  });
  // A game may have tiers that are small at either end.
  test.for([...games, ofShares(1, 1, 98), ofShares(98, 1, 1), ofShares(1, 98, 1)])(
    'of $name leave no tier empty from as many standings as tiers',
    (game) => {
      for (let total = 0; total <= 3000; total++) {
        const last = rankCutoffs(total, game.tiers).map((cutoff) => cutoff.last);
        const sizes = last.map((place, index) => place - (last[index - 1] ?? 0));
        const least = total >= game.tiers.length ? 1 : 0;
        if (Math.min(...sizes) < least) expect.fail(`of ${total}: ${sizes}`);
        if (last.at(-1) !== total) expect.fail(`of ${total}: the last tier ends at ${last.at(-1)}`);
      }
    },
  );
});

describe('rank', () => {
  test.for([
    { place: null, total: 100, rank: 'U' },
    { place: 1, total: 1, rank: 'C' },
    { place: 1, total: 100, rank: 'S' },
    { place: 2, total: 100, rank: 'A' },
    { place: 8, total: 100, rank: 'A' },
    { place: 9, total: 100, rank: 'B' },
    { place: 92, total: 100, rank: 'E' },
    { place: 93, total: 100, rank: 'F' },
    { place: 100, total: 100, rank: 'F' },
  ])('of place $place in $total: $rank', ({ place, total, rank }) => {
    expect(rankOf(place, total, tiers)).toBe(rank);
  });

  test('of a place beyond the last is a bug', () => {
    expect(() => rankOf(8, 7, tiers)).toThrow(RangeError);
  });
});

test('percentages add up from the top', () => {
  expect(cumulativePercents(tiers)).toEqual([1, 8, 29, 50, 71, 92, 100]);
});
