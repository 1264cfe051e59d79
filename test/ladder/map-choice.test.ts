import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseMap } from '../../src/ladder/map-choice.ts';

const maps = ['a', 'b', 'c', 'd'];
const ALMOST_ONE = 1 - 2 ** -53;

test.for([
  { vetoes: [[], []], random: 0, map: 'a' },
  { vetoes: [[], []], random: 0.2499, map: 'a' },
  { vetoes: [[], []], random: 0.25, map: 'b' },
  { vetoes: [[], []], random: ALMOST_ONE, map: 'd' },
  { vetoes: [['a'], ['c']], random: 0, map: 'b' },
  { vetoes: [['a'], ['c']], random: 0.5, map: 'd' },
  {
    vetoes: [
      ['a', 'b'],
      ['b', 'c'],
    ],
    random: ALMOST_ONE,
    map: 'd',
  },
  {
    vetoes: [
      ['a', 'b'],
      ['c', 'd'],
    ],
    random: 0,
    map: null,
  },
])('without $vetoes, by $random: $map', ({ vetoes, random, map }) => {
  expect(chooseMap(maps, vetoes, random)).toBe(map);
});

test('where no maps are played, none', () => {
  expect(chooseMap([], [[], []], 0.5)).toBeNull();
});

test('each that is left has the same share of chances', () => {
  fc.assert(
    fc.property(fc.subarray(maps), fc.subarray(maps), (one, other) => {
      const left = maps.filter((map) => !one.includes(map) && !other.includes(map));
      const tried = left.flatMap((_, place) => [place, place + 0.999].map((share) => share / left.length));
      expect(tried.map((random) => chooseMap(maps, [one, other], random))).toEqual(
        left.flatMap((map) => [map, map]),
      );
    }),
    { seed: 9 },
  );
});
