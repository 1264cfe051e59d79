// Who meets whom in a made-up season: the players of one span, side against side and by nearly equal ratings, as a wave
// would pair them.
import type { Faction } from '../../src/ladder/faction.ts';
import type { Game } from '../../src/ladder/game.ts';
import type { Chance } from './chance.ts';
import { MOST_FACTIONS, type Population } from './population.ts';
import type { Standings } from './standings.ts';

/** How much the order of pairing strays from the order of rating. */
const GAP_NOISE = 60;
/** More than any number of slots; with a rating above it the sum is still a whole number to a double. */
const SLOTS = 2 ** 32;

/** Pairs those who came in one span. */
export class Queue {
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
    const [firstSide] = this.#game.sides;
    // Where sides are drawn by lot a faction has none, and plays either.
    const sideOf = (faction: Faction) =>
      faction.side === null ? null : faction.side === firstSide.id ? 0 : 1;
    const lead = waiting[0].length - waiting[1].length;
    const shorter = lead < 0 || (lead === 0 && this.#chance.happens(0.5)) ? 0 : 1;
    const first = player * MOST_FACTIONS;
    const turn = this.#chance.below(MOST_FACTIONS);
    let chosen = -1;
    let side: 0 | 1 = 0;
    for (let step = 0; step < MOST_FACTIONS; step++) {
      const slot = first + ((turn + step) % MOST_FACTIONS);
      const faction = this.#game.factions[factions[slot] ?? 255];
      if (!faction) continue;
      const own = sideOf(faction) ?? shorter;
      if (chosen >= 0 && own !== shorter) continue;
      chosen = slot;
      side = own;
      if (side === shorter) break;
    }
    if (chosen >= 0) waiting[side].push(chosen);
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
