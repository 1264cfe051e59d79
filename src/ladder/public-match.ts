// A match as anybody may see it: who plays whom with what, where it stands, and what it has done to both ratings.
import type { Contestant, MatchState, Outcome } from './match.ts';
import type { Result } from './rating.ts';

export interface PublicMatch {
  readonly id: string;
  readonly season: { readonly slug: string; readonly name: string };
  readonly state: Exclude<MatchState, 'proposed'>;
  /** When it was made. */
  readonly waveAt: Date;
  readonly liveAt: Date | null;
  readonly endedAt: Date | null;
  /** Ids; null where none are played. */
  readonly map: string | null;
  readonly server: string | null;
  /** Of a decided match: who has won. */
  readonly outcome: Outcome | null;
  readonly players: Readonly<Record<Contestant, PublicContestant>>;
}

export interface PublicContestant {
  readonly name: string;
  readonly country: string | null;
  readonly faction: string;
  /** When the pairing was made. */
  readonly rating: number;
  /** What each of his results does to his rating. */
  readonly stakes: Readonly<Record<Result, number>>;
  /** What the match has done to his rating, all in all; null: nothing. */
  readonly moved: number | null;
  /** His rating when it last did something to it; null: it never did. */
  readonly after: number | null;
}
