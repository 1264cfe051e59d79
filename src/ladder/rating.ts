// Ratings, by the system that a game has chosen: how probable a win is, and what each outcome of a match would do to both
// ratings. Whatever the system, points only move between the two: their sum never changes, and no rating falls below zero.
import { elo } from './elo.ts';
import { fixedPoints } from './fixed-points.ts';
import type { RatingSystem } from './rating-system.ts';

/** The systems there are. Another one is a file like theirs and a line here; nothing else in the ladder changes. */
const systems = { elo, 'fixed-points': fixedPoints } as const;

type SystemName = keyof typeof systems;

/** A game's choice: the system by its name, and what that one wants to know. */
export type RatingSettings = {
  readonly [Name in SystemName]: {
    readonly system: Name;
    /** What a player begins with. */
    readonly start: number;
  } & ((typeof systems)[Name] extends RatingSystem<infer Settings> ? Settings : never);
}[SystemName];

/** Each name's settings are its own system's: the one place where that is taken on trust. */
function systemOf({ system }: RatingSettings): RatingSystem<RatingSettings> {
  return systems[system] as RatingSystem<RatingSettings>;
}

export type Result = 'win' | 'loss' | 'draw';

/** What each result would do to one's rating. */
type Deltas = Readonly<Record<Result, number>>;

/** Fixed when a pairing is made, and applied by whatever decides the match. */
export interface Stakes {
  readonly own: Deltas;
  /** By the opponent's result: his win is one's own loss. */
  readonly opponent: Deltas;
}

/** The share of a match's points that one is expected to win, from 0 to 1. */
export function expectedScore(own: number, opponent: number, settings: RatingSettings): number {
  return systemOf(settings).expectedScore(own, opponent, settings);
}

/** By the game's system; rounded once, so that the gain of one is the loss of the other. */
export function stakes(own: number, opponent: number, settings: RatingSettings): Stakes {
  // Reckoned by the weaker one only: the two expected scores, each computed, do not quite add up to one.
  if (own > opponent) {
    const reversed = stakes(opponent, own, settings);
    return { own: reversed.opponent, opponent: reversed.own };
  }
  const system = systemOf(settings);
  const gain = (score: number) =>
    between(-own, rounded(system.gain(score, own, opponent, settings)), opponent);
  const [win, draw, loss] = [gain(1), gain(0.5), gain(0)];
  return {
    own: { win, draw, loss },
    opponent: { win: opposite(loss), draw: opposite(draw), loss: opposite(win) },
  };
}

/** Halves away from zero, so that equals have equal stakes. */
function rounded(value: number): number {
  return value < 0 ? opposite(Math.round(-value)) : Math.round(value);
}

/** Never the negative zero, which prints and compares as something else. */
function opposite(value: number): number {
  return value === 0 ? 0 : -value;
}

function between(least: number, value: number, most: number): number {
  return Math.max(opposite(-least), Math.min(value, most));
}
