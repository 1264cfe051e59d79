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
  /** A match is always between the two; who plays the first one is its first player. */
  readonly sides: readonly [Side, Side];
  /** A player's side is that of his faction, or is drawn when he is paired. */
  readonly sidesBy: 'faction' | 'lot';
  readonly factions: readonly Faction[];
  readonly rating: RatingSettings;
  /** From the highest to the lowest. */
  readonly tiers: readonly Tier[];
  /** Who has not played for longer than this is unranked. */
  readonly rankedDays: number;
  readonly season: SeasonSettings;
  readonly queue: QueueSettings;
  readonly match: MatchSettings;
  /** The pool a new season begins with; empty in a game without maps. */
  readonly maps: readonly GameMap[];
  /** Where players live. */
  readonly regions: readonly Place[];
  /** Empty in a game that is played anywhere. */
  readonly servers: readonly Place[];
  readonly names: NameLengths;
}

interface GameMap {
  readonly id: string;
  readonly name: string;
}

export interface SeasonSettings {
  readonly days: number;
  /** How much of the distance to the start rating a new season takes away. */
  readonly drawnToStartPercent: number;
}

export interface QueueSettings {
  readonly waveSeconds: number;
  /** After this an entry ends by itself. */
  readonly entryMinutes: number;
  /** How many maps a player may refuse. */
  readonly vetoes: number;
  /** Rating gap a player accepts at first, and by how much more after each wave waited. */
  readonly window: { readonly first: number; readonly perWave: number };
  /** Within this time the same two meet again only when nobody else fits. */
  readonly rematchMinutes: number;
  /** What such a rematch adds to a pairing's cost: more than all gaps of a wave could. */
  readonly rematchCost: number;
  /** What each wave that either has waited takes off a pairing's cost (which is the gap squared). */
  readonly costPerWaveWaited: number;
}

export interface MatchSettings {
  readonly acceptSeconds: number;
  /** Whoever has not accepted is reminded when this is left. */
  readonly reminderSecondsLeft: number;
  /** From going live; then one report stands alone, and none voids the match. */
  readonly reportMinutes: number;
  /** Whoever has not reported is reminded when this is left. */
  readonly reportReminderMinutesLeft: number;
  /** From differing reports; what staff have not settled by then is void. */
  readonly disputeHours: number;
  /** Staff are reminded of a dispute when this is left. */
  readonly disputeReminderHoursLeft: number;
  readonly abortsPerMonth: number;
}
