// Whether a player may act: the columns that a statement asks `player_guard` for, and the refusal that they are.
import { type GuardReason, guardReasons } from '../ladder/player.ts';
import type { Refusal } from '../ladder/refusal.ts';
import { nullable, oneOf, text, timestamp } from '../postgres/column.ts';

/** `at`: what says when in the statement. For the row `player` of the statement. */
export const guardSelect = (at: string) =>
  `player_guard(player, ${at}), case when isfinite(player.banned_until) then player.banned_until end, player.ban_reason`;

/** In the order of `guardSelect`. */
export const guardColumns = {
  guard: nullable(oneOf(guardReasons)),
  /** Null also for a ban without an end. */
  bannedUntil: nullable(timestamp),
  banReason: nullable(text),
};

export interface Guarded {
  readonly guard: GuardReason | null;
  readonly bannedUntil: Date | null;
  readonly banReason: string | null;
}

/** Null: he may. Nobody found: the terms, where a newcomer begins. */
export function guardRefusal(found: Guarded | null | undefined): Refusal | null {
  if (!found) return { reason: 'terms' };
  const { guard, bannedUntil, banReason } = found;
  if (guard === 'banned') return { reason: guard, until: bannedUntil ?? 'forever', why: banReason };
  return guard && { reason: guard };
}
