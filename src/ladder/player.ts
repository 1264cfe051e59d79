// Who plays: how names are compared and how long they may be, and why a player may not act.

/** Why a player may not act, in the order in which it is to be lifted; `player_guard` of the database decides. */
export const guardReasons = ['banned', 'terms', 'setup'] as const;

export type GuardReason = (typeof guardReasons)[number];

export interface Length {
  readonly least: number;
  readonly most: number;
}

/** In letters, as a reader counts them. */
export interface NameLengths {
  readonly display: Length;
  /** The optional ones, in any script. */
  readonly alternate: Length;
  /** The two parts of a BattleTag: name#digits. Null in a game that is played without one. */
  readonly battleTag: { readonly name: Length; readonly digits: Length } | null;
}

/**
 * A name as it is compared and searched: without regard to case, and the same for letters that only differ in how
 * they are encoded. The key of a name's beginning is the beginning of its key.
 */
export function nameKey(name: string): string {
  // By way of capitals, so that letters with several forms (sharp s, final sigma) meet in one; by way of small ones
  // before, since the capital sharp s stays what it is.
  // PostgreSQL's text cannot hold the character NUL, which only a forger would type.
  const folded = name
    .replaceAll('\0', '')
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ');
  return folded.normalize('NFKC');
}
