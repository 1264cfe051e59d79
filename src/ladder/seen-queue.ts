// The queue as one player sees it: what he has chosen, whether he waits, how many others do, the match he is in.
import type { QueueChoice } from './queue-choice.ts';
import type { SeenMatch } from './seen-match.ts';

export interface SeenQueue {
  readonly season: string;
  /** When it is meant to end. */
  readonly seasonEndsAt: Date;
  /** Ids of those played this season; none in a game without maps. */
  readonly maps: readonly string[];
  /** As it is remembered, less what is not offered any more. */
  readonly choice: QueueChoice;
  /** By faction, of those he has played; the others have what a season begins with. */
  readonly ratings: ReadonlyMap<string, number>;
  readonly startRating: number;
  /** How many wait, he himself among them. */
  readonly waiting: number;
  /** Null: he does not wait. */
  readonly entry: { readonly joinedAt: Date; readonly endsAt: Date } | null;
  /** Proposed or live; null: he is in none. */
  readonly match: SeenMatch | null;
}
