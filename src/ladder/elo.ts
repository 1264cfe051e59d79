// Elo: how probable a win is follows from the gap between two ratings, and what is worth points is to do better than that.
// A. Elo, The Rating of Chessplayers, Past and Present (1978), with the game's own divisor in place of 400.
import type { RatingSystem } from './rating-system.ts';

export interface EloSettings {
  /** The gap at which the stronger one is expected to win ten times as often as to lose. */
  readonly divisor: number;
  /** K: what a win against certainty is worth. */
  readonly factor: number;
}

export const elo: RatingSystem<EloSettings> = {
  expectedScore: (own, opponent, { divisor }) => 1 / (1 + 10 ** ((opponent - own) / divisor)),
  gain: (score, own, opponent, settings) =>
    settings.factor * (score - elo.expectedScore(own, opponent, settings)),
};
