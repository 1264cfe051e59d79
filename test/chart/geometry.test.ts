import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ratingChart, spread } from '../../src/chart/geometry.ts';

const SIZE = {
  width: 640,
  height: 240,
  margin: { top: 10, right: 90, bottom: 30, left: 50 },
  tickGap: { rating: 40, date: 80 },
};
const day = (number: number) => Date.UTC(2026, 10, number);

test('fewer than two points are no course', () => {
  expect(ratingChart([], SIZE)).toBeNull();
  expect(ratingChart([{ faction: 'a', points: [{ at: day(1), rating: 1500 }] }], SIZE)).toBeNull();
});

test('time runs from the left edge of the plot to the right, ratings from its bottom to its top', () => {
  const chart = ratingChart(
    [
      {
        faction: 'a',
        points: [
          { at: day(1), rating: 1500 },
          { at: day(11), rating: 1600 },
        ],
      },
      { faction: 'b', points: [{ at: day(6), rating: 1550 }] },
    ],
    SIZE,
  );
  expect(chart?.plot).toEqual({ left: 50, top: 10, right: 550, bottom: 210 });
  expect(chart?.lines).toEqual([
    {
      faction: 'a',
      places: [
        { x: 50, y: 210 },
        { x: 550, y: 10 },
      ],
      end: { x: 550, y: 10, rating: 1600 },
    },
    { faction: 'b', places: [{ x: 300, y: 110 }], end: { x: 300, y: 110, rating: 1550 } },
  ]);
  expect(chart?.ratingTicks.map(({ rating }) => rating)).toEqual([1500, 1520, 1540, 1560, 1580, 1600]);
  expect(chart?.ratingTicks[0]?.y).toBe(210);
  expect(chart?.dateTicks[0]).toEqual({ at: day(1), unit: 'day', x: 50 });
});

test('whatever happened, all of it is within the plot', () => {
  const point = fc.record({
    at: fc.integer({ min: day(1), max: day(300) }),
    rating: fc.integer({ min: 0, max: 4_000 }),
  });
  const series = fc.array(
    fc.record({
      faction: fc.constant('a'),
      points: fc.array(point).map((list) => list.sort((one, other) => one.at - other.at)),
    }),
  );
  fc.assert(
    fc.property(series, (given) => {
      const chart = ratingChart(given, SIZE);
      if (chart === null) return;
      const { left, right, top, bottom } = chart.plot;
      const places = [...chart.lines.flatMap(({ places, end }) => [...places, end])];
      for (const { x, y } of places) {
        expect(x >= left - 1e-6 && x <= right + 1e-6 && y >= top - 1e-6 && y <= bottom + 1e-6).toBe(true);
      }
      for (const { x } of chart.dateTicks) expect(x >= left && x <= right).toBe(true);
      for (const { y } of chart.ratingTicks) expect(y >= top - 1e-6 && y <= bottom + 1e-6).toBe(true);
    }),
  );
});

test('labels keep their distance and stay where they fit', () => {
  expect(spread([10, 50, 90], { gap: 10, from: 0, to: 100 })).toEqual([10, 50, 90]);
  expect(spread([50, 50, 52], { gap: 10, from: 0, to: 100 })).toEqual([50, 60, 70]);
  expect(spread([99, 98, 10], { gap: 10, from: 0, to: 100 })).toEqual([100, 90, 10]);
  expect(spread([-5], { gap: 10, from: 0, to: 100 })).toEqual([0]);
});
