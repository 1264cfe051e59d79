// A standing: one player, one faction, one season. It is the sum of its ledger.

export interface Standing {
  /** 64 bits, as decimal text. */
  readonly id: string;
  readonly faction: string;
  readonly rating: number;
  /** The highest rating that the matches which still count have led to. */
  readonly peak: number;
  readonly wins: number;
  readonly losses: number;
  readonly draws: number;
  /** Null: never. */
  readonly lastPlayedAt: Date | null;
  /** Played at least once, and not too long ago. */
  readonly ranked: boolean;
}

/** Where a ranked standing stands in the order of standings: all three descending. */
export interface StandingKey {
  readonly rating: number;
  readonly lastPlayedAt: Date;
  readonly id: string;
}

/** The share of matches won, 0 to 1; a draw is half a win nowhere but in the rating. */
export function winShare({ wins, losses, draws }: Pick<Standing, 'wins' | 'losses' | 'draws'>): number {
  const games = wins + losses + draws;
  return games === 0 ? 0 : wins / games;
}
