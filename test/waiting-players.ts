// Players in the queue of an open season, without the commands that bring them there.
import type { Client } from 'pg';
import type { Game } from '../src/ladder/game.ts';

export interface WaitingPlayers {
  readonly ids: readonly string[];
  readonly season: number;
}

export interface WaitingOptions {
  readonly game: Game;
  readonly count: number;
  readonly joinedAt: Date;
  readonly firstId?: bigint;
}

/** Set up, known to the bot by direct message, and waiting: the sides of the game by turns. */
export async function waitingPlayers(
  client: Client,
  { game, count, joinedAt, firstId = 500_000_000_000_000_000n }: WaitingOptions,
): Promise<WaitingPlayers> {
  const season = await openSeason(client, game, joinedAt);
  const ids = Array.from({ length: count }, (_, index) => String(firstId + BigInt(index)));
  await client.query(
    `insert into players (id, name, name_key, battle_tag, country, region, terms_accepted_at, setup_completed_at)
     select id, 'Player' || id, 'player' || id, 'Player#' || id % 1000000, 'DE', $2, $3, $3
     from unnest($1::bigint[]) id`,
    [ids, game.regions[0]?.id, joinedAt],
  );
  const factions = game.sides.map(
    ({ id }) => game.factions.find(({ side }) => side === id) ?? game.factions[0],
  );
  await client.query(
    `insert into places (player_id, season_id, factions, vetoes, joined_at, ends_at)
     select id, $2, array[($3::text[])[turn % 2 + 1]], '{}', $4, $4::timestamptz + make_interval(mins => $5)
     from unnest($1::bigint[]) with ordinality as made (id, turn)`,
    [ids, season, factions.map((faction) => faction?.id), joinedAt, game.queue.entryMinutes],
  );
  return { ids, season };
}

async function openSeason(client: Client, { id, rating, rankedDays }: Game, now: Date): Promise<number> {
  await client.query(
    `insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days)
     values ($1, $1 || '-test', 'Test', $2::timestamptz - interval '9 days', $2::timestamptz + interval '90 days', $3, $4)
     on conflict do nothing`,
    [id, now, rating.start, rankedDays],
  );
  const { rows } = await client.query<{ id: number }>(
    'select id from seasons where game = $1 and closed_at is null',
    [id],
  );
  return rows[0]?.id ?? 0;
}
