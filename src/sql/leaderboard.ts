// One page of the leaderboard in one statement, at the same cost however deep it lies: pages begin at a key, not at
// an offset, and places come from the counts.
import type { Game } from '../ladder/game.ts';
import type { Anchor, LeaderboardFilters, LeaderboardLine, LeaderboardPage } from '../ladder/leaderboard.ts';
import { cumulativePercents } from '../ladder/rank.ts';
import type { StandingKey } from '../ladder/standing.ts';
import { bigint, boolean, integer, nullable, type Row, text, timestamp } from '../postgres/column.ts';
import {
  defineStatement,
  type Parameter,
  type Statement,
  type StatementKind,
} from '../postgres/statement.ts';
import { lengthOf, type Shape, shapes, textOf } from './leaderboard-text.ts';
import { storable } from './storable.ts';

/**
 * Of which season: by its slug, its name or its number; the newest, be it closed; or, null, the open one. A long page
 * begins at the top or below a key.
 */
export interface LeaderboardScope {
  readonly season: string | number | typeof NEWEST_SEASON | null;
  readonly long: boolean;
}

export const NEWEST_SEASON = Symbol('the newest season');

/** The page; null when there is no such season. */
export function leaderboardPage(
  game: Game,
  filters: LeaderboardFilters,
  anchor: Anchor,
  { season, long }: LeaderboardScope = { season: null, long: false },
): Statement<LeaderboardPage | null> {
  const shape = shapeOf(filters, anchor, long);
  const kind = kinds.get(nameOf(shape));
  if (!kind) throw new Error(`no leaderboard statement ${nameOf(shape)}`);
  return kind({ game, season, filters, anchor });
}

interface Question {
  readonly season: LeaderboardScope['season'];
  readonly game: Game;
  readonly filters: LeaderboardFilters;
  readonly anchor: Anchor;
}

type Name = keyof typeof VALUES;

/** What the texts name; a text numbers those that it uses. */
const VALUES = {
  game: ({ game }: Question) => game.id,
  slug: ({ season }: Question) => (typeof season === 'string' ? storable(season) : null),
  number: ({ season }: Question) => (typeof season === 'number' ? season : null),
  newest: ({ season }: Question) => season === NEWEST_SEASON,
  faction: ({ filters }: Question) => filters.faction,
  country: ({ filters }: Question) => filters.country,
  tier: ({ game, filters }: Question) => tierOf(game, filters),
  tiers: ({ game }: Question) => game.tiers.length,
  share: ({ game, filters }: Question) => shareOf(game, tierOf(game, filters)),
  share_above: ({ game, filters }: Question) => shareOf(game, tierOf(game, filters) - 1),
  player: ({ anchor }: Question) => (anchor.at === 'player' ? anchor.playerId : null),
  place: ({ anchor }: Question) => (anchor.at === 'place' ? anchor.place : null),
  rating: (question: Question) => keyOf(question)?.rating ?? null,
  played: (question: Question) => keyOf(question)?.lastPlayedAt.toISOString() ?? null,
  id: (question: Question) => keyOf(question)?.id ?? null,
} satisfies Record<string, (question: Question) => Parameter>;

function keyOf({ anchor }: Question): StandingKey | null {
  return anchor.at === 'above' || anchor.at === 'below' ? anchor.key : null;
}

function tierOf({ tiers }: Game, { rank }: LeaderboardFilters): number {
  return tiers.findIndex(({ id }) => id === rank);
}

function shareOf({ tiers }: Game, tier: number): number {
  return cumulativePercents(tiers)[tier] ?? 0;
}

function nameOf({ at, faction, rank, country, bestOnly, long }: Shape): string {
  const filters = [
    faction && 'faction',
    rank && 'rank',
    country && 'country',
    bestOnly && 'best',
    long && 'long',
  ];
  return ['leaderboard', at, ...filters.filter(Boolean)].join('.');
}

function shapeOf(
  { faction, rank, country, bestOnly }: LeaderboardFilters,
  { at }: Anchor,
  long: boolean,
): Shape {
  return { at, faction: faction !== null, rank: rank !== null, country: country !== null, bestOnly, long };
}

const columns = {
  seasonId: integer,
  season: text,
  seasonSlug: text,
  endsAt: timestamp,
  closedAt: nullable(timestamp),
  ranked: integer,
  hasAbove: boolean,
  id: nullable(bigint),
  rating: nullable(integer),
  lastPlayedAt: nullable(timestamp),
  place: nullable(integer),
  playerId: nullable(bigint),
  name: nullable(text),
  country: nullable(text),
  faction: nullable(text),
  wins: nullable(integer),
  losses: nullable(integer),
  draws: nullable(integer),
};

function pageOf(rows: readonly Row<typeof columns>[], length: number): LeaderboardPage | null {
  const [first] = rows;
  if (first === undefined) return null;
  const lines = rows.flatMap(lineOf);
  return {
    seasonId: first.seasonId,
    season: first.season,
    seasonSlug: first.seasonSlug,
    endsAt: first.endsAt,
    closedAt: first.closedAt,
    ranked: first.ranked,
    hasAbove: first.hasAbove,
    hasBelow: lines.length > length,
    lines: lines.slice(0, length),
  };
}

function lineOf(row: Row<typeof columns>): readonly LeaderboardLine[] {
  const { id, rating, lastPlayedAt, place, playerId, name, country, faction, wins, losses, draws } = row;
  if (id === null || rating === null || lastPlayedAt === null || place === null) return [];
  if (playerId === null || faction === null) return [];
  return [
    {
      key: { rating, lastPlayedAt, id },
      place,
      playerId,
      // A standing is made by a match, a match by a set-up player: only a test could leave the name out.
      name: name ?? playerId,
      country,
      faction,
      wins: wins ?? 0,
      losses: losses ?? 0,
      draws: draws ?? 0,
    },
  ];
}

function define(shape: Shape): StatementKind<[Question], LeaderboardPage | null> {
  // There are many, and an isolate that has just begun has somebody waiting: each is written when it is first asked.
  let written: NumberedText | undefined;
  const numberedText = () => {
    written ??= numbered(textOf(shape));
    return written;
  };
  return defineStatement({
    name: nameOf(shape),
    text: () => numberedText().text,
    resend: true,
    reads: !shape.long,
    columns,
    parameters: (question: Question) => numberedText().names.map((name) => VALUES[name](question)),
    result: (rows) => pageOf(rows, lengthOf(shape)),
  });
}

interface NumberedText {
  readonly text: string;
  readonly names: readonly Name[];
}

function numbered(named: string): NumberedText {
  const names: Name[] = [];
  const text = named.replaceAll(/(?<!:):([a-z_]+)/g, (_, name: Name) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text, names };
}

const kinds = new Map(shapes().map((shape) => [nameOf(shape), define(shape)]));
