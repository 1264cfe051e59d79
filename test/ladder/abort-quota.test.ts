import { describe, expect, test } from 'vitest';
import { abortsLeft, monthOf, nextMonth } from '../../src/ladder/abort-quota.ts';

const november = new Date('2026-11-01T00:00:00Z');

describe('aborts left of three a month', () => {
  test.for([
    { name: 'never used', used: null, now: '2026-11-23T12:00:00Z', left: 3 },
    { name: 'one used', used: 1, now: '2026-11-23T12:00:00Z', left: 2 },
    { name: 'all used', used: 3, now: '2026-11-30T23:59:59.999Z', left: 0 },
    { name: 'more than there are, once set lower', used: 5, now: '2026-11-23T12:00:00Z', left: 0 },
    { name: 'given by staff', used: -2, now: '2026-11-23T12:00:00Z', left: 5 },
    { name: 'at the first moment of the next month', used: 3, now: '2026-12-01T00:00:00Z', left: 3 },
    { name: 'in the same month of another year', used: 3, now: '2027-11-05T00:00:00Z', left: 3 },
  ])('$name: $left', ({ used, now, left }) => {
    expect(abortsLeft(used === null ? null : { month: november, used }, new Date(now), 3)).toBe(left);
  });
});

describe('months, by UTC', () => {
  test.for([
    { at: '2026-11-23T12:34:56Z', month: '2026-11-01T00:00:00Z', next: '2026-12-01T00:00:00Z' },
    { at: '2026-12-31T23:59:59.999Z', month: '2026-12-01T00:00:00Z', next: '2027-01-01T00:00:00Z' },
    { at: '2027-01-01T00:00:00Z', month: '2027-01-01T00:00:00Z', next: '2027-02-01T00:00:00Z' },
    { at: '2027-01-31T12:00:00Z', month: '2027-01-01T00:00:00Z', next: '2027-02-01T00:00:00Z' }, // February has no 31st
    { at: '2028-02-29T12:00:00Z', month: '2028-02-01T00:00:00Z', next: '2028-03-01T00:00:00Z' },
    { at: '2026-12-01T05:00:00+14:00', month: '2026-11-01T00:00:00Z', next: '2026-12-01T00:00:00Z' },
  ])('$at', ({ at, month, next }) => {
    expect(monthOf(new Date(at))).toEqual(new Date(month));
    expect(nextMonth(new Date(at))).toEqual(new Date(next));
  });
});
