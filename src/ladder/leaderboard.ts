// What part of the leaderboard is looked at: which standings, and from where on.
import type { StandingKey } from './standing.ts';

/** Null lets everyone through. */
export interface LeaderboardFilters {
  readonly faction: string | null;
  readonly rank: string | null;
  readonly country: string | null;
  /** One standing a player: the best. */
  readonly bestOnly: boolean;
}

/**
 * Where a page begins: at the top; below or above a standing already seen; around a player's best standing; at a
 * place of the whole leaderboard, counted from 1.
 */
export type Anchor =
  | { readonly at: 'top' }
  | { readonly at: 'below' | 'above'; readonly key: StandingKey }
  | { readonly at: 'player'; readonly playerId: string }
  | { readonly at: 'place'; readonly place: number };

export const PAGE_LENGTH = 20;
/** The longest page there is, for those who read all of it. */
export const LONG_PAGE_LENGTH = 100;

export interface LeaderboardPage {
  readonly seasonId: number;
  readonly season: string;
  readonly seasonSlug: string;
  /** When it is meant to end. */
  readonly endsAt: Date;
  /** Null: it is open; closed, its standings are final. */
  readonly closedAt: Date | null;
  /** How many standings are ranked in it, filters aside. */
  readonly ranked: number;
  readonly hasAbove: boolean;
  readonly hasBelow: boolean;
  readonly lines: readonly LeaderboardLine[];
}

export interface LeaderboardLine {
  readonly key: StandingKey;
  /** In the whole leaderboard, filters aside. */
  readonly place: number;
  readonly playerId: string;
  readonly name: string;
  readonly country: string | null;
  readonly faction: string;
  readonly wins: number;
  readonly losses: number;
  readonly draws: number;
}
