// When the players of a made-up season come to play.
import type { Chance } from './chance.ts';
import { type Population, SEASON_AGE_DAYS } from './population.ts';

/** A player plays at most once in each span: that keeps matches of one player apart in time. */
export const SPANS_PER_DAY = 8;
export const SPANS = SEASON_AGE_DAYS * SPANS_PER_DAY;

/** The beginning of the span of that day (in days of the season) in which somebody may already play. */
export function spanBegin(day: number): number {
  return Math.floor(day * SPANS_PER_DAY) / SPANS_PER_DAY;
}

/** Its end, until when he may. */
export function spanEnd(day: number): number {
  return Math.ceil(day * SPANS_PER_DAY) / SPANS_PER_DAY;
}

export interface Visits {
  /** Players in the order of spans. */
  readonly players: Uint32Array;
  /** Where each span begins in them. */
  readonly begin: Uint32Array;
}

/** Draws when each player comes, then sorts by span (counting sort: there may be millions of visits). */
export function plannedVisits(population: Population, chance: Chance): Visits {
  let total = 0;
  for (const games of population.games) total += games;
  const spanOf = new Uint16Array(total);
  const begin = new Uint32Array(SPANS + 1);
  let visit = 0;
  for (let player = 0; player < population.count; player++) {
    const from = (population.from[player] ?? 0) * SPANS_PER_DAY;
    const length = (population.until[player] ?? 0) * SPANS_PER_DAY - from;
    for (let game = population.games[player] ?? 0; game > 0; game--) {
      const span = Math.min(SPANS - 1, Math.floor(from + chance.share() * length));
      spanOf[visit++] = span;
      begin[span + 1] = (begin[span + 1] ?? 0) + 1;
    }
  }
  for (let span = 0; span < SPANS; span++) begin[span + 1] = (begin[span + 1] ?? 0) + (begin[span] ?? 0);
  const players = new Uint32Array(total);
  const next = begin.slice();
  visit = 0;
  for (let player = 0; player < population.count; player++) {
    for (let game = population.games[player] ?? 0; game > 0; game--) {
      const span = spanOf[visit++] ?? 0;
      const place = next[span] ?? 0;
      next[span] = place + 1;
      players[place] = player;
    }
  }
  return { players, begin };
}
