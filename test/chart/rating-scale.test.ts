import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ratingScale } from '../../src/chart/rating-scale.ts';

test.each([
  [1500, 1740, 5, [1500, 1600, 1700, 1800]],
  [1493, 1540, 6, [1490, 1500, 1510, 1520, 1530, 1540]],
  [1500, 1500, 6, [1480, 1490, 1500, 1510, 1520]],
  [0, 10, 5, [0, 10, 20, 30, 40]],
  [900, 2400, 5, [500, 1000, 1500, 2000, 2500]],
])('from %i to %i with %i ticks', (lowest, highest, most, ticks) => {
  expect(ratingScale(lowest, highest, most).ticks).toEqual(ticks);
});

test('is around both, in even steps of whole numbers, and never below zero', () => {
  const rating = fc.integer({ min: 0, max: 10_000 });
  fc.assert(
    fc.property(rating, rating, fc.integer({ min: 2, max: 12 }), (one, other, most) => {
      const [lowest, highest] = [Math.min(one, other), Math.max(one, other)];
      const { from, to, ticks } = ratingScale(lowest, highest, most);
      expect(from).toBeLessThanOrEqual(lowest);
      expect(to).toBeGreaterThanOrEqual(highest);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(ticks.length).toBeLessThanOrEqual(most);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect([ticks[0], ticks.at(-1)]).toEqual([from, to]);
      const steps = new Set(ticks.slice(1).map((tick, place) => tick - (ticks[place] ?? 0)));
      expect(steps.size).toBe(1);
      for (const tick of ticks) expect(Number.isInteger(tick)).toBe(true);
    }),
  );
});
