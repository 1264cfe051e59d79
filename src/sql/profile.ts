// A player's standings in the newest season, in one statement: his places, and his last results with each faction.
import type { Profile } from '../ladder/profile.ts';
import type { Result } from '../ladder/rating.ts';
import { bigint, boolean, integer, nullable, type Row, text, timestamp } from '../postgres/column.ts';
import { afterFirst, type RawRow, withNullsAfter } from '../postgres/raw-row.ts';
import { defineStatement, type Statement, type StatementKind } from '../postgres/statement.ts';
import { COUNTED, PLACE_SELECT } from './counted-place.ts';
import { type Guarded, guardColumns, guardSelect } from './guard.ts';
import {
  course,
  courseSelect,
  keptLedgers,
  POINT_BYTES,
  type ReadLedgers,
  VERSION_SELECT,
} from './rating-course.ts';

const FORM_LENGTH = 5;

export interface FoundProfile extends Profile, Guarded {
  /** He has taken back that he accepts the terms, banned or not. */
  readonly hasLeft: boolean;
  /** What he is called and where he plays is his own; false of one who has not said it, or of whom it was forgotten. */
  readonly isSetUp: boolean;
}

/**
 * One row a standing, one with nulls for a player without any. One that a match was offered with, and none was played,
 * is none yet. `whom`: the column of players, of `type`, that says who is asked for. Between two bounds the planner expects
 * one who asks, however many there are: so it plans once for all numbers, and goes by the index of a small table as well.
 */
const profileText = (
  whom: string,
  type: string,
) => `select asked.place, player.id, player.name, player.country, player.region,
  ${guardSelect('asked.now')}, player.terms_accepted_at is null, player.setup_completed_at is not null,
  season.slug, season.name, counted.total, season.closed_at is not null,
  standing.faction, standing.rating, standing.peak, standing.wins, standing.losses, standing.draws,
  standing.last_played_at,
  case when standing.ranked
    and (season.closed_at is not null or standing.last_played_at >= asked.now - make_interval(days => season.ranked_days))
    then ${PLACE_SELECT} end,
  standing.version,
  case when standing.version is distinct from asked.known then standing_form(standing.id, ${FORM_LENGTH}) end,
  case when standing.version is distinct from asked.known
    then ${courseSelect('standing.id', 'standing.wins + standing.losses + standing.draws', 'standing.played')} end
from unnest($1::text[], $2::timestamptz[], $3::${type}[], $4::text[]) with ordinality
  as asked(game, now, whom, known, place)
join players player on player.${whom} = asked.whom
left join lateral (
  select * from seasons where game = asked.game order by closed_at desc nulls first, id desc limit 1
) season on true
left join lateral (
  select *, count(*) over () as played, ${VERSION_SELECT} as version from standings
  where season_id = season.id and player_id = player.id
    and (last_played_at is not null or rating <> season.start_rating)
) standing on true
${COUNTED}
where asked.place between 1 and 1000
order by standing.rating desc, standing.last_played_at desc nulls last, standing.id desc`;

const profileColumns = {
  asker: bigint,
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
  version: nullable(text),
  form: nullable(text),
  course,
};

type ProfileRow = Row<typeof profileColumns>;

/** Of what is kept. */
const WIDTH = Object.keys(profileColumns).length - 1;
/** Its last columns, `form` and `course`. */
const PAST_WIDTH = 2;

/** What was found, and the rows that it was made of, but for what they said of ledgers. */
interface Found {
  readonly rows: readonly RawRow[];
  readonly profile: FoundProfile;
}

/** An isolate has 128 MB for everything. */
const KEPT_BYTES = 12_000_000;

/** Each column of a row counts as a point, and so does a point's room of what came. */
const read = keptLedgers<Found>(KEPT_BYTES, ({ rows, profile }) =>
  rows.reduce((sum, { length }) => sum + WIDTH + length / POINT_BYTES, pointsOf(profile)),
);

function pointsOf({ standings }: Profile): number {
  return standings.reduce((sum, { form, course }) => sum + form.length + course.length, 0);
}

/** What its ledgers take, as they were read. */
export function pastBytes(profile: Profile): number {
  return POINT_BYTES * pointsOf(profile);
}

/** What the server says of it when its version is known. */
function withoutPast(row: RawRow): RawRow {
  return withNullsAfter(row, WIDTH - PAST_WIDTH, PAST_WIDTH);
}

function areSame(rows: readonly RawRow[], others: readonly RawRow[]): boolean {
  return rows.length === others.length && rows.every((row, place) => row === others[place]);
}

function foundProfile(
  rows: readonly ProfileRow[],
  known: ReadLedgers<Found> | undefined,
): FoundProfile | null {
  const [player] = rows;
  if (player === undefined) return null;
  const { id, name, country, region, guard, bannedUntil, banReason, seasonSlug, season, version } = player;
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
    standings: rows.flatMap((row) =>
      standingOf(row, version === known?.version ? known?.made.profile : undefined),
    ),
    version,
  };
}

function standingOf(row: ProfileRow, past: Profile | undefined): Profile['standings'] {
  const { faction, rating, peak, wins, losses, draws, lastPlayedAt, place } = row;
  if (faction === null || rating === null || peak === null) return [];
  const known = past?.standings.find((standing) => standing.faction === faction);
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
      form: known?.form ?? ((row.form?.split(' ') ?? []) as readonly Result[]),
      course: known?.course ?? row.course,
    },
  ];
}

type ProfileKind = StatementKind<
  [game: string, now: Date, whom: string, known: string | null],
  readonly ProfileRow[]
>;

function kind(name: string, whom: string, type: string): ProfileKind {
  return defineStatement({
    name,
    text: profileText(whom, type),
    resend: true,
    reads: true,
    merges: true,
    columns: profileColumns,
    parameters: (game: string, now: Date, whom: string, known: string | null) => [
      [game],
      [now.toISOString()],
      [whom],
      [known],
    ],
    result: (rows) => rows,
  });
}

const byId = kind('profile.by-id', 'id', 'bigint');
const byName = kind('profile.by-name', 'name_key', 'text');

/** While nothing of it has changed, it is the same object as before, for whoever asks in the same way. */
export function profileById(game: string, now: Date, id: string): Statement<FoundProfile | null> {
  return profile(byId, game, now, id);
}

export function profileByName(game: string, now: Date, key: string): Statement<FoundProfile | null> {
  return profile(byName, game, now, key);
}

function profile(of: ProfileKind, game: string, now: Date, whom: string): Statement<FoundProfile | null> {
  // No name has the key of an id, which is digits alone.
  const key = `${game} ${whom}`;
  const known = read.get(key);
  const statement = of(game, now, whom, known?.version ?? null);
  return {
    ...statement,
    decode(given) {
      const rows = given.map(afterFirst);
      if (known !== undefined && areSame(rows, known.made.rows)) return known.made.profile;
      const found = foundProfile(statement.decode(given), known);
      if (found?.version) {
        read.set(key, { version: found.version, made: { rows: rows.map(withoutPast), profile: found } });
      }
      return found;
    },
  };
}
