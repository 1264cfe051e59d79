// A season played through, match by match in the order of time, with the ladder's own rating: each player comes when
// he likes, and is paired with somebody of the other side and of nearly his rating, as a wave would.
import type { Game } from '../../src/ladder/game.ts';
import { expectedScore, type Result, type Stakes, stakes } from '../../src/ladder/rating.ts';
import type { Chance } from './chance.ts';
import { type Course, drawCourse, opposite } from './course.ts';
import { type Population, SEASON_AGE_DAYS } from './population.ts';
import { Queue } from './queue.ts';
import { Standings } from './standings.ts';
import { plannedVisits, SPANS, SPANS_PER_DAY } from './visits.ts';

const DAY_MS = 86_400_000;
const SPAN_MS = DAY_MS / SPANS_PER_DAY;
/** No match ends before this time of its span, so that it began in it as well. */
const EARLIEST_END_MS = 45 * 60_000;

const DRAW_SHARE = 0.015;
/** Beyond this gap a pair does not meet: both will have left the queue first. */
const WIDEST_GAP = 600;

/** Two standings, the first of which plays the first side, as the pairing finds them. */
export interface SeasonMatch {
  readonly id: number;
  readonly first: number;
  readonly second: number;
  readonly ratings: readonly [first: number, second: number];
  readonly stakes: Stakes;
  readonly course: Course;
}

/** A row of the ledger. */
export interface Entry {
  readonly match: number;
  readonly standing: number;
  readonly kind: 'match' | 'undo';
  readonly result: Result;
  readonly before: number;
  readonly delta: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Plays the season that ends at `now`. */
export async function playSeason(options: {
  readonly population: Population;
  readonly game: Game;
  readonly chance: Chance;
  readonly now: Date;
  /** Sees each match once, with what is known of it in the end; is waited for where it gives something to wait for. */
  readonly onMatch: (match: SeasonMatch, standings: Standings) => Promise<void> | undefined;
  /** Sees the rows of the ledger in their order. */
  readonly onEntry: (entry: Entry) => void;
  /** How far it is, from 0 to 1. */
  readonly onSpan: (done: number) => void;
}): Promise<Standings> {
  const { population, game, chance, now, onMatch, onEntry, onSpan } = options;
  const standings = new Standings();
  const visits = plannedVisits(population, chance);
  const queue = new Queue(population, game, standings, chance);
  const start = now.getTime() - SEASON_AGE_DAYS * DAY_MS;
  let matches = 0;

  for (let span = 0; span < SPANS; span++) {
    const since = start + span * SPAN_MS;
    const pairs = queue.pairs(visits.players.subarray(visits.begin[span], visits.begin[span + 1]));
    const times = new Float64Array(pairs.length / 2)
      .map(() => since + EARLIEST_END_MS + chance.share() * (SPAN_MS - EARLIEST_END_MS))
      .sort();
    // Whoever takes a match back does so at the end of its span, before either plays again.
    const undoings: (() => void)[] = [];
    const undoneAt = since + SPAN_MS - 1;
    for (let index = 0; index < pairs.length; index += 2) {
      const at = Math.floor(times[index / 2] ?? 0);
      const match = meet(pairs[index] ?? 0, pairs[index + 1] ?? 0, { at, since, undoneAt });
      if (!match) continue;
      const seen = onMatch(match, standings);
      const undo = enter(match);
      if (undo) undoings.push(undo);
      if (seen) await seen;
    }
    for (const undo of undoings) undo();
    onSpan((span + 1) / SPANS);
  }
  return standings;

  function meet(
    first: number,
    second: number,
    times: { at: number; since: number; undoneAt: number },
  ): SeasonMatch | null {
    const ratings = [standings.rating[first] ?? 0, standings.rating[second] ?? 0] as const;
    if (Math.abs(ratings[0] - ratings[1]) > WIDEST_GAP) return null;
    const skill = (standing: number) => population.skill[standings.player[standing] ?? 0] ?? 0;
    const favour = expectedScore(skill(first), skill(second), game.rating);
    const luck = chance.share();
    const result: Result = luck < DRAW_SHARE ? 'draw' : chance.happens(favour) ? 'win' : 'loss';
    matches += 1;
    return {
      id: matches,
      first,
      second,
      ratings,
      stakes: stakes(ratings[0], ratings[1], game.rating),
      course: drawCourse({ result, ...times }, game, chance),
    };
  }

  /** Writes what a match does into the ledger; gives back what will take it back, if it is to be. */
  function enter({ id, first, second, stakes: { own, opponent }, course }: SeasonMatch): (() => void) | null {
    const { result, decidedAt, undoneAt } = course;
    if (result === null || decidedAt === null) return null;
    const sides = [
      { standing: first, result, delta: own[result], stood: standings.before(first) },
      {
        standing: second,
        result: opposite[result],
        delta: opponent[opposite[result]],
        stood: standings.before(second),
      },
    ];
    for (const { standing, result, delta } of sides) {
      const before = standings.rating[standing] ?? 0;
      onEntry({ match: id, standing, kind: 'match', result, before, delta, at: decidedAt });
      standings.play(standing, result, delta, decidedAt);
    }
    if (undoneAt === null) return null;
    return () => {
      for (const { standing, result, delta, stood } of sides) {
        const before = standings.rating[standing] ?? 0;
        onEntry({ match: id, standing, kind: 'undo', result, before, delta: -delta, at: undoneAt });
        standings.undo(standing, result, delta, stood);
      }
    };
  }
}
