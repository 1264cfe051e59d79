// Every expected "no", as a value with its reason. messages/refusal turns each into words.
import type { GuardReason } from './player.ts';

export type Refusal =
  | { readonly reason: 'banned'; readonly until: Date | 'forever'; readonly why: string | null }
  | { readonly reason: Exclude<GuardReason, 'banned'> }
  | { readonly reason: 'no-season' }
  | { readonly reason: 'player-unknown'; readonly name: string }
  | { readonly reason: 'not-ranked' }
  | { readonly reason: 'place-unknown'; readonly place: number; readonly ranked: number }
  | { readonly reason: 'country-unknown'; readonly country: string }
  | { readonly reason: 'outdated' };
