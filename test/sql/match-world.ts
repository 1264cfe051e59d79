// A season of its own with some players, on one connection: what the tests of the match's functions play on. Matches
// are made by the wave's own function, from players who wait.
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { scEvo } from '../../src/games/sc-evo.ts';
import { type Contestant, reminderSeconds } from '../../src/ladder/match.ts';
import type { Result } from '../../src/ladder/rating.ts';
import { stakes } from '../../src/ladder/rating.ts';

export const game = scEvo;
export const NOON = new Date('2026-06-15T12:00:00.000Z');

export interface World {
  readonly game: string;
  readonly season: number;
  /** Ids of players, who have set themselves up. */
  readonly players: readonly string[];
}

export interface Side {
  readonly player: string;
  readonly faction: string;
  readonly rating: number;
  readonly win: number;
  readonly draw: number;
  readonly loss: number;
}

export type Pair = Readonly<Record<Contestant, Side>> & {
  readonly map: string | null;
  readonly server: string | null;
};

export async function openWorld(client: Client, players: number, startRating: number = game.rating.start) {
  const name = `world-${randomUUID()}`;
  const season = await client.query<{ id: number }>(
    `insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days, maps)
     values ($1, $1, 'Test', $2::timestamptz - interval '10 days', $2::timestamptz + interval '60 days', $3, $4, $5)
     returning id`,
    [name, NOON, startRating, game.rankedDays, game.maps.map(({ id }) => id)],
  );
  const made = await client.query<{ id: string }>(
    `with made as (
       insert into players (id, name, name_key, battle_tag, country, region, terms_accepted_at, setup_completed_at)
       select n, 'p' || n, 'p' || n, 'P' || n || '#123', 'DE', 'western-europe', $2, $2
       from (select (select coalesce(max(id), 0) from players) + n as n from generate_series(1, $1::int) n) made
       returning id
     )
     select id from made order by id`,
    [players, NOON],
  );
  return {
    game: name,
    season: season.rows[0]?.id ?? 0,
    players: made.rows.map(({ id }) => id),
  } satisfies World;
}

export async function waits(
  client: Client,
  { season }: World,
  player: string,
  factions: readonly string[],
  since: Date,
): Promise<void> {
  await client.query(
    `insert into places (player_id, season_id, factions, vetoes, joined_at, ends_at)
     values ($1, $2, $3, '{}', $4, $4::timestamptz + interval '150 minutes')`,
    [player, season, factions, since],
  );
}

/** With the stakes of their ratings, unless told others. */
export function pair(
  first: { player: string; faction: string; rating?: number },
  second: { player: string; faction: string; rating?: number },
): Pair {
  const { rating: one = game.rating.start } = first;
  const { rating: other = game.rating.start } = second;
  const { own, opponent } = stakes(one, other, game.rating);
  return {
    first: { player: first.player, faction: first.faction, rating: one, ...own },
    second: { player: second.player, faction: second.faction, rating: other, ...opponent },
    map: 'retro',
    server: null,
  };
}

/** How many of them became matches. */
export async function writeWave(
  client: Client,
  world: World,
  pairs: readonly Pair[],
  at: Date,
): Promise<number> {
  const { rows } = await client.query<{ made: number }>(
    'select wave_write($1, $2, $2, $3, $4::jsonb) as made',
    [world.game, at, game.match.acceptSeconds, JSON.stringify(pairs)],
  );
  return rows[0]?.made ?? -1;
}

/** A match of two who did not wait; live if told so. Gives its id. */
export async function newMatch(
  client: Client,
  world: World,
  pairing: Pair,
  at: Date,
  { live = false, ownPlaces = true }: { live?: boolean; ownPlaces?: boolean } = {},
): Promise<string> {
  for (const { player, faction } of [pairing.first, pairing.second]) {
    if (!ownPlaces) await client.query('delete from places where player_id = $1', [player]);
    await waits(client, world, player, [faction], at);
  }
  await writeWave(client, world, [pairing], at);
  const { rows } = await client.query<{ id: string }>('select max(id) as id from matches');
  const id = rows[0]?.id ?? '';
  if (live) {
    for (const { player } of [pairing.first, pairing.second]) await act(client, id, player, 'accept', at);
  }
  return id;
}

export interface Answer {
  readonly acted_on: string | null;
  readonly refusal: string | null;
  readonly refusal_state: string | null;
  readonly refusal_result: Result | null;
  readonly refusal_at: Date | null;
  readonly aborts_left: number | null;
}

export async function act(
  client: Client,
  match: string,
  player: string,
  event: 'accept' | 'decline' | 'abort' | 'report',
  at: Date,
  { result = null, confirmed = true }: { result?: Result | null; confirmed?: boolean } = {},
): Promise<Answer | undefined> {
  const { reportMinutes, disputeHours, abortsPerMonth } = game.match;
  const { rows } = await client.query<Answer>('select * from match_act($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    match,
    player,
    event,
    result,
    event === 'abort' ? confirmed : null,
    at,
    reportMinutes,
    disputeHours,
    abortsPerMonth,
  ]);
  return rows[0];
}

export async function settle(
  client: Client,
  match: string,
  event: 'settle' | 'void' | 'undo',
  at: Date,
  { winner = null, banned = null }: { winner?: string | null; banned?: string | null } = {},
): Promise<Pick<Answer, 'acted_on' | 'refusal' | 'refusal_state'> | undefined> {
  const { rows } = await client.query<Answer>('select * from match_staff($1, $2, $3, $4, $5)', [
    match,
    event,
    winner,
    banned,
    at,
  ]);
  return rows[0];
}

export async function runOut(client: Client, at: Date): Promise<number> {
  const { rows } = await client.query<{ done: number }>('select matches_run_out($1, $2, $3, $4) as done', [
    at,
    ...Object.values(reminderSeconds(game.match)),
  ]);
  return rows[0]?.done ?? -1;
}

export async function connections(url: string, count: number): Promise<readonly Client[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const client = new Client(url);
      await client.connect();
      return client;
    }),
  );
}
