// Seasons for their pages: one, and the list of all. Each in one statement, at a cost that has a limit.
import { COUNTED, type ListedSeason, type PublicSeason, type SeasonLine } from '../ladder/public-season.ts';
import { integer, listOf, nullable, type Row, text, texts, timestamp } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';

const TOP = 20;

const line = {
  place: integer,
  name: nullable(text),
  country: nullable(text),
  faction: text,
  rating: integer,
  wins: integer,
  losses: integer,
  draws: integer,
};

const LINE = `standing_place(season.id, line.rating, line.last_played_at, line.id), player.name, line.country, line.faction,
  line.rating, line.wins, line.losses, line.draws`;

const DOWN = 'rating desc, last_played_at desc, id desc';

/** More than is counted is one more than that. */
const counted = (rows: string) => `(select count(*)::int from (${rows} limit ${COUNTED + 1}) counted)`;

const columns = {
  slug: text,
  name: text,
  startsAt: timestamp,
  endsAt: timestamp,
  closedAt: nullable(timestamp),
  maps: texts,
  ranked: integer,
  matches: integer,
  players: integer,
  previousSlug: nullable(text),
  previousName: nullable(text),
  nextSlug: nullable(text),
  nextName: nullable(text),
  top: listOf(line),
  best: listOf(line),
};

/** Null: there is none of that slug. `factions`: those of the game, in their order. */
export const publicSeason = defineStatement({
  name: 'public-season',
  text: `select season.slug, season.name, season.starts_at, season.ends_at, season.closed_at, season.maps,
  ranked_total(season.id),
  ${counted(`select from matches where season_id = season.id and state = 'decided'`)},
  ${counted(`select distinct player_id from standings where season_id = season.id and last_played_at is not null`)},
  previous.slug, previous.name, next.slug, next.name,
  (
    select coalesce(json_agg(json_build_array(${LINE}) order by line.rating desc, line.last_played_at desc, line.id desc), '[]')
    from (select * from standings where season_id = season.id and ranked order by ${DOWN} limit ${TOP}) line
    join players player on player.id = line.player_id
  ),
  (
    select coalesce(json_agg(json_build_array(${LINE}) order by faction.turn), '[]')
    from unnest($3::text[]) with ordinality as faction (id, turn)
    cross join lateral (
      select * from standings where season_id = season.id and ranked and faction = faction.id order by ${DOWN} limit 1
    ) line
    join players player on player.id = line.player_id
  )
from seasons season
left join lateral (
  select slug, name from seasons where game = $1 and id < season.id order by id desc limit 1
) previous on true
left join lateral (
  select slug, name from seasons where game = $1 and id > season.id order by id limit 1
) next on true
where season.game = $1 and season.slug = $2`,
  resend: true,
  columns,
  parameters: (game: string, slug: string, factions: readonly string[]) => [game, slug, factions],
  result: ([season]) => (season === undefined ? null : seasonOf(season)),
});

function seasonOf(row: Row<typeof columns>): PublicSeason {
  const { previousSlug, previousName, nextSlug, nextName, ...season } = row;
  const named = (slug: string | null, name: string | null) =>
    slug === null || name === null ? null : { slug, name };
  return {
    ...season,
    previous: named(previousSlug, previousName),
    next: named(nextSlug, nextName),
    top: season.top.map(lineOf),
    best: season.best.map(lineOf),
  };
}

function lineOf({ name, ...rest }: Row<typeof line>): SeasonLine {
  // A standing is made by a match, a match by a set-up player: only a test could leave the name out.
  return { name: name ?? '?', ...rest };
}

/** The newest first. */
export const listedSeasons = defineStatement({
  name: 'public-seasons',
  text: `select season.slug, season.name, season.starts_at, season.ends_at, season.closed_at, ranked_total(season.id),
  leader.name, leader.country, leader.faction
from (select * from seasons where game = $1 order by id desc limit $2) season
left join lateral (
  select player.name, first.country, first.faction
  from (select * from standings where season_id = season.id and ranked order by ${DOWN} limit 1) first
  join players player on player.id = first.player_id
) leader on true
order by season.id desc`,
  resend: true,
  columns: {
    slug: text,
    name: text,
    startsAt: timestamp,
    endsAt: timestamp,
    closedAt: nullable(timestamp),
    ranked: integer,
    leader: nullable(text),
    leaderCountry: nullable(text),
    leaderFaction: nullable(text),
  },
  parameters: (game: string, most: number) => [game, most],
  result: (rows): readonly ListedSeason[] =>
    rows.map(({ leader, leaderCountry, leaderFaction, ...season }) => ({
      ...season,
      leader:
        leader === null || leaderFaction === null
          ? null
          : { name: leader, country: leaderCountry, faction: leaderFaction },
    })),
});
