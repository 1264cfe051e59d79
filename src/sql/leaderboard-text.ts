// The texts of the leaderboard: each combination of filters, and each kind of beginning, is one of its own, so that each
// has a plan that uses its index. What they ask for is named in them (`:rating`).
import { type Anchor, LONG_PAGE_LENGTH, PAGE_LENGTH } from '../ladder/leaderboard.ts';

/** What makes a text: which filters are set, and the kind of beginning. */
export interface Shape {
  readonly at: Anchor['at'];
  readonly faction: boolean;
  readonly rank: boolean;
  readonly country: boolean;
  readonly bestOnly: boolean;
  readonly long: boolean;
}

export function shapes(): readonly Shape[] {
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

/** In lines. */
export function lengthOf({ long }: Shape): number {
  return long ? LONG_PAGE_LENGTH : PAGE_LENGTH;
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
      when :slug::text is not null then lower(:slug) in (slug, lower(name))
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

export function textOf(shape: Shape): string {
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
