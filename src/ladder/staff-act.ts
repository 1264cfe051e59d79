// What staff do: each act as it is shown before it is confirmed, and again once it is done; and why it may not be.
import type { Outcome } from './match.ts';
import type { SeenMatch } from './seen-match.ts';

export const staffActions = [
  'ban',
  'unban',
  'aborts',
  'forget',
  'dequeue',
  'clear-queue',
  'adjust',
  'resolve',
  'void',
  'season-close',
  'season-open',
  'season-maps',
  'admin-add',
  'admin-remove',
] as const;
export type StaffAction = (typeof staffActions)[number];

/** Whom it is about. */
export interface StaffSubject {
  readonly playerId: string;
  /** Null: he has not set himself up. */
  readonly name: string | null;
}

interface AboutPlayer {
  readonly subject: StaffSubject;
}

interface WithReason {
  readonly reason: string | null;
}

interface MovingMatch {
  readonly match: SeenMatch;
  /** What it moves the first player's rating by, the second's by the opposite: as much as is there. Null: nothing. */
  readonly moves: number | null;
}

interface OpenedSeason {
  readonly season: string;
  readonly endsAt: Date;
  /** Ratings carried over. */
  readonly standings: number;
  readonly maps: readonly string[];
}

export type StaffAct =
  | (AboutPlayer &
      WithReason & {
        readonly action: 'ban';
        /** Null: until somebody lifts it. */
        readonly until: Date | null;
        readonly waits: boolean;
        /** How many open matches of his become void. */
        readonly matches: number;
        /** The ban that this one replaces; `until` as above. */
        readonly replaces: (WithReason & { readonly until: Date | null }) | null;
      })
  /** `until`: when it would have ended. */
  | (AboutPlayer & WithReason & { readonly action: 'unban'; readonly until: Date | null })
  | (AboutPlayer & { readonly action: 'aborts'; readonly before: number; readonly after: number })
  | (AboutPlayer & WithReason & { readonly action: 'dequeue' })
  | (WithReason & { readonly action: 'clear-queue'; readonly waiting: number })
  | (AboutPlayer &
      WithReason & {
        readonly action: 'adjust';
        readonly faction: string;
        readonly before: number;
        readonly after: number;
      })
  | (MovingMatch & { readonly action: 'resolve'; readonly winner: Outcome | 'void' })
  | (MovingMatch & { readonly action: 'void'; readonly event: 'void' | 'undo' })
  | {
      readonly action: 'season-close';
      readonly season: string;
      readonly matches: number;
      readonly waiting: number;
      /** Null: none follows, for now. */
      readonly next: OpenedSeason | null;
    }
  | (OpenedSeason & { readonly action: 'season-open' })
  | { readonly action: 'season-maps'; readonly season: string; readonly maps: readonly string[] }
  | (AboutPlayer & { readonly action: 'admin-add' | 'admin-remove' | 'forget' });

/** Those that say all there is to say. */
export const plainStaffRefusals = [
  'owner-only',
  'match-unknown',
  /** For anything but to undo it. */
  'match-decided',
  'not-yours',
  'confirmation-gone',
  'confirmation-expired',
  'not-banned',
  'not-in-queue',
  'queue-empty',
  'rating-changed',
  'rating-same',
  'season-open',
  'season-name-taken',
  /** The season before is still given its own ratings. */
  'season-carries',
  'admin-already',
  'not-admin',
  'own-match',
  'own-standing',
  'ban-of-owner',
  'ban-of-admin',
  'ban-changed',
  'forget-admin',
  'forget-busy',
  'forgotten-already',
  // Of the commands themselves, before anything is asked.
  'player-missing',
  'no-maps',
  'season-unknown',
] as const;
export type PlainStaffRefusal = (typeof plainStaffRefusals)[number];

export type StaffRefusal =
  | { readonly reason: PlainStaffRefusal }
  | { readonly reason: 'user-unknown'; readonly userId: string }
  | { readonly reason: 'duration-unreadable'; readonly typed: string };
