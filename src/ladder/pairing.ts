// Pairings: which two of a wave may meet, at what cost, and who plays which side. The one place that knows; what
// looks for the best set of pairings sees only costs.
import type { Game } from './game.ts';
import { real, whole } from './matching/typed-list.ts';
import { compareIds, type QueueEntry } from './queue-entry.ts';
import { windowOf } from './window.ts';

/** What a wave goes by besides its entries. */
export interface WaveRules {
  readonly game: Pick<Game, 'factions' | 'sides' | 'sidesBy' | 'queue'>;
  /** Ids of the season's maps; none where none are played. */
  readonly maps: readonly string[];
  readonly now: Date;
}

export interface Pairing {
  /** Plays the first side; where sides are drawn by lot, nothing is said by the order. */
  readonly first: Seat;
  readonly second: Seat;
  readonly gap: number;
  readonly cost: number;
  /** They have just played each other, and nobody else fitted. */
  readonly rematch: boolean;
}

export interface Seat {
  readonly entry: QueueEntry;
  readonly faction: string;
  readonly rating: number;
}

const NOT_OFFERED = Number.NaN;

/** Entries are known by their place in the order of ids. */
export class WavePairings {
  readonly entries: readonly QueueEntry[];
  /** What each has to offer on either side: a rating, or NaN. By lot, one offer is both. */
  readonly ratings: readonly [Float64Array, Float64Array];
  readonly windows: Float64Array;
  /** What each adds to the cost of whatever pairing he is in. */
  readonly shares: Float64Array;
  readonly #factions: readonly [readonly string[], readonly string[]];
  readonly #vetoes: readonly (readonly string[])[];
  readonly #vetoCounts: Int32Array;
  readonly #maps: number;
  /** Pairs that have just played, as one number. */
  readonly #rematches: ReadonlySet<number>;
  readonly #hasRematch: Int32Array;
  readonly #rematchCost: number;

  constructor(entries: readonly QueueEntry[], { game, maps, now }: WaveRules) {
    this.entries = entries.toSorted((one, other) => compareIds(one.playerId, other.playerId));
    const size = entries.length;
    const { queue, sides, sidesBy } = game;
    const sideOf = new Map(game.factions.map(({ id, side }) => [id, side]));
    const seats = sides.map(({ id }) => {
      const offers = this.entries.map((entry) =>
        entry.offers.find(({ faction }) =>
          sidesBy === 'lot' ? sideOf.has(faction) : sideOf.get(faction) === id,
        ),
      );
      return {
        ratings: Float64Array.from(offers, (offer) => offer?.rating ?? NOT_OFFERED),
        factions: offers.map((offer) => offer?.faction ?? ''),
      };
    });
    const [first, second] = seats;
    if (!first || !second) throw new RangeError('a game has two sides');
    this.ratings = [first.ratings, second.ratings];
    this.#factions = [first.factions, second.factions];
    this.windows = Float64Array.from(this.entries, (entry) => windowOf(entry.wavesWaited, queue.window));
    this.shares = Float64Array.from(this.entries, (entry) => -entry.wavesWaited * queue.costPerWaveWaited);
    this.#maps = maps.length;
    this.#vetoes = this.entries.map((entry) => maps.filter((map) => entry.vetoes.includes(map)));
    this.#vetoCounts = Int32Array.from(this.#vetoes, (refused) => refused.length);
    this.#rematchCost = queue.rematchCost;
    this.#hasRematch = new Int32Array(size);
    this.#rematches = this.#findRematches(now.getTime() - queue.rematchMinutes * 60_000);
  }

  /** The gap squared, less what both have waited, and the price of a rematch; Infinity where they may not meet. */
  cost(one: number, other: number): number {
    const gap = this.#gap(one, other);
    if (gap > real(this.windows, one) && gap > real(this.windows, other)) return Number.POSITIVE_INFINITY;
    if (!this.#mapIsLeft(one, other)) return Number.POSITIVE_INFINITY;
    const cost = gap * gap + real(this.shares, one) + real(this.shares, other);
    return this.isRematch(one, other) ? cost + this.#rematchCost : cost;
  }

  isRematch(one: number, other: number): boolean {
    return (
      whole(this.#hasRematch, one) + whole(this.#hasRematch, other) === 2 &&
      this.#rematches.has(this.#pairNumber(one, other))
    );
  }

  /** Two that may meet. */
  pairing(one: number, other: number): Pairing {
    const gap = this.#gap(one, other);
    const [lower, higher] = one < other ? [one, other] : [other, one];
    // Where both ways cost the same, the lower id plays the first side.
    const [first, second] = this.#gapOnSides(lower, higher) === gap ? [lower, higher] : [higher, lower];
    return {
      first: this.#seat(first, 0),
      second: this.#seat(second, 1),
      gap,
      cost: this.cost(one, other),
      rematch: this.isRematch(one, other),
    };
  }

  #seat(index: number, side: 0 | 1): Seat {
    const entry = this.entries[index];
    if (!entry) throw new RangeError(`no entry ${index}`);
    return {
      entry,
      faction: this.#factions[side][index] ?? '',
      rating: real(this.ratings[side], index),
    };
  }

  /** Who offered both sides plays the one that makes the gap least. */
  #gap(one: number, other: number): number {
    const ahead = this.#gapOnSides(one, other);
    const behind = this.#gapOnSides(other, one);
    return Math.min(behind, ahead);
  }

  /** Infinity where a side is not offered. */
  #gapOnSides(first: number, second: number): number {
    const gap = Math.abs(real(this.ratings[0], first) - real(this.ratings[1], second));
    return gap >= 0 ? gap : Number.POSITIVE_INFINITY;
  }

  #mapIsLeft(one: number, other: number): boolean {
    if (whole(this.#vetoCounts, one) + whole(this.#vetoCounts, other) < this.#maps) return true;
    const both = new Set([...(this.#vetoes[one] ?? []), ...(this.#vetoes[other] ?? [])]);
    return both.size < this.#maps || this.#maps === 0;
  }

  #findRematches(since: number): ReadonlySet<number> {
    const rematches = new Set<number>();
    const places = new Map(this.entries.map(({ playerId }, place) => [playerId, place]));
    if (places.size < this.entries.length) throw new RangeError('a player stands in the queue twice');
    this.entries.forEach(({ recentOpponents }, place) => {
      for (const { playerId, at } of recentOpponents) {
        const other = places.get(playerId);
        if (other === undefined || at.getTime() <= since) continue;
        rematches.add(this.#pairNumber(place, other));
        this.#hasRematch[place] = 1;
        this.#hasRematch[other] = 1;
      }
    });
    return rematches;
  }

  #pairNumber(one: number, other: number): number {
    return Math.min(one, other) * this.entries.length + Math.max(one, other);
  }
}
