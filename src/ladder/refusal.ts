// Every expected "no", as a value with its reason. messages/refusal turns each into words.
import type { MatchRefusal } from './match-event.ts';
import type { GuardReason } from './player.ts';
import type { SetupProblem } from './setup.ts';
import type { StaffRefusal } from './staff-act.ts';

export type Refusal =
  | { readonly reason: 'banned'; readonly until: Date | 'forever'; readonly why: string | null }
  | { readonly reason: Exclude<GuardReason, 'banned'> }
  | { readonly reason: 'no-season' }
  | { readonly reason: 'player-unknown'; readonly name: string }
  | { readonly reason: 'same-player' }
  | { readonly reason: 'not-ranked'; readonly closed: boolean }
  /** Ranked perhaps, but not by what a list was asked for. */
  | { readonly reason: 'filtered-out' }
  | { readonly reason: 'place-unknown'; readonly place: number; readonly ranked: number }
  | { readonly reason: 'country-unknown'; readonly country: string }
  | { readonly reason: 'outdated' }
  /** At least one. */
  | { readonly reason: 'setup-problems'; readonly problems: readonly SetupProblem[] }
  | { readonly reason: 'name-taken'; readonly name: string }
  /** What was entered is confirmed already, or was never entered. */
  | { readonly reason: 'draft-gone' }
  /** Who waits or plays cannot take his acceptance back. */
  | { readonly reason: 'terms-needed'; readonly in: 'queue' | 'match' }
  | { readonly reason: 'already-waiting' }
  | { readonly reason: 'not-waiting' }
  /** Joining or leaving the queue has to wait for its end. */
  | { readonly reason: 'in-match'; readonly state: 'proposed' | 'live' }
  | { readonly reason: 'no-faction' }
  | { readonly reason: 'factions-of-one-side' }
  | { readonly reason: 'too-many-vetoes'; readonly most: number }
  | { readonly reason: 'matches-open'; readonly matches: number }
  | MatchRefusal
  | StaffRefusal;
