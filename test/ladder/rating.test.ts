import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scEvo } from '../../src/games/sc-evo.ts';
import type { Game } from '../../src/ladder/game.ts';
import { expectation } from '../../src/ladder/head-to-head.ts';
import { pairWave } from '../../src/ladder/matchmaking.ts';
import { propose } from '../../src/ladder/proposal.ts';
import { expectedScore, type RatingSettings, type Result, stakes } from '../../src/ladder/rating.ts';
import { draws } from '../draws.ts';
import { bw, entry, NOW, rules, sc2 } from './entries.ts';

const results: readonly Result[] = ['win', 'draw', 'loss'];
const opposite = { win: 'loss', draw: 'draw', loss: 'win' } as const;
const rating = fc.integer({ min: 0, max: 4000 });
const settings: fc.Arbitrary<RatingSettings> = fc.record({
  system: fc.constant('elo'),
  start: fc.constant(1500),
  divisor: fc.integer({ min: 100, max: 1000 }),
  factor: fc.integer({ min: 1, max: 100 }),
});

describe('expected score', () => {
  test.for([
    { gap: 0, score: 0.5 },
    { gap: 100, score: 0.61 },
    { gap: -100, score: 0.39 },
    { gap: 500, score: 0.91 },
    { gap: 1000, score: 0.99 },
  ])('$gap points ahead: $score', ({ gap, score }) => {
    expect(expectedScore(1500 + gap, 1500, scEvo.rating)).toBeCloseTo(score, 2);
  });
});

describe('stakes', () => {
  test.for([
    { own: 1500, opponent: 1500, win: 20, draw: 0, loss: -20 },
    { own: 1600, opponent: 1500, win: 15, draw: -5, loss: -25 },
    { own: 1500, opponent: 1600, win: 25, draw: 5, loss: -15 },
    { own: 1566, opponent: 1500, win: 17, draw: -3, loss: -23 },
    { own: 3000, opponent: 1000, win: 0, draw: -20, loss: -40 },
    { own: 1000, opponent: 3000, win: 40, draw: 20, loss: 0 },
    // Nobody falls below zero, and nobody gains what the other does not have.
    { own: 5, opponent: 5, win: 5, draw: 0, loss: -5 },
    { own: 0, opponent: 100, win: 25, draw: 5, loss: 0 },
    { own: 0, opponent: 0, win: 0, draw: 0, loss: 0 },
  ])('$own against $opponent: $win, $draw, $loss', ({ own, opponent, ...deltas }) => {
    expect(stakes(own, opponent, scEvo.rating).own).toEqual(deltas);
  });

  test('move points and make none; both see the same; nobody falls below zero', () => {
    fc.assert(
      fc.property(rating, rating, settings, (own, opponent, of) => {
        const seen = stakes(own, opponent, of);
        expect(stakes(opponent, own, of)).toEqual({ own: seen.opponent, opponent: seen.own });
        for (const result of results) {
          expect(seen.own[result] + seen.opponent[opposite[result]]).toBe(0);
          expect(own + seen.own[result]).toBeGreaterThanOrEqual(0);
          expect(opponent + seen.opponent[result]).toBeGreaterThanOrEqual(0);
          expect(Number.isInteger(seen.own[result])).toBe(true);
        }
        expect(seen.own.win).toBeGreaterThanOrEqual(seen.own.draw);
        expect(seen.own.draw).toBeGreaterThanOrEqual(seen.own.loss);
      }),
      draws(600),
    );
  });

  test('a stronger opponent is worth more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 500, max: 2500 }),
        fc.integer({ min: 500, max: 2500 }),
        (own, opponent) => {
          const weaker = stakes(own, opponent, scEvo.rating).own;
          const stronger = stakes(own, opponent + 200, scEvo.rating).own;
          for (const result of results) expect(stronger[result]).toBeGreaterThanOrEqual(weaker[result]);
        },
      ),
    );
  });
});

describe('another system, chosen by a game', () => {
  const game = {
    ...scEvo,
    rating: { system: 'fixed-points', start: 1000, points: 10 },
  } as const satisfies Game;

  test.for([
    { own: 1000, opponent: 1000, win: 10, draw: 0, loss: -10 },
    { own: 2000, opponent: 1000, win: 10, draw: 0, loss: -10 },
    { own: 1000, opponent: 2000, win: 10, draw: 0, loss: -10 },
    // The rules of every system: nobody falls below zero, and nobody gains what the other does not have.
    { own: 4, opponent: 1000, win: 10, draw: 0, loss: -4 },
    { own: 1000, opponent: 4, win: 4, draw: 0, loss: -10 },
  ])('$own against $opponent: $win, $draw, $loss', ({ own, opponent, ...deltas }) => {
    const seen = stakes(own, opponent, game.rating);
    expect(seen.own).toEqual(deltas);
    expect(stakes(opponent, own, game.rating)).toEqual({ own: seen.opponent, opponent: seen.own });
  });

  test('is what its pairings are made with, and what is expected of two players', () => {
    const [pairing] = pairWave([entry('1', { offers: [sc2(1000)] }), entry('2', { offers: [bw(1066)] })], {
      game,
      maps: rules.maps,
      now: NOW,
    });
    if (!pairing) throw new Error('they may not meet');
    expect(propose(pairing, game, rules.maps, () => 0).stakes.own).toEqual({ win: 10, draw: 0, loss: -10 });
    const two = {
      own: [{ faction: 'bw-zerg', rating: 2000 }],
      theirs: [{ faction: 'sc2-zerg', rating: 1000 }],
    };
    expect(expectation(two, game)?.score).toBe(0.5);
    expect(expectation(two, scEvo)?.score).toBeCloseTo(0.99, 2);
  });
});
