// A player's standings in the newest season, in one statement: his places, and his last results with each faction.
import type { Profile } from '../ladder/profile.ts';
import type { Result } from '../ladder/rating.ts';
import { bigint, boolean, integer, nullable, type Row, text, timestamp } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';
import { type Guarded, guardColumns, guardSelect } from './guard.ts';
import { course, courseSelect } from './rating-course.ts';

const FORM_LENGTH = 5;

export interface FoundProfile extends Profile, Guarded {
  /** He has taken back that he accepts the terms, banned or not. */
  readonly hasLeft: boolean;
  /** What he is called and where he plays is his own; false of one who has not said it, or of whom it was forgotten. */
  readonly isSetUp: boolean;
}

/** $1 game, $2 now; one row a standing, one with nulls for a player without any. */
const profileText = (condition: string) => `select player.id, player.name, player.country, player.region,
  ${guardSelect('$2')}, player.terms_accepted_at is null, player.setup_completed_at is not null,
  season.slug, season.name, season.total, season.closed_at is not null,
  standing.faction, standing.rating, standing.peak, standing.wins, standing.losses, standing.draws,
  standing.last_played_at,
  case when standing.ranked
    and (season.closed_at is not null or standing.last_played_at >= $2 - make_interval(days => season.ranked_days))
    then standing_place(season.id, standing.rating, standing.last_played_at, standing.id) end,
  (
    select string_agg(recent.result, ' ' order by recent.id desc) from (
      select played.id, played.result from ledger played
      where played.standing_id = standing.id and played.kind = 'match'
        and (
          select count(*) filter (where kind = 'match') > count(*) filter (where kind = 'undo')
          from ledger where match_id = played.match_id and standing_id = standing.id
        )
      order by played.id desc limit ${FORM_LENGTH}
    ) recent
  ),
  ${courseSelect('standing.id', 'standing.wins + standing.losses + standing.draws', 'standing.played')}
from players player
left join (
  select id, slug, name, ranked_days, start_rating, closed_at, ranked_total(id) as total from (
    select * from seasons where game = $1 order by closed_at desc nulls first, id desc limit 1
  ) newest
) season on true
left join lateral (
  select *, count(*) over () as played from standings
  where season_id = season.id and player_id = player.id
    -- Offered a match with, and never played, it is none yet.
    and (last_played_at is not null or rating <> season.start_rating)
) standing on true
where ${condition}
order by standing.rating desc, standing.last_played_at desc nulls last, standing.id desc`;

const profileColumns = {
  id: bigint,
  name: nullable(text),
  country: nullable(text),
  region: nullable(text),
  ...guardColumns,
  hasLeft: boolean,
  isSetUp: boolean,
  seasonSlug: nullable(text),
  season: nullable(text),
  total: nullable(integer),
  closed: boolean,
  faction: nullable(text),
  rating: nullable(integer),
  peak: nullable(integer),
  wins: nullable(integer),
  losses: nullable(integer),
  draws: nullable(integer),
  lastPlayedAt: nullable(timestamp),
  place: nullable(integer),
  form: nullable(text),
  course,
};

type ProfileRow = Row<typeof profileColumns>;

function foundProfile(rows: readonly ProfileRow[]): FoundProfile | null {
  const [player] = rows;
  if (player === undefined) return null;
  const { id, name, country, region, guard, bannedUntil, banReason, seasonSlug, season } = player;
  return {
    id,
    name,
    country,
    region,
    guard,
    bannedUntil,
    banReason,
    hasLeft: player.hasLeft,
    isSetUp: player.isSetUp,
    season:
      season === null || seasonSlug === null
        ? null
        : { slug: seasonSlug, name: season, ranked: player.total ?? 0, closed: player.closed },
    standings: rows.flatMap(standingOf),
  };
}

function standingOf(row: ProfileRow): Profile['standings'] {
  const { faction, rating, peak, wins, losses, draws, lastPlayedAt, place, form, course } = row;
  if (faction === null || rating === null || peak === null) return [];
  return [
    {
      faction,
      rating,
      peak,
      wins: wins ?? 0,
      losses: losses ?? 0,
      draws: draws ?? 0,
      lastPlayedAt,
      place,
      form: (form?.split(' ') ?? []) as readonly Result[],
      course,
    },
  ];
}

export const profileById = defineStatement({
  name: 'profile.by-id',
  text: profileText('player.id = $3'),
  resend: true,
  columns: profileColumns,
  parameters: (game: string, now: Date, id: string) => [game, now.toISOString(), id],
  result: foundProfile,
});

export const profileByName = defineStatement({
  name: 'profile.by-name',
  text: profileText('player.name_key = $3'),
  resend: true,
  columns: profileColumns,
  parameters: (game: string, now: Date, key: string) => [game, now.toISOString(), key],
  result: foundProfile,
});
