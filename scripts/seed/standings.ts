// What the standings of a made-up season are while it is played: in arrays, since there may be millions.
import type { Result } from '../../src/ladder/rating.ts';

export interface StandingBefore {
  /** When the match before was played; 0 for none. */
  readonly played: number;
  readonly peak: number;
}

/** Numbered from 1 in the order of their first match. */
export class Standings {
  readonly player: number[] = [0];
  readonly faction: number[] = [0];
  readonly rating: number[] = [0];
  readonly peak: number[] = [0];
  readonly wins: number[] = [0];
  readonly losses: number[] = [0];
  readonly draws: number[] = [0];
  /** Milliseconds since 1970; 0: never. */
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

  play(standing: number, result: Result, delta: number, at: number): void {
    this.#move(standing, delta);
    this.#count(standing, result, 1);
    this.lastPlayed[standing] = at;
  }

  /** What taking the next match back will need, if nothing is played meanwhile. */
  before(standing: number): StandingBefore {
    return { played: this.lastPlayed[standing] ?? 0, peak: this.peak[standing] ?? 0 };
  }

  /** Takes the last match back. */
  undo(standing: number, result: Result, delta: number, before: StandingBefore): void {
    this.#move(standing, -delta);
    this.#count(standing, result, -1);
    this.lastPlayed[standing] = before.played;
    this.peak[standing] = before.peak;
  }

  #move(standing: number, delta: number): void {
    const rating = (this.rating[standing] ?? 0) + delta;
    this.rating[standing] = rating;
    this.peak[standing] = Math.max(this.peak[standing] ?? 0, rating);
  }

  #count(standing: number, result: Result, change: 1 | -1): void {
    const counter = result === 'win' ? this.wins : result === 'loss' ? this.losses : this.draws;
    counter[standing] = (counter[standing] ?? 0) + change;
  }
}
