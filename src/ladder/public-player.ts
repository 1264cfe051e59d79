// A player as anybody may see him on a page of his own: where he stands, how he got there, what he played lately.
// Nothing of how to reach him, and nothing of what is between him and staff: a ban is not shown.
import type { PublicMatch } from './public-match.ts';
import type { Result } from './rating.ts';
import type { RatingPoint } from './rating-course.ts';

export interface PublicPlayer {
  readonly name: string;
  readonly country: string | null;
  readonly region: string | null;
  readonly since: Date;
  /** He has taken back that he accepts the terms: what he played stays in the lists of others, his page goes. */
  readonly hasLeft: boolean;
  /** The open one or, between two, the last; null before there is any. */
  readonly season: PlayerSeason | null;
  /** Those played in that season, best rating first. */
  readonly standings: readonly CurrentStanding[];
  /** Of other seasons, the newest first. */
  readonly past: readonly PastStanding[];
  /** The newest first. */
  readonly matches: readonly RecentMatch[];
  /** Days of the last weeks on which he played, by UTC. */
  readonly days: readonly PlayedDay[];
}

export interface PlayerSeason {
  readonly slug: string;
  readonly name: string;
  readonly open: boolean;
  /** How many standings are ranked in it. */
  readonly ranked: number;
}

interface Counted {
  readonly faction: string;
  readonly rating: number;
  readonly peak: number;
  readonly wins: number;
  readonly losses: number;
  readonly draws: number;
  /** Null: unranked. */
  readonly place: number | null;
}

export interface CurrentStanding extends Counted {
  readonly lastPlayedAt: Date;
  readonly course: readonly RatingPoint[];
}

export interface PastStanding extends Counted {
  readonly seasonSlug: string;
  readonly season: string;
  readonly ranked: number;
}

export interface RecentMatch {
  readonly id: string;
  readonly state: PublicMatch['state'];
  /** When it ended; of one that has not, when it began. */
  readonly at: Date;
  readonly map: string | null;
  readonly faction: string;
  readonly opponent: string;
  readonly opponentCountry: string | null;
  readonly opponentFaction: string;
  /** Of a decided match. */
  readonly result: Result | null;
  /** What it did to the rating, all in all; null: nothing. */
  readonly moved: number | null;
  /** The rating when the match last did something to it; null: it never did. */
  readonly after: number | null;
}

export interface PlayedDay {
  readonly day: string;
  readonly wins: number;
  readonly losses: number;
  readonly draws: number;
}

/** Weeks that `days` reaches back. */
export const PLAYED_WEEKS = 26;

const DAY_MS = 86_400_000;
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4;

/** When the days begin that are shown: the Monday of the first of those weeks, of which this one is the last. In UTC. */
export function playedSince(now: Date): Date {
  const weeks = Math.floor((now.getTime() / DAY_MS - FIRST_MONDAY) / 7);
  return new Date(((weeks - PLAYED_WEEKS + 1) * 7 + FIRST_MONDAY) * DAY_MS);
}
