import { expect, test } from 'vitest';
import { Kept } from '../src/kept.ts';

const keys = (kept: Kept<number>, names: readonly string[]) =>
  names.filter((name) => kept.get(name) !== undefined);
const NAMES = Array.from({ length: 20 }, (_, place) => String(place));

test('no more are kept than there is room for, and who was asked for stays', () => {
  const kept = new Kept<number>(10_000, (bytes) => bytes);
  for (const name of NAMES) {
    kept.set(name, 1_000);
    expect(kept.get('0')).toBe(1_000);
  }
  const left = keys(kept, NAMES);
  expect(left).toContain('0');
  // Each counts for more than its value: its key, its entry.
  expect(left.length).toBeLessThan(10);
  expect(left.slice(1)).toEqual(NAMES.slice(-left.length + 1));
});

test('what takes the place of another takes its room, too', () => {
  const kept = new Kept<number>(10_000, (bytes) => bytes);
  kept.set('first', 1_000);
  for (let count = 0; count < 100; count += 1) kept.set('again', 5_000);
  expect(keys(kept, ['first', 'again'])).toEqual(['first', 'again']);
});

test('what is larger than all there is room for is not kept, and keeps nothing out afterwards', () => {
  const kept = new Kept<number>(10_000, (bytes) => bytes);
  kept.set('large', 20_000);
  expect(kept.get('large')).toBeUndefined();
  kept.set('small', 1_000);
  expect(kept.get('small')).toBe(1_000);
});

test('keys count: long ones fill it as values do', () => {
  const kept = new Kept<number>(10_000, () => 0);
  for (const name of NAMES) kept.set(name.padStart(2_000, 'x'), 0);
  expect(
    keys(
      kept,
      NAMES.map((name) => name.padStart(2_000, 'x')),
    ).length,
  ).toBe(2);
});
