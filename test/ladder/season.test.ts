import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closingRefusal, nextSeason, openingRating, seasonSlug } from '../../src/ladder/season.ts';
import { draws } from '../draws.ts';

const AT = new Date('2026-11-23T12:00:00Z');

describe('closing', () => {
  test.for([
    { name: 'open, no matches', season: { closedAt: null, openMatches: 0 }, refusal: null },
    {
      name: 'open matches',
      season: { closedAt: null, openMatches: 2 },
      refusal: { reason: 'matches-open', matches: 2 } as const,
    },
    {
      name: 'closed already',
      season: { closedAt: AT, openMatches: 0 },
      refusal: { reason: 'season-closed' } as const,
    },
    {
      name: 'closed already is said first',
      season: { closedAt: AT, openMatches: 2 },
      refusal: { reason: 'season-closed' } as const,
    },
  ])('$name', ({ season, refusal }) => {
    expect(closingRefusal(season)).toEqual(refusal);
  });
});

test('the next season begins where this one ends', () => {
  expect(nextSeason(AT, { days: 91, drawnToStartPercent: 50 })).toEqual({
    startsAt: AT,
    endsAt: new Date('2027-02-22T12:00:00Z'),
  });
});

describe('the opening rating', () => {
  test.for([
    { closing: 1500, percent: 50, opening: 1500 },
    { closing: 1700, percent: 50, opening: 1600 },
    { closing: 1300, percent: 50, opening: 1400 },
    { closing: 1501, percent: 50, opening: 1500 }, // a half goes to the start
    { closing: 1499, percent: 50, opening: 1500 },
    { closing: 1503, percent: 50, opening: 1501 },
    { closing: 1497, percent: 50, opening: 1499 },
    { closing: 0, percent: 50, opening: 750 },
    { closing: 1702, percent: 25, opening: 1651 }, // 151.5
    { closing: 1703, percent: 25, opening: 1652 }, // 152.25
    { closing: 1701, percent: 25, opening: 1651 }, // 150.75
    { closing: 1700, percent: 100, opening: 1500 },
    { closing: 1700, percent: 0, opening: 1700 },
  ])('$closing, drawn by $percent %: $opening', ({ closing, percent, opening }) => {
    expect(openingRating(closing, 1500, percent)).toBe(opening);
  });

  test('is whole, between both, as far above as below, and keeps the order', () => {
    const rating = fc.integer({ min: 0, max: 4000 });
    fc.assert(
      fc.property(rating, rating, rating, fc.integer({ min: 0, max: 100 }), (one, other, start, percent) => {
        const opening = openingRating(one, start, percent);
        expect(Number.isInteger(opening)).toBe(true);
        expect(opening).toBeGreaterThanOrEqual(Math.min(one, start));
        expect(opening).toBeLessThanOrEqual(Math.max(one, start));
        expect(openingRating(2 * start - one, start, percent) + opening).toBe(2 * start);
        if (one <= other) expect(opening).toBeLessThanOrEqual(openingRating(other, start, percent));
      }),
      draws(300, 91),
    );
  });
});

test.each([
  ['Summer 2026', 'summer-2026'],
  ['Élan  Vital!', 'elan-vital'],
  ['-- 4 --', '4'],
  ['夏', 'season-2026-06-15'],
])('%j has the address %s', (name, slug) => {
  expect(seasonSlug(name, new Date('2026-06-15T12:00:00Z'))).toBe(slug);
});
