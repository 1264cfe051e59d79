// A player as anybody may see him: where he stands in the open season, with each faction he has played.
import type { Result } from './rating.ts';
import type { RatingPoint } from './rating-course.ts';
import type { Standing } from './standing.ts';

export interface Profile {
  readonly id: string;
  /** Null until the player has set up. */
  readonly name: string | null;
  readonly country: string | null;
  readonly region: string | null;
  /** The newest season, and how many standings are ranked in it; null before the first. */
  readonly season: {
    readonly slug: string;
    readonly name: string;
    readonly ranked: number;
    /** Between seasons: it is over. */
    readonly closed: boolean;
  } | null;
  /** Those played in it or carried over into it, best rating first. */
  readonly standings: readonly ProfileStanding[];
  /** Of all that forms and courses are made of: another where any of it may have changed. Null without standings. */
  readonly version: string | null;
}

export interface ProfileStanding
  extends Pick<Standing, 'faction' | 'rating' | 'peak' | 'wins' | 'losses' | 'draws'> {
  /** Null: not played yet this season. */
  readonly lastPlayedAt: Date | null;
  /** Null: unranked. */
  readonly place: number | null;
  /** The last results, newest first. */
  readonly form: readonly Result[];
  /** The rating over time, oldest first; not every match of one that has many. */
  readonly course: readonly RatingPoint[];
}
