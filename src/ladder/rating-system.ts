// What a rating system is: two pure functions of two ratings. Which systems there are stands in rating.ts, by the names
// that games choose them by.

export interface RatingSystem<Settings> {
  /** The share of a match's points that one is expected to win, from 0 to 1; a draw is half. */
  expectedScore(own: number, opponent: number, settings: Settings): number;
  /**
   * What a score (1 a win, 0.5 a draw, 0 a loss) adds to one's own rating and takes from the opponent's, in fractions if
   * need be. Asked about the weaker one alone: what is won by one is then lost by the other.
   */
  gain(score: number, own: number, opponent: number, settings: Settings): number;
}
