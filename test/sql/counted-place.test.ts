// The place that a profile counts by itself, against the one that `standing_place` knows and the one there is: for every
// standing of a season, and for those that share a rating and a moment.
import { beforeEach, expect, test } from 'vitest';
import { games } from '../../src/games/index.ts';
import { profileById } from '../../src/sql/profile.ts';
import { seededClient } from '../seeded-client.ts';
import { statementRunner } from '../statement-runner.ts';

const [game] = games;

const client = await seededClient({ players: 300, game });
beforeEach(async () => {
  await client.query('begin');
  return async () => {
    await client.query('rollback');
  };
});

interface Ranked {
  readonly player: string;
  readonly faction: string;
  readonly place: number;
  readonly counted: number;
  readonly total: number;
}

/** By all of them, and by the function. */
async function ranked(): Promise<readonly Ranked[]> {
  const { rows } = await client.query<Ranked>(
    `select player_id::text as player, faction, (count(*) over ())::int as total,
      (row_number() over (order by rating desc, last_played_at desc, standing.id desc))::int as place,
      standing_place(season_id, rating, last_played_at, standing.id) as counted
     from standings standing join seasons season on season.id = season_id and closed_at is null where ranked`,
  );
  return rows;
}

async function expectPlaces(): Promise<void> {
  const all = await ranked();
  expect(all.length).toBeGreaterThan(50);
  const run = statementRunner(client);
  for (const { player, faction, place, counted, total } of all) {
    const found = await run(profileById(game.id, new Date(), player));
    const standing = found?.standings.find((one) => one.faction === faction);
    expect([standing?.place, counted], `${player} ${faction}`).toEqual([place, place]);
    expect(found?.season?.ranked).toBe(total);
  }
}

test('is that of every ranked standing', expectPlaces);

test('is that of standings of one rating, at the ends of blocks and hours', async () => {
  // Nothing else may change a standing than its ledger.
  await client.query('set local session_replication_role = replica');
  await client.query(
    `update standings set rating = (array[1503, 1504, 1535, 1536, 1472])[1 + id % 5],
      peak = greatest(peak, 1536),
      last_played_at = date_trunc('hour', now() - interval '2 days') + (id % 3) * interval '30 minutes'
     where ranked`,
  );
  await client.query('select recount_standings()');
  await expectPlaces();
});

test('of a season without anybody ranked, none', async () => {
  const [one] = await ranked();
  await client.query('update standings set ranked = false');
  const found = await statementRunner(client)(profileById(game.id, new Date(), one?.player ?? ''));
  expect(found?.season?.ranked).toBe(0);
  expect(found?.standings.every(({ place }) => place === null)).toBe(true);
});
