// Ranks: the letter that a place means, among so many ranked standings. Tiers are shares of them from the top; when
// there are at least as many standings as tiers, each tier holds at least one. (A tier that is small and in the middle
// would lack it; of each game a test asks that it holds.) The function `rank_cutoff` of the database computes the same,
// for statements that filter by rank; a test holds the two together.

export interface Tier {
  readonly id: string;
  /** Its share of all ranked standings, a whole number. */
  readonly percent: number;
}

/** The rank of who has none. */
export const UNRANKED = 'U';

/** One tier's last place; equal to the one before it where the tier is empty. */
export interface Cutoff {
  readonly tier: string;
  readonly last: number;
}

export function rankCutoffs(total: number, tiers: readonly Tier[]): readonly Cutoff[] {
  let share = 0;
  return tiers.map(({ id, percent }, index) => {
    share += percent;
    return { tier: id, last: lastPlace(total, share, index, tiers.length) };
  });
}

/** Of the tier at `index`, down to whose end reach `share` percent of the standings. */
function lastPlace(total: number, share: number, index: number, tiers: number): number {
  const last = Math.floor((total * share + 50) / 100); // in whole numbers, as the database does
  if (total < tiers) return last;
  const below = tiers - 1 - index;
  return Math.max(index + 1, Math.min(last, total - below));
}

/** The tier of a place counted from 1; null is the place of an unranked standing. */
export function rankOf(place: number | null, total: number, tiers: readonly Tier[]): string {
  if (place === null) return UNRANKED;
  let share = 0;
  for (const [index, { id, percent }] of tiers.entries()) {
    share += percent;
    if (place <= lastPlace(total, share, index, tiers.length)) return id;
  }
  throw new RangeError(`place ${place} of ${total}`);
}

/** The percentages that `rank_cutoff` takes: of each tier, its share and those above it. */
export function cumulativePercents(tiers: readonly Tier[]): readonly number[] {
  let share = 0;
  return tiers.map(({ percent }) => {
    share += percent;
    return share;
  });
}
