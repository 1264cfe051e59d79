import { expect, test } from 'vitest';
import { latenciesOf, median } from '../../bench/latencies.ts';

test('percentiles are times that were measured, by nearest rank', () => {
  const times = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect(latenciesOf(times)).toEqual({ count: 200, p50: 100, p99: 198 });
  expect(latenciesOf([7])).toEqual({ count: 1, p50: 7, p99: 7 });
});

test('the median of an even number is the lower of the two in the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(2);
});

test('no times are no figures', () => {
  expect(() => latenciesOf([])).toThrow(RangeError);
});
