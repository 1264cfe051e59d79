// How often a player may abort a match: so many times a calendar month, by UTC. It refills by the calendar itself:
// what was used in another month does not count.

/** As kept for a player; null when he never aborted. */
export interface AbortsUsed {
  /** The first moment of the month they were used in. */
  readonly month: Date;
  readonly used: number;
}

export function abortsLeft(used: AbortsUsed | null, now: Date, perMonth: number): number {
  if (used === null || used.month.getTime() !== monthOf(now).getTime()) return perMonth;
  return Math.max(0, perMonth - used.used);
}

export function monthOf(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth()));
}

export function nextMonth(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1));
}
