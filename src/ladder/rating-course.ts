// How a rating has moved.

export interface RatingPoint {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly rating: number;
}

/** What a picture is drawn of. */
export interface RatingCourse {
  readonly series: readonly RatingSeries[];
  /** Another where any of it may have changed; null where there is nothing. */
  readonly version: string | null;
}

/** The course of one faction. */
export interface RatingSeries {
  /** Id of the faction. */
  readonly faction: string;
  /** Oldest first. */
  readonly points: readonly RatingPoint[];
}
