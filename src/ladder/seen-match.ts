// A match as those see it who are told of it: who plays whom with what, where it stands, what is at stake.
import type { Contestant, MatchState, Outcome } from './match.ts';
import type { Result } from './rating.ts';

export interface SeenMatch {
  readonly id: string;
  readonly season: string;
  readonly seasonOpen: boolean;
  readonly state: MatchState;
  readonly waveAt: Date;
  /** Ids; null where none are played. */
  readonly map: string | null;
  readonly server: string | null;
  /** When the state ends by itself; null for a final one. */
  readonly deadline: Date | null;
  readonly liveAt: Date | null;
  readonly endedAt: Date | null;
  /** Of a decided match: who has won. */
  readonly outcome: Outcome | null;
  readonly endedBy: MatchEnd | null;
  /** Where staff were called to settle it. */
  readonly staffMessage: { readonly channelId: string; readonly messageId: string } | null;
  /** Who of staff ended it, a Discord user's id; null where nobody of them did. */
  readonly settledBy: string | null;
  readonly players: Readonly<Record<Contestant, SeenContestant>>;
}

/** What ended a match; `player`: one who aborted or declined it. */
export const matchEnds = ['reports', 'one-report', 'deadline', 'staff', 'ban', 'player'] as const;
export type MatchEnd = (typeof matchEnds)[number];

export interface SeenContestant {
  readonly playerId: string;
  readonly name: string;
  readonly country: string | null;
  readonly region: string | null;
  readonly battleTag: string | null;
  readonly alternateNames: readonly string[];
  readonly faction: string;
  /** When the pairing was made. */
  readonly rating: number;
  /** What each of his results does to his rating. */
  readonly stakes: Readonly<Record<Result, number>>;
  readonly accepted: boolean;
  readonly report: Result | null;
  /** He is the one who aborted or declined it. */
  readonly aborted: boolean;
  /** What the match has done to his rating, all in all; null: nothing. */
  readonly moved: number | null;
  /** His rating when it last did something to it; null: it never did. */
  readonly ratingAfter: number | null;
  /** It has put him back at the head of the queue, and he waits since then; not who has joined anew. */
  readonly waits: boolean;
}

/** Which of the two somebody is; null: neither. */
export function contestantOf({ players }: Pick<SeenMatch, 'players'>, playerId: string): Contestant | null {
  if (players.first.playerId === playerId) return 'first';
  return players.second.playerId === playerId ? 'second' : null;
}
