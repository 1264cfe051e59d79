// A season as anybody may look back on it: its figures, who led it, and who was best with each faction.

export interface PublicSeason {
  readonly slug: string;
  readonly name: string;
  readonly startsAt: Date;
  /** When it is meant to end. */
  readonly endsAt: Date;
  /** Null: it is open. */
  readonly closedAt: Date | null;
  /** Ids of its own; none: the game's. */
  readonly maps: readonly string[];
  /** How many standings are ranked in it. */
  readonly ranked: number;
  /** Up to COUNTED; one more says that there are more. */
  readonly matches: number;
  readonly players: number;
  readonly previous: SeasonName | null;
  readonly next: SeasonName | null;
  readonly top: readonly SeasonLine[];
  /** One a faction, in the order of the factions. */
  readonly best: readonly SeasonLine[];
}

export interface SeasonName {
  readonly slug: string;
  readonly name: string;
}

export interface SeasonLine {
  readonly place: number;
  readonly name: string;
  readonly country: string | null;
  readonly faction: string;
  readonly rating: number;
  readonly wins: number;
  readonly losses: number;
  readonly draws: number;
}

/** A line of the list of seasons. */
export interface ListedSeason extends SeasonName {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly closedAt: Date | null;
  readonly ranked: number;
  /** Who leads it or, of a closed one, who has won it; null: nobody is ranked. */
  readonly leader: {
    readonly name: string;
    readonly country: string | null;
    readonly faction: string;
  } | null;
}

/** Counting on would cost a season of millions its time. */
export const COUNTED = 100_000;
