// Whoever has come and not asked yet is expected, and nobody else.
import { expect, test } from 'vitest';
import { Arrivals } from '../../src/postgres/arrivals.ts';

test('each is expected until he asks, once', () => {
  const arrivals = new Arrivals();
  expect(arrivals.expecting(0)).toBe(false);
  const [one, other] = [arrivals.arrive(0), arrivals.arrive(1)];
  one();
  one();
  expect(arrivals.expecting(2)).toBe(true);
  other();
  expect(arrivals.expecting(3)).toBe(false);
});

test('who ends is not expected, whether he has asked or not, answered or failed', async () => {
  const arrivals = new Arrivals();
  const seen: boolean[] = [];
  const look = () => seen.push(arrivals.expecting(0));
  await arrivals.during(0, async (arrived) => {
    look();
    arrived();
    look();
  });
  await arrivals.during(0, async () => look());
  await arrivals.during(0, () => Promise.reject(new Error('no'))).catch(look);
  expect(seen).toEqual([true, false, true, false]);
});

test('who was given up by the runtime is forgotten, and what he says afterwards changes nothing', () => {
  const arrivals = new Arrivals();
  const lost = arrivals.arrive(0);
  expect(arrivals.expecting(250)).toBe(true);
  expect(arrivals.expecting(251)).toBe(false);
  const next = arrivals.arrive(300);
  lost();
  expect(arrivals.expecting(301)).toBe(true);
  next();
  expect(arrivals.expecting(302)).toBe(false);
});

test('a pause in which nobody comes makes nobody late', () => {
  const arrivals = new Arrivals();
  arrivals.arrive(0)();
  arrivals.arrive(10_000);
  expect(arrivals.expecting(10_001)).toBe(true);
});
