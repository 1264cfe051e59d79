// A season played through, match by match in the order of time, with the ladder's own rating: each player comes when
// he likes, and is paired with somebody of the other side and of nearly his rating, as a wave would.
import type { Game } from '../../src/ladder/game.ts';
import { expectedScore, type Result, stakes } from '../../src/ladder/rating.ts';
import type { Chance } from './chance.ts';
import { MOST_FACTIONS, type Population, SEASON_AGE_DAYS } from './population.ts';

// A player plays at most once in each span: that keeps matches of one player apart in time.
const SPANS_PER_DAY = 8;
const SPANS = SEASON_AGE_DAYS * SPANS_PER_DAY;
const SPAN_MS = 86_400_000 / SPANS_PER_DAY;

const DRAW_SHARE = 0.015;
/** Beyond this gap a pair does not meet: both will have left the queue first. */
const WIDEST_GAP = 600;
/** How much the order of pairing strays from the order of rating. */
const GAP_NOISE = 60;

/** One side of a match, as the ledger will show it. */
export interface Outcome {
  readonly standing: number;
  readonly result: Result;
  readonly before: number;
  readonly delta: number;
}

export interface PlayedMatch {
  readonly first: Outcome;
  readonly second: Outcome;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What stands at the end; standings are numbered from 1 in the order of their first match. */
export class Standings {
  readonly player: number[] = [0];
  readonly faction: number[] = [0];
  readonly rating: number[] = [0];
  readonly peak: number[] = [0];
  readonly wins: number[] = [0];
  readonly losses: number[] = [0];
  readonly draws: number[] = [0];
  readonly lastPlayed: number[] = [0];

  get count(): number {
    return this.player.length - 1;
  }

  open(player: number, faction: number, rating: number): number {
    this.player.push(player);
    this.faction.push(faction);
    this.rating.push(rating);
    this.peak.push(rating);
    for (const counter of [this.wins, this.losses, this.draws, this.lastPlayed]) counter.push(0);
    return this.count;
  }

  apply({ standing, result, before, delta }: Outcome, at: number): void {
    const after = before + delta;
    this.rating[standing] = after;
    this.peak[standing] = Math.max(this.peak[standing] ?? 0, after);
    const counter = result === 'win' ? this.wins : result === 'loss' ? this.losses : this.draws;
    counter[standing] = (counter[standing] ?? 0) + 1;
    this.lastPlayed[standing] = at;
  }
}

const opposite = { win: 'loss', draw: 'draw', loss: 'win' } as const;

/** Plays the season that ends at `now`; `onMatch` sees each match once, `onSpan` how far it is (0 to 1). */
export async function playSeason(options: {
  readonly population: Population;
  readonly game: Game;
  readonly chance: Chance;
  readonly now: Date;
  readonly onMatch: (match: PlayedMatch) => void;
  readonly onSpan: (done: number) => void | Promise<void>;
}): Promise<Standings> {
  const { population, game, chance, now, onMatch, onSpan } = options;
  const standings = new Standings();
  const visits = plannedVisits(population, chance);
  const queue = new Queue(population, game, standings, chance);
  const start = now.getTime() - SEASON_AGE_DAYS * 86_400_000;

  for (let span = 0; span < SPANS; span++) {
    const pairs = queue.pairs(visits.players.subarray(visits.begin[span], visits.begin[span + 1]));
    const times = new Float64Array(pairs.length / 2)
      .map(() => start + (span + chance.share()) * SPAN_MS)
      .sort();
    for (let index = 0; index < pairs.length; index += 2) {
      const at = Math.floor(times[index / 2] ?? 0);
      const match = contest(pairs[index] ?? 0, pairs[index + 1] ?? 0, at);
      if (!match) continue;
      standings.apply(match.first, at);
      standings.apply(match.second, at);
      onMatch(match);
    }
    await onSpan((span + 1) / SPANS);
  }
  return standings;

  function contest(one: number, other: number, at: number): PlayedMatch | null {
    const before = standings.rating[one] ?? 0;
    const theirs = standings.rating[other] ?? 0;
    if (Math.abs(before - theirs) > WIDEST_GAP) return null;
    const skill = (standing: number) => population.skill[standings.player[standing] ?? 0] ?? 0;
    const favour = expectedScore(skill(one), skill(other), game.rating.divisor);
    const luck = chance.share();
    const result: Result = luck < DRAW_SHARE ? 'draw' : chance.happens(favour) ? 'win' : 'loss';
    const { own, opponent } = stakes(before, theirs, game.rating);
    const reverse = opposite[result];
    return {
      first: { standing: one, result, before, delta: own[result] },
      second: { standing: other, result: reverse, before: theirs, delta: opponent[reverse] },
      at,
    };
  }
}

interface Visits {
  /** Players in the order of spans. */
  readonly players: Uint32Array;
  /** Where each span begins in them. */
  readonly begin: Uint32Array;
}

/** Draws when each player comes, then sorts by span (counting sort: there may be millions of visits). */
function plannedVisits(population: Population, chance: Chance): Visits {
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

/** Pairs those who came in one span. */
class Queue {
  readonly #population: Population;
  readonly #game: Game;
  readonly #standings: Standings;
  readonly #chance: Chance;
  /** Standing of each player's factions, 0 before the first match. */
  readonly #opened: Uint32Array;
  /** The last span in which a player came, counted from 1. */
  readonly #seen: Uint16Array;
  #span = 0;

  constructor(population: Population, game: Game, standings: Standings, chance: Chance) {
    this.#population = population;
    this.#game = game;
    this.#standings = standings;
    this.#chance = chance;
    this.#opened = new Uint32Array(population.factions.length);
    this.#seen = new Uint16Array(population.count);
  }

  /** Standings two by two, pair after pair in an order by chance. */
  pairs(players: Uint32Array): Int32Array {
    this.#span += 1;
    const waiting: [number[], number[]] = [[], []];
    for (const player of players) {
      if (this.#seen[player] === this.#span) continue;
      this.#seen[player] = this.#span;
      this.#enter(player, waiting);
    }
    const [one, other] = [this.#byRating(waiting[0]), this.#byRating(waiting[1])];
    const count = Math.min(one.length, other.length);
    // Whoever is too many goes home, from anywhere in the order.
    const [first, second] = [this.#thinned(one, count), this.#thinned(other, count)];
    const order = Int32Array.from({ length: count }, (_, index) => index);
    this.#chance.shuffle(order, count);
    const pairs = new Int32Array(count * 2);
    order.forEach((place, index) => {
      pairs[index * 2] = this.#standing(first[place] ?? 0);
      pairs[index * 2 + 1] = this.#standing(second[place] ?? 0);
    });
    return pairs;
  }

  /** Who offers several factions plays one the shorter side needs. */
  #enter(player: number, waiting: [number[], number[]]): void {
    const { factions } = this.#population;
    const sides = this.#game.sides;
    const lead = waiting[0].length - waiting[1].length;
    const shorter = lead < 0 || (lead === 0 && this.#chance.happens(0.5)) ? 0 : 1;
    const first = player * MOST_FACTIONS;
    const turn = this.#chance.below(MOST_FACTIONS);
    let chosen = -1;
    let side = 0;
    for (let step = 0; step < MOST_FACTIONS; step++) {
      const slot = first + ((turn + step) % MOST_FACTIONS);
      const faction = this.#game.factions[factions[slot] ?? 255];
      if (!faction) continue;
      if (chosen >= 0 && faction.side !== sides[shorter].id) continue;
      chosen = slot;
      side = faction.side === sides[0].id ? 0 : 1;
      if (side === shorter) break;
    }
    if (chosen >= 0) waiting[side === 0 ? 0 : 1].push(chosen);
  }

  /** Slots in the order of their ratings, roughly. */
  #byRating(slots: readonly number[]): Float64Array {
    const start = this.#game.rating.start;
    const keys = new Float64Array(slots.length);
    slots.forEach((slot, index) => {
      const standing = this.#opened[slot] ?? 0;
      const rating = standing === 0 ? start : (this.#standings.rating[standing] ?? 0);
      // One number holds both, so that the sort needs no comparing function.
      keys[index] = Math.round(rating + GAP_NOISE * this.#chance.share()) * SLOTS + slot;
    });
    return keys.sort();
  }

  #thinned(keys: Float64Array, count: number): number[] {
    const slots: number[] = [];
    keys.forEach((key, index) => {
      const wanted = count - slots.length;
      const left = keys.length - index;
      if (wanted > 0 && (wanted === left || this.#chance.share() * left < wanted)) slots.push(key % SLOTS);
    });
    return slots;
  }

  #standing(slot: number): number {
    const opened = this.#opened[slot] ?? 0;
    if (opened !== 0) return opened;
    const player = Math.floor(slot / MOST_FACTIONS);
    const faction = this.#population.factions[slot] ?? 0;
    const standing = this.#standings.open(player, faction, this.#game.rating.start);
    this.#opened[slot] = standing;
    return standing;
  }
}

/** More than any number of slots; with a rating above it the sum is still a whole number to a double. */
const SLOTS = 2 ** 32;
