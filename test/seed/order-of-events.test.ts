// What becomes of the players of a made-up season, in its order: whoever plays has agreed to it before, whoever is banned
// does not play, and who aborts has so many aborts less.
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../../scripts/seed.ts';
import { chess } from '../../src/games/chess.ts';
import { scEvo } from '../../src/games/sc-evo.ts';
import { type ConnectedDatabase, connectedDatabase } from '../database.ts';

const NOW = new Date('2026-06-25T12:34:56.789Z');

describe.each([scEvo, chess])('$id', (game) => {
  let database: ConnectedDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await connectedDatabase();
    ({ client } = database);
    // As many as some are banned on a day on which they have played.
    await seed(database.url, { players: 3001, game, seed: 5, now: NOW });
  });
  afterAll(() => database.drop());

  const count = async (text: string, values: unknown[] = []) => (await client.query(text, values)).rowCount;

  test('nobody has played before he was known, had accepted the terms and was set up', async () => {
    const early = await count(
      `select from match_players side join matches on matches.id = side.match_id
       join players on players.id = side.player_id
       where coalesce(wave_at < greatest(created_at, terms_accepted_at, setup_completed_at), true)
         or terms_accepted_at is null or setup_completed_at is null`,
    );
    expect(early).toBe(0);
  });

  test('each came before he accepted the terms, which he did before he was set up, and all of it is past', async () => {
    const disordered = await count(
      `select from players where created_at > terms_accepted_at or terms_accepted_at > setup_completed_at
         or greatest(created_at, terms_accepted_at, setup_completed_at, banned_at) > $1`,
      [NOW],
    );
    expect(disordered).toBe(0);
  });

  test('nobody has played on after he was banned', async () => {
    const late = await count(
      `select from match_players side join matches on matches.id = side.match_id
       join players on players.id = side.player_id where ended_at > banned_at`,
    );
    expect(late).toBe(0);
    expect(await count('select from players where banned_at is not null')).toBeGreaterThan(1);
  });

  test('who has aborted matches this month has so many aborts less, the others have all', async () => {
    const miscounted = await count(
      `select from players left join (
         select player_id, count(*) as used from match_players join matches on id = match_id
         where aborted and state = 'aborted' and ended_at >= '2026-06-01T00:00Z' group by player_id
       ) aborts on player_id = id
       where (aborts_month, aborts_used)
         is distinct from (case when used > 0 then date '2026-06-01' end, coalesce(used, 0))`,
    );
    expect(miscounted).toBe(0);
    expect(await count('select from players where aborts_used > 0')).toBeGreaterThan(10);
  });
});
