// How a rating has moved.

export interface RatingPoint {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly rating: number;
}

/** The course of one faction. */
export interface RatingSeries {
  /** Id of the faction. */
  readonly faction: string;
  /** Oldest first. */
  readonly points: readonly RatingPoint[];
}
