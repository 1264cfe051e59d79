import fc from 'fast-check';
import { expect, test } from 'vitest';
import { thinned } from '../../src/chart/series.ts';

const course = fc
  .array(fc.record({ pause: fc.nat(1_000), rating: fc.integer({ min: 0, max: 3_000 }) }), { maxLength: 400 })
  .map((steps) => {
    let at = 0;
    return steps.map(({ pause, rating }) => {
      at += pause;
      return { at, rating };
    });
  });

test('keeps the ends, the extremes and the order, and no more points than asked', () => {
  fc.assert(
    fc.property(course, fc.integer({ min: 4, max: 100 }), (points, most) => {
      const kept = thinned(points, most);
      expect(kept.length).toBeLessThanOrEqual(Math.max(most, 0));
      expect(kept[0]).toEqual(points[0]);
      expect(kept.at(-1)).toEqual(points.at(-1));
      const ratings = (list: typeof points) => list.map(({ rating }) => rating);
      if (points.length > 0) {
        expect(Math.max(...ratings([...kept]))).toBe(Math.max(...ratings(points)));
        expect(Math.min(...ratings([...kept]))).toBe(Math.min(...ratings(points)));
      }
      const places = kept.map((point) => points.indexOf(point));
      expect(places).toEqual([...places].sort((one, other) => one - other));
      expect(new Set(places).size).toBe(places.length);
    }),
  );
});

test('few points stay as they are', () => {
  const points = [
    { at: 1, rating: 1500 },
    { at: 2, rating: 1520 },
  ];
  expect(thinned(points, 4)).toBe(points);
});

test('a stretch without a match adds nothing', () => {
  const points = Array.from({ length: 50 }, (_, at) => ({ at, rating: 1500 + at }));
  const later = { at: 1_000_000, rating: 1400 };
  expect(thinned([...points, later], 10).length).toBeLessThan(6);
});
