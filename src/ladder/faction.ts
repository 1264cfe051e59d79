// What a player plays: a faction, which belongs to one of a game's two sides, or may play either.

export interface Side {
  readonly id: string;
  readonly name: string;
}

export interface Faction {
  /** Names the faction in the database: never changes. */
  readonly id: string;
  readonly name: string;
  /** Id of its side; null in a game that draws sides by lot. */
  readonly side: string | null;
}
