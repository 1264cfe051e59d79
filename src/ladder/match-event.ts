// What happens to a match, what follows from it, and why it may not happen.
import type { Contestant, FinalState, Match, Outcome } from './match.ts';
import type { Result } from './rating.ts';

/** Whose doing an event is. */
export type Actor = { readonly playerId: string; readonly staff: boolean } | 'clock';

export type MatchEvent =
  | { readonly event: 'accept' | 'decline' }
  /** The first click asks, the second confirms. */
  | { readonly event: 'abort'; readonly confirmed: boolean; readonly abortsLeft: number }
  | { readonly event: 'report'; readonly result: Result }
  | { readonly event: 'settle'; readonly outcome: Outcome | 'void' }
  /** `banned`: whose ban voids the match, if it is one. */
  | { readonly event: 'void'; readonly banned: string | null }
  | { readonly event: 'undo' }
  | { readonly event: 'remind' | 'deadline' };

/** What follows, and must be announced; in this order. */
export type MatchEffect =
  | { readonly effect: 'accepted'; readonly who: Contestant }
  | { readonly effect: 'live' }
  /** To accept, or to report. */
  | { readonly effect: 'reminded'; readonly who: Contestant }
  | { readonly effect: 'staff-reminded' }
  | { readonly effect: 'expired' }
  /** To the head of the queue, with the waves already waited. */
  | { readonly effect: 'returns-to-queue'; readonly who: Contestant }
  | { readonly effect: 'leaves-queue'; readonly who: Contestant }
  | { readonly effect: 'abort-asked'; readonly who: Contestant; readonly abortsLeft: number }
  | { readonly effect: 'aborted'; readonly who: Contestant; readonly abortsLeft: number }
  | { readonly effect: 'reported'; readonly who: Contestant; readonly result: Result }
  /** Both are told, and staff are called. */
  | { readonly effect: 'disputed' }
  /** Both ratings move by the match's stakes. */
  | { readonly effect: 'decided'; readonly outcome: Outcome; readonly by: 'reports' | 'one-report' | 'staff' }
  | { readonly effect: 'void'; readonly by: 'deadline' | 'staff' | 'ban' }
  /** Both ratings move back. */
  | { readonly effect: 'undone'; readonly outcome: Outcome };

export type MatchRefusal =
  | { readonly reason: 'not-in-match' }
  | { readonly reason: 'staff-only' }
  | { readonly reason: 'match-not-live' }
  | { readonly reason: 'match-started' }
  | { readonly reason: 'match-disputed' }
  | { readonly reason: 'match-over'; readonly state: FinalState }
  | { readonly reason: 'match-not-decided' }
  | { readonly reason: 'already-accepted' }
  | { readonly reason: 'already-reported'; readonly result: Result }
  | { readonly reason: 'deadline-passed'; readonly at: Date }
  | { readonly reason: 'abort-after-report' }
  | { readonly reason: 'no-aborts-left'; readonly refillsAt: Date }
  | { readonly reason: 'season-closed' }
  | { readonly reason: 'not-due' };

export type Transition =
  | { readonly ok: true; readonly match: Match; readonly effects: readonly MatchEffect[] }
  | ({ readonly ok: false } & MatchRefusal);
