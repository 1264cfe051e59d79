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

/** What stands in place of a name that was forgotten: longer than a name can be, and nobody is found by it. */
export const FORGOTTEN_NAME = 'Deleted player';

/** What the database keeps of a name, in code points: one letter can be any number of them, joined without an end. */
export const MOST_NAME_POINTS = 32;
/** Of a name's key: compatibility makes of one code point (U+FDFA) as many as eighteen. */
const MOST_KEY_POINTS = 18 * MOST_NAME_POINTS;

/**
 * The key of a name as somebody typed it who looks for a player. Null: nobody is called that, and the database need not
 * be asked. A key of a space and digits stands for a player of whom everything was forgotten.
 */
export function soughtKey(typed: string): string | null {
  const key = nameKey(typed);
  const isName = key.trim() !== '' && !/^ \d/.test(key) && [...key].length <= MOST_KEY_POINTS;
  return isName ? key : null;
}

/** The beginning of a name, as it is written and as much of it as a name can have. */
export function nameBeginning(typed: string): string {
  return [...typed.trim().normalize('NFC')].slice(0, MOST_NAME_POINTS).join('');
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
