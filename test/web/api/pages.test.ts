// Lists that are read from their first page to their last: everything once, in order, whatever moves meanwhile.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { games } from '../../../src/games/index.ts';
import { players, type RunningLadder, runningLadder } from '../../running-ladder.ts';
import { API, type ApiClient, apiClient, type Body } from './client.ts';

const PLAYERS = 300;
const [game] = games;

let ladder: RunningLadder;
let get: ApiClient['get'];
beforeAll(async () => {
  ladder = await runningLadder({
    players: PLAYERS,
    variables: { KEEP_WARM: 'false', WAVE_SECONDS: '86400' },
  });
  ({ get } = apiClient(() => ladder.worker.url));
  await ladder.operator.query(
    `insert into seasons (game, slug, name, starts_at, ends_at, closed_at, start_rating, ranked_days)
     select $1, 'past-' || n, 'Past', '2020-01-01', '2020-03-01', '2020-03-02', 1500, 14 from generate_series(1, 4) n`,
    [game.id],
  );
});
afterAll(() => ladder.close());

/** From the first page to the last, each by the address that the one before gives. */
async function walk(
  path: string,
  between: (page: number) => Promise<void> = async () => {},
): Promise<Body[]> {
  const items: Body[] = [];
  let next: string | null = path;
  for (let page = 0; next !== null; page += 1) {
    expect(page).toBeLessThan(500);
    const reply: Body = await get(next);
    items.push(...reply.items);
    next = reply.next;
    await between(page);
  }
  return items;
}

const nameOf = ({ player, faction }: Body) => `${player} ${faction}`;

describe('pages', () => {
  async function ranked(condition = ''): Promise<string[]> {
    const { rows } = await ladder.operator.query<{ standing: string }>(
      `select player.name || ' ' || standing.faction as standing
       from standings standing join players player on player.id = standing.player_id
       join seasons season on season.id = standing.season_id and season.closed_at is null
       where standing.ranked ${condition}
       order by standing.rating desc, standing.last_played_at desc, standing.id desc`,
    );
    return rows.map(({ standing }) => standing);
  }

  test.each([6, 20, 100])('of %i list every standing once, in order', async (limit) => {
    const items = await walk(`${API}/standings?limit=${limit}`);
    expect(items.map(nameOf)).toEqual(await ranked());
    expect(items.map(({ place }) => place)).toEqual(items.map((_, index) => index + 1));
  });

  test('are filtered throughout', async () => {
    const items = await walk(`${API}/standings?limit=5&faction=bw-zerg`);
    expect(items.map(nameOf)).toEqual(await ranked("and standing.faction = 'bw-zerg'"));
    expect(items.length).toBeGreaterThan(10);
  });

  test('list what does not move once, whatever moves meanwhile', async () => {
    const before = await ranked();
    const moved = new Set<string>();
    const items = await walk(`${API}/standings?limit=9`, async (page) => {
      // One from the other end of the list comes to the head, and one of the head falls to the other end.
      for (const [order, delta] of [
        ['asc', 2000],
        ['desc', -1000],
      ] as const) {
        const { rows } = await ladder.operator.query<{ standing: string }>(
          `with chosen as (
             select standing.* from standings standing join seasons season on season.id = standing.season_id
             where season.closed_at is null and standing.ranked
             order by standing.rating ${order}, standing.id offset ${page} limit 1
           ), entered as (
             insert into ledger (standing_id, kind, before, delta, after, at, reason)
             select id, 'adjustment', rating, ${delta}, rating + ${delta}, now(), 'moves' from chosen
             where rating + ${delta} >= 0
           )
           select player.name || ' ' || chosen.faction as standing
           from chosen join players player on player.id = chosen.player_id`,
        );
        for (const { standing } of rows) moved.add(standing);
      }
    });
    const seen = items.map(nameOf);
    const still = before.filter((standing) => !moved.has(standing));
    expect(moved.size).toBeGreaterThan(20);
    expect(still.length).toBeGreaterThan(100);
    expect(seen.filter((standing) => !moved.has(standing))).toEqual(still);
  });

  test.each([3, 10, 100])('of %i list every match once, the newest first', async (limit) => {
    const items = await walk(`${API}/players/Birch/matches?limit=${limit}`);
    const { rows } = await ladder.operator.query<{ id: string }>(
      `select match_id::text as id from match_players join matches on matches.id = match_id
       where player_id = $1 and state <> 'proposed' order by match_id desc`,
      [players.ordinary.id],
    );
    expect(items.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(items.length).toBeGreaterThan(20);
  });

  test('list every season once', async () => {
    const items = await walk(`${API}/seasons?limit=1`);
    const { rows } = await ladder.operator.query(
      'select slug from seasons where game = $1 order by id desc',
      [game.id],
    );
    expect(items.map(({ slug }) => slug)).toEqual(rows.map(({ slug }) => slug));
    expect(items.length).toBe(5);
  });

  test('a list that was begun in one season ends in it, closed or not', async () => {
    const first = await get(`${API}/standings?limit=99`);
    const standings = await ranked();
    const { rows } = await ladder.operator.query<{ id: number }>(
      'update seasons set closed_at = now() where game = $1 and closed_at is null returning id',
      [game.id],
    );
    const rest = await walk(first.next);
    expect([...first.items, ...rest].map(nameOf)).toEqual(standings);
    const named = await walk(`${API}/standings?limit=99&season=${first.season.slug}`);
    expect(named.map(nameOf)).toEqual(standings);
    await ladder.operator.query('update seasons set closed_at = null where id = $1', [rows[0]?.id]);
  });
});
