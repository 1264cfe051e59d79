// Ranks: the letter that a place means, among so many ranked standings. Tiers are shares of them from the top; when
// there are at least as many standings as tiers, each tier holds at least one. The function `rank_cutoff` of the
// database computes the same, for statements that filter by rank; a test holds the two together.

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
    const last = Math.floor((total * share + 50) / 100); // in whole numbers, as the database does
    if (total < tiers.length) return { tier: id, last };
    const below = tiers.length - 1 - index;
    return { tier: id, last: Math.max(index + 1, Math.min(last, total - below)) };
  });
}

/** The tier of a place counted from 1; null is the place of an unranked standing. */
export function rankOf(place: number | null, total: number, tiers: readonly Tier[]): string {
  if (place === null) return UNRANKED;
  const cutoff = rankCutoffs(total, tiers).find(({ last }) => place <= last);
  if (!cutoff) throw new RangeError(`place ${place} of ${total}`);
  return cutoff.tier;
}

/** The percentages that `rank_cutoff` takes: of each tier, its share and those above it. */
export function cumulativePercents(tiers: readonly Tier[]): readonly number[] {
  let share = 0;
  return tiers.map(({ percent }) => {
    share += percent;
    return share;
  });
}
