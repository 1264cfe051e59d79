// A place in the queue, as a wave sees it.

export interface QueueEntry {
  readonly playerId: string;
  /** One, or one for each side. */
  readonly offers: readonly Offer[];
  /** Ids of the maps refused. */
  readonly vetoes: readonly string[];
  /** Id of the home region; null: somewhere. */
  readonly region: string | null;
  /** Before this wave. */
  readonly wavesWaited: number;
  readonly recentOpponents: readonly RecentOpponent[];
}

export interface Offer {
  readonly faction: string;
  readonly rating: number;
}

export interface RecentOpponent {
  readonly playerId: string;
  /** When their last match ended. */
  readonly at: Date;
}

/** Ids are 64-bit numbers as text, which JavaScript's own numbers do not hold. */
export function compareIds(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
}
