import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryEndsAt, nextWave, wavesWaited } from '../../src/ladder/wave.ts';
import { draws } from '../draws.ts';

const at = (time: string) => new Date(`2026-11-23T${time}Z`);

describe('the next wave', () => {
  test.for([
    { now: '12:00:00.000', next: '12:00:45.000' }, // at the very moment of one, the one after it
    { now: '12:00:00.001', next: '12:00:45.000' },
    { now: '12:00:44.999', next: '12:00:45.000' },
    { now: '12:00:45.000', next: '12:01:30.000' },
    { now: '12:02:15.000', next: '12:03:00.000' },
  ])('after $now is at $next', ({ now, next }) => {
    expect(nextWave(at(now), 45)).toEqual(at(next));
  });

  test('is never now, never farther than one interval, and always on the clock', () => {
    const moment = fc.integer({ min: 0, max: 4_000_000_000_000 });
    fc.assert(
      fc.property(moment, fc.constantFrom(1, 30, 45, 60), (now, seconds) => {
        const wave = nextWave(new Date(now), seconds).getTime();
        expect(wave).toBeGreaterThan(now);
        expect(wave - now).toBeLessThanOrEqual(seconds * 1000);
        expect(wave % (seconds * 1000)).toBe(0);
      }),
      { seed: 45 },
    );
  });
});

describe('waves waited', () => {
  test.for([
    { joined: '12:00:10', wave: '12:00:45', waited: 0 },
    { joined: '12:00:00', wave: '12:00:45', waited: 0 }, // he came too late for the one of that moment
    { joined: '12:00:44.999', wave: '12:00:45', waited: 0 },
    { joined: '12:00:10', wave: '12:01:30', waited: 1 },
    { joined: '12:00:45', wave: '12:01:30', waited: 0 },
    { joined: '12:00:10', wave: '12:01:31', waited: 1 }, // a late wave is the one it was to be
    { joined: '12:00:10', wave: '13:00:00', waited: 79 },
    { joined: '12:00:10', wave: '12:00:00', waited: 0 },
  ])('from $joined to $wave: $waited', ({ joined, wave, waited }) => {
    expect(wavesWaited(at(joined), at(wave), 45)).toBe(waited);
  });

  test('grow by one from wave to wave', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), fc.nat(50), (joined, count) => {
        let wave = nextWave(new Date(joined), 45);
        for (let waited = 0; waited <= count; waited += 1) {
          expect(wavesWaited(new Date(joined), wave, 45)).toBe(waited);
          wave = nextWave(wave, 45);
        }
      }),
      draws(50, 46),
    );
  });
});

test('an entry ends after its minutes', () => {
  expect(entryEndsAt(at('12:00:00'), 150)).toEqual(at('14:30:00'));
});
