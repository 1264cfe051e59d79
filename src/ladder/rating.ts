// Ratings, by Elo: how probable a win is, and what each outcome of a match would do to both ratings. Points only
// move between the two: their sum never changes, and no rating falls below zero.

export interface RatingSettings {
  /** The one system there is; another becomes another word here, and nothing else in the ladder changes. */
  readonly system: 'elo';
  /** What a player begins with. */
  readonly start: number;
  /** The gap at which the stronger one is expected to win ten times as often as to lose. */
  readonly divisor: number;
  /** K: what a win against certainty is worth. */
  readonly factor: number;
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

/** A. Elo, The Rating of Chessplayers, Past and Present (1978), with the game's own divisor in place of 400. */
export function expectedScore(own: number, opponent: number, divisor: number): number {
  return 1 / (1 + 10 ** ((opponent - own) / divisor));
}

/** K times (score less expected score), Elo's formula: rounded once, so that the gain of one is the loss of the other. */
export function stakes(own: number, opponent: number, settings: RatingSettings): Stakes {
  // Reckoned by the weaker one only: the two expected scores, each computed, do not quite add up to one.
  if (own > opponent) {
    const reversed = stakes(opponent, own, settings);
    return { own: reversed.opponent, opponent: reversed.own };
  }
  const expected = expectedScore(own, opponent, settings.divisor);
  const gain = (score: number) => between(-own, rounded(settings.factor * (score - expected)), opponent);
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
