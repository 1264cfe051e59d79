// What a game is to the ladder: everything about it that is a name or a number. Nothing in src knows more of a
// game than this; each one is a file of data in src/games.
import type { Faction, Side } from './faction.ts';
import type { Place } from './globe.ts';
import type { NameLengths } from './player.ts';
import type { Tier } from './rank.ts';
import type { RatingSettings } from './rating.ts';

export interface Game {
  /** Names the game in the database: never changes. */
  readonly id: string;
  readonly name: string;
  /** A match is always between the two. */
  readonly sides: readonly [Side, Side];
  readonly factions: readonly Faction[];
  readonly rating: RatingSettings;
  /** From the highest to the lowest. */
  readonly tiers: readonly Tier[];
  /** Who has not played for longer than this is unranked. */
  readonly rankedDays: number;
  readonly season: SeasonSettings;
  readonly queue: QueueSettings;
  readonly match: MatchSettings;
  /** The pool a new season begins with. */
  readonly maps: readonly GameMap[];
  /** Where players live. */
  readonly regions: readonly Place[];
  readonly servers: readonly Place[];
  readonly names: NameLengths;
}

interface GameMap {
  readonly id: string;
  readonly name: string;
}

interface SeasonSettings {
  readonly days: number;
  /** How much of the distance to the start rating a new season takes away. */
  readonly drawnToStartPercent: number;
}

interface QueueSettings {
  readonly waveSeconds: number;
  /** After this an entry ends by itself. */
  readonly entryMinutes: number;
  /** How many maps a player may refuse. */
  readonly vetoes: number;
  /** Rating gap a player accepts at first, and by how much more after each wave waited. */
  readonly window: { readonly first: number; readonly perWave: number };
  /** Within this time the same two meet again only when nobody else fits. */
  readonly rematchMinutes: number;
  /** What each wave that both have waited takes off a pairing's cost (which is the gap squared). */
  readonly costPerWaveWaited: number;
}

interface MatchSettings {
  readonly acceptSeconds: number;
  /** Whoever has not accepted is reminded when this is left. */
  readonly reminderSecondsLeft: number;
  /** From going live; then one report stands alone, and none voids the match. */
  readonly reportMinutes: number;
  readonly abortsPerMonth: number;
}
