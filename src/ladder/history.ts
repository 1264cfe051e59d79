// What a player has been through, newest first: his matches, and what else moved his ratings between them.
import type { Contestant, MatchState } from './match.ts';
import type { Result } from './rating.ts';

/** Matches of a page; what lies between them comes along. */
export const HISTORY_PAGE_LENGTH = 10;

/** Where a page begins: at the newest match, or next to one already seen. */
export type HistoryAnchor =
  | { readonly at: 'top' }
  | { readonly at: 'newer' | 'older'; readonly matchId: string };

export interface HistoryPage {
  readonly player: { readonly id: string; readonly name: string; readonly country: string | null };
  /** Matches that count, of all seasons. */
  readonly games: number;
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
  readonly events: readonly HistoryEvent[];
}

export type HistoryEvent = PlayedMatch | RatingChange;

export interface PlayedMatch {
  readonly kind: 'match';
  readonly matchId: string;
  readonly state: Exclude<MatchState, 'proposed'>;
  /** When it ended; of one that has not, when it began. */
  readonly at: Date;
  readonly map: string | null;
  readonly contestant: Contestant;
  readonly faction: string;
  readonly opponent: { readonly name: string; readonly country: string | null; readonly faction: string };
  /** What it did to the rating the last time it was decided, for good or until it was taken back; null: nothing. */
  readonly decision: Decision | null;
}

export interface Decision {
  readonly result: Result;
  readonly before: number;
  readonly after: number;
}

export interface RatingChange {
  /** By staff, or at the beginning of a season. */
  readonly kind: 'adjustment' | 'season';
  readonly at: Date;
  readonly season: string;
  readonly faction: string;
  readonly before: number;
  readonly after: number;
  readonly reason: string | null;
}
