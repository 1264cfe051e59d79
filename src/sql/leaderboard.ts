// One page of the leaderboard in one statement, at the same cost however deep it lies: pages begin at a key, not at
// an offset, and places come from the counts. Each combination of filters is a text of its own, fixed when the
// module loads, so that each has a plan that uses its index.
import type { Game } from '../ladder/game.ts';
import {
  type Anchor,
  type LeaderboardFilters,
  type LeaderboardLine,
  type LeaderboardPage,
  LONG_PAGE_LENGTH,
  PAGE_LENGTH,
} from '../ladder/leaderboard.ts';
import { cumulativePercents } from '../ladder/rank.ts';
import type { StandingKey } from '../ladder/standing.ts';
import { bigint, boolean, integer, nullable, type Row, text, timestamp } from '../postgres/column.ts';
import {
  defineStatement,
  type Parameter,
  type Statement,
  type StatementKind,
} from '../postgres/statement.ts';

/**
 * Of which season: by its slug or its number; the newest, be it closed; or, null, the open one. A long page begins at the
 * top or below a key.
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

/** What makes a text: which filters are set, and the kind of beginning. */
interface Shape {
  readonly at: Anchor['at'];
  readonly faction: boolean;
  readonly rank: boolean;
  readonly country: boolean;
  readonly bestOnly: boolean;
  readonly long: boolean;
}

type Name = keyof typeof VALUES;

/** What the texts name; a text numbers those that it uses. */
const VALUES = {
  game: ({ game }: Question) => game.id,
  slug: ({ season }: Question) => (typeof season === 'string' ? season.replaceAll('\0', '') : null),
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

function shapeOf(
  { faction, rank, country, bestOnly }: LeaderboardFilters,
  { at }: Anchor,
  long: boolean,
): Shape {
  return { at, faction: faction !== null, rank: rank !== null, country: country !== null, bestOnly, long };
}

function lengthOf({ long }: Shape): number {
  return long ? LONG_PAGE_LENGTH : PAGE_LENGTH;
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

const KEY = (of: string) => `(${of}.rating, ${of}.last_played_at, ${of}.id)`;
const DOWN = (of: string) => `${of}.rating desc, ${of}.last_played_at desc, ${of}.id desc`;
const UP = (of: string) => `${of}.rating, ${of}.last_played_at, ${of}.id`;

/** The standings that the filters let through, under the alias `listed`; `season` must be in scope. */
function listed({ faction, rank, country, bestOnly }: Shape): string {
  return `from standings listed where ${[
    'listed.season_id = season.id and listed.ranked',
    faction && 'listed.faction = :faction',
    country && 'listed.country = :country',
    rank &&
      `${KEY('listed')} <= (season.first_rating, season.first_played, season.first_id)
    and ${KEY('listed')} >= (season.last_rating, season.last_played, season.last_id)`,
    // The offset keeps it a look for each line: joined, a long page would read every standing there is.
    bestOnly &&
      `not exists (select from standings better where better.season_id = listed.season_id
      and better.player_id = listed.player_id and better.ranked and ${KEY('better')} > ${KEY('listed')} offset 0)`,
  ]
    .filter(Boolean)
    .join('\n    and ')}`;
}

/** The season asked for; with a rank, also the first and the last key of its tier (nulls where the tier is empty). */
function season({ rank }: Shape): string {
  const asked = `select id, name, slug, ends_at, closed_at, ranked_total(id) as total from (
    select * from seasons
    where game = :game and case
      when :newest::boolean then true
      when :number::int is not null then id = :number
      when :slug::text is not null then slug = :slug
      else closed_at is null
    end
    order by closed_at desc nulls first, id desc limit 1
  ) wanted`;
  if (!rank) return asked;
  return `select asked.id, asked.name, asked.slug, asked.ends_at, asked.closed_at, asked.total,
    first.rating as first_rating, first.last_played_at as first_played, first.id as first_id,
    last.rating as last_rating, last.last_played_at as last_played, last.id as last_id
  from (${asked}) asked
  left join lateral standing_at(asked.id, rank_cutoff(asked.total, :share_above, :tier - 1, :tiers) + 1) first on true
  left join lateral standing_at(asked.id, rank_cutoff(asked.total, :share, :tier, :tiers)) last on true`;
}

/** The key at which the page begins, itself included; below a key the page begins after it, and needs none. */
function start(shape: Shape): string | null {
  const farthest = (nearest: string) =>
    `select * from (${nearest}) nearest order by ${DOWN('nearest')} limit 1`;
  const above = (condition: string, most: number) =>
    farthest(
      `select rating, last_played_at, id ${listed(shape)} and ${condition} order by ${UP('listed')} limit ${most}`,
    );
  switch (shape.at) {
    case 'top':
    case 'below':
      return null;
    case 'above':
      return above(`${KEY('listed')} > (:rating, :played::timestamptz, :id)`, PAGE_LENGTH);
    case 'place':
      return 'select * from standing_at(season.id, :place)';
    case 'player': {
      const own = `select rating, last_played_at, id ${listed(shape)} and listed.player_id = :player order by ${DOWN('listed')} limit 1`;
      const around = above(`${KEY('listed')} >= ${KEY('own')}`, PAGE_LENGTH / 2);
      return `select around.* from (${own}) own cross join lateral (${around}) around`;
    }
  }
}

function textOf(shape: Shape): string {
  const begins = start(shape);
  const from = {
    top: '',
    below: `and ${KEY('listed')} < (:rating, :played::timestamptz, :id)`,
    above: `and ${KEY('listed')} <= ${KEY('start')}`,
    player: `and ${KEY('listed')} <= ${KEY('start')}`,
    place: `and ${KEY('listed')} <= ${KEY('start')}`,
  }[shape.at];
  // Without a filter that picks here and there, the lines of a page follow each other in the whole leaderboard.
  const consecutive = !shape.faction && !shape.country && !shape.bestOnly;
  const place = consecutive
    ? `first.place + row_number() over (order by ${DOWN('page')}) - 1`
    : 'standing_place(season.id, page.rating, page.last_played_at, page.id)';
  // What is above is looked for in order: else the planner may read everything to find that nothing is above the first.
  return `with season as (${season(shape)}),
page as materialized (
  select line.* from season
  ${begins === null ? '' : `cross join lateral (${begins}) start`}
  cross join lateral (
    select listed.* ${listed(shape)}
    ${from}
    order by ${DOWN('listed')} limit ${lengthOf(shape) + 1}
  ) line
),
first as materialized (
  select page.*, standing_place(page.season_id, page.rating, page.last_played_at, page.id) as place
  from page order by ${DOWN('page')} limit 1
)
select season.id, season.name, season.slug, season.ends_at, season.closed_at, season.total,
  exists (select from season, first, lateral (
    select ${listed(shape)} and ${KEY('listed')} > ${KEY('first')} order by ${UP('listed')} limit 1
  ) above),
  page.id, page.rating, page.last_played_at, (${place})::int, page.player_id,
  (select name from players where id = page.player_id), page.country, page.faction,
  page.wins, page.losses, page.draws
from season
left join page on true
left join first on true
order by ${DOWN('page')}`;
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
  const names: Name[] = [];
  const numbered = textOf(shape).replaceAll(/(?<!:):([a-z_]+)/g, (_, name: Name) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return defineStatement({
    name: nameOf(shape),
    text: numbered,
    resend: true,
    reads: !shape.long,
    columns,
    parameters: (question: Question) => names.map((name) => VALUES[name](question)),
    result: (rows) => pageOf(rows, lengthOf(shape)),
  });
}

function shapes(): readonly Shape[] {
  const either = [false, true];
  const anchors = ['top', 'below', 'above', 'player', 'place'] as const;
  const beginnings = [
    ...anchors.map((at) => ({ at, long: false })),
    ...anchors.slice(0, 2).map((at) => ({ at, long: true })),
  ];
  return beginnings.flatMap((beginning) =>
    either.flatMap((faction) =>
      either.flatMap((rank) =>
        either.flatMap((country) =>
          either.map((bestOnly) => ({ ...beginning, faction, rank, country, bestOnly })),
        ),
      ),
    ),
  );
}

const kinds = new Map(shapes().map((shape) => [nameOf(shape), define(shape)]));
