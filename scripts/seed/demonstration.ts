// The first players of every made-up season: their ids never change, so that documents and demonstrations can name
// them, and there is one for each thing that can stand between a player and the ladder.

export interface DemonstrationPlayer {
  readonly id: string;
  /** Null: not chosen yet. */
  readonly name: string | null;
  readonly country: string;
  readonly region: string;
  readonly factions: readonly string[];
  /** The rating he truly deserves. */
  readonly skill: number;
  readonly games: number;
  readonly state: PlayerState;
}

/** How far a player has come. `whole`: may play. */
export type PlayerState = 'whole' | 'banned' | 'no-terms' | 'no-setup';

export const demonstrationPlayers = {
  strong: {
    id: '200000000000000001',
    name: 'Aurora',
    country: 'KR',
    region: 'korea-japan',
    factions: ['sc2-protoss', 'bw-zerg', 'bw-terran'],
    skill: 2150,
    games: 160,
    state: 'whole',
  },
  ordinary: {
    id: '200000000000000002',
    name: 'Birch',
    country: 'DE',
    region: 'europe-west',
    factions: ['bw-terran', 'sc2-terran'],
    skill: 1520,
    games: 60,
    state: 'whole',
  },
  banned: {
    id: '200000000000000003',
    name: 'Cinder',
    country: 'US',
    region: 'na-east',
    factions: ['sc2-zerg'],
    skill: 1650,
    games: 30,
    state: 'banned',
  },
  withoutTerms: {
    id: '200000000000000004',
    name: null,
    country: 'FR',
    region: 'europe-west',
    factions: [],
    skill: 1500,
    games: 0,
    state: 'no-terms',
  },
  withoutSetup: {
    id: '200000000000000005',
    name: null,
    country: 'SE',
    region: 'europe-east',
    factions: [],
    skill: 1500,
    games: 0,
    state: 'no-setup',
  },
} as const satisfies Readonly<Record<string, DemonstrationPlayer>>;

/** How long the ban of the banned one still lasts, and why. */
export const DEMONSTRATION_BAN = { days: 5, reason: 'Left three matches in a row' } as const;
