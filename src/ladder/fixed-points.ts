// Fixed points: every win is worth the same, whoever it is against. For ladders that reward playing; it expects nothing.
import type { RatingSystem } from './rating-system.ts';

export interface FixedPointsSettings {
  /** What a win adds, and a loss takes. */
  readonly points: number;
}

export const fixedPoints: RatingSystem<FixedPointsSettings> = {
  expectedScore: () => 0.5,
  gain: (score, _own, _opponent, { points }) => points * (2 * score - 1),
};
