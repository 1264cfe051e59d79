// The API as programs meet it: the production Worker on a seeded database. What it says of itself judges what it says.
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiDocument } from '../../../scripts/api-document.ts';
import { games } from '../../../src/games/index.ts';
import { nameKey } from '../../../src/ladder/player.ts';
import { endpoints } from '../../../src/web/api/endpoints/index.ts';
import { players, type RunningLadder, runningLadder } from '../../running-ladder.ts';
import { API, type ApiClient, apiClient, asTable, type Body, endpointAt } from './client.ts';

const PLAYERS = 300;
const [game] = games;
/** Beside the seeded season, so that there is more than one. */
const PAST = { slug: 'long-ago', name: 'Long ago' };

let ladder: RunningLadder;
let ask: ApiClient['ask'];
let get: ApiClient['get'];
let checked: ApiClient['checked'];
beforeAll(async () => {
  ladder = await runningLadder({
    players: PLAYERS,
    assets: true,
    variables: { POOL_MIN: '1', POOL_MAX: '1', KEEP_WARM: 'false', WAVE_SECONDS: '86400' },
  });
  ({ ask, get, checked } = apiClient(() => ladder.worker.url));
  await ladder.operator.query(
    `insert into seasons (game, slug, name, starts_at, ends_at, closed_at, start_rating, ranked_days)
     values ($1, $2, $3, '2020-01-01', '2020-03-01', '2020-03-02', 1500, 14)`,
    [game.id, PAST.slug, PAST.name],
  );
});
afterAll(() => ladder.close());

async function oneMatchId(): Promise<string> {
  const { items } = await get(`${API}/players/Aurora/matches`);
  return items[0].id;
}

/** Addresses that no other test asks for: what is kept costs nothing. */
const COSTS: readonly [address: string, trips: number][] = [
  ['/standings?limit=7', 1],
  ['/standings?limit=57', 1],
  ['/standings?limit=7&faction=sc2-zerg&rank=D&country=DE&best=true', 1],
  ['/standings.csv?limit=8', 1],
  ['/standings?season=nowhere', 1],
  ['/players/Nobody', 1],
  ['/players/Drift', 1],
  ['/players/Birch/matches?limit=7', 1],
  ['/matches/3', 1],
  ['/seasons?limit=7', 1],
  ['/seasons/nowhere', 1],
  ['/standings?limit=0', 0],
  ['/nowhere', 0],
  ['/openapi.json', 0],
];

describe('round trips', () => {
  beforeAll(async () => {
    // The connection is made.
    await get(`${API}/seasons`);
  });

  test.each(COSTS)(
    '%s: %i, shared by who asks at once, and none while it is kept',
    async (address, trips) => {
      ladder.wire.reset();
      await Promise.all(Array.from({ length: 5 }, () => ask(API + address)));
      expect(ladder.wire.figures()).toMatchObject({ roundTrips: trips, executions: trips, connections: 0 });
      await ask(API + address);
      expect(ladder.wire.figures().roundTrips).toBe(trips);
    },
  );

  test('every endpoint is in the table', () => {
    const asked = COSTS.map(([address]) => endpointAt(API + address)?.name);
    expect(asked).toEqual(expect.arrayContaining(Object.keys(endpoints)));
  });
});

describe('the description', () => {
  test.each(games.map((one) => [one.id, one] as const))('of %s is OpenAPI 3.1', async (_, one) => {
    const document = apiDocument(one);
    expect(await new Validator().validate(structuredClone(document) as never)).toEqual({ valid: true });
    expect(document.openapi).toMatch(/^3\.1\./);
  });

  test('is served as it was generated', async () => {
    const response = await ask(`${API}/openapi.json`);
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(apiDocument(game))));
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const again = await ask(`${API}/openapi.json`, {
      headers: { 'if-none-match': response.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  test('names the columns of each table, which are the names of the reply', () => {
    const { schemas } = apiDocument(game).components as Body;
    const leaves = (schema: Body, path = ''): string[] =>
      Object.entries(schema.properties as Body).flatMap(([key, property]: [string, Body]) => {
        const inner = property.$ref ? schemas[property.$ref.split('/').at(-1)] : property;
        return inner.properties ? leaves(inner, `${path + key}.`) : [path + key];
      });
    const rows = {
      standings: 'Standing',
      player: 'PlayerStanding',
      playerMatches: 'PlayedMatch',
      match: 'Match',
      seasons: 'Season',
      season: 'Season',
    } as const;
    for (const [name, endpoint] of Object.entries(endpoints)) {
      const row = schemas[rows[name as keyof typeof rows]];
      expect([name, [...endpoint.columns].sort()]).toEqual([name, leaves(row).sort()]);
    }
  });
});

/** Every endpoint, with each parameter it has; the addresses that need a match's number have it filled in. */
const ADDRESSES = [
  '/standings',
  '/standings?limit=100',
  '/standings?limit=1&best=true',
  `/standings?faction=bw-zerg&rank=C&country=KR&best=true`,
  `/standings?season=${PAST.slug}`,
  '/players/Aurora',
  '/players/aURORA',
  '/players/Cinder',
  '/players/Aurora/matches',
  '/players/Aurora/matches?limit=100',
  '/players/Birch/matches?limit=1',
  '/matches/MATCH',
  '/seasons',
  '/seasons?limit=1',
  `/seasons/${PAST.slug}`,
];

async function filled(address: string): Promise<string> {
  return API + (address.includes('MATCH') ? address.replace('MATCH', await oneMatchId()) : address);
}

/** As its cell in a table. */
function cellOf(row: Body, column: string): string {
  const value = column.split('.').reduce((one, key) => one?.[key], row);
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}

describe.each(ADDRESSES)('%s', (address) => {
  test('is answered as described', async () => {
    const response = await ask(await filled(address));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('vary')).toBe('Accept');
    expect(response.headers.get('cache-control')).toMatch(/^public, max-age=\d+, must-revalidate$/);
    await checked(response);
  });

  test('is the same as a table, by its end and by what is accepted', async () => {
    const path = await filled(address);
    const reply = await get(path);
    const rows = reply.items ?? reply.standings ?? [reply];
    const { columns } = endpoints[endpointAt(path)?.name ?? 'standings'];
    const expected = rows.map((row: Body) =>
      Object.fromEntries(columns.map((column) => [column, cellOf(row, column)])),
    );
    const byEnd = await ask(asTable(path));
    const header = (await byEnd.clone().text()).split('\r\n')[0];
    expect(header).toBe(columns.join(','));
    expect(await checked(byEnd)).toEqual(expected);
    expect(await get(path, { headers: { accept: 'text/csv' } })).toEqual(expected);
    // The next page is a table, too.
    const next = byEnd.headers.get('link');
    expect(next ?? null).toBe(reply.next ? `<${asTable(reply.next)}>; rel="next"` : null);
  });

  test('is not sent again to who has it', async () => {
    for (const path of [await filled(address), asTable(await filled(address))]) {
      const first = await ask(path);
      const etag = first.headers.get('etag') ?? '';
      expect(etag).not.toBe('');
      const again = await ask(path, { headers: { 'if-none-match': `"other", ${etag}` } });
      expect(again.status).toBe(304);
      expect(again.headers.get('etag')).toBe(etag);
      await checked(again);
      expect((await ask(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    }
  });

  test('HEAD says the same without a body', async () => {
    const path = await filled(address);
    const head = await ask(path, { method: 'HEAD' });
    const body = await ask(path);
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const name of ['etag', 'content-type', 'link', 'access-control-allow-origin']) {
      expect(head.headers.get(name)).toBe(body.headers.get(name));
    }
  });
});

describe('what is shown', () => {
  test('is what the database has', async () => {
    const id = await oneMatchId();
    const { rows } = await ladder.operator.query('select * from match_seen($1)', [id]);
    const [seen] = rows;
    const match = await get(`${API}/matches/${id}`);
    expect(match).toMatchObject({
      id,
      state: seen.state,
      winner: seen.outcome,
      madeAt: seen.wave_at.toISOString(),
      first: { player: seen.first_name, rating: seen.first_rating, change: seen.first_moved, side: 'bw' },
      second: { player: seen.second_name, ratingAfter: seen.second_rating_after, side: 'sc2' },
    });
    const { items } = await get(`${API}/players/Aurora/matches`);
    const own = match.first.player === 'Aurora' ? match.first : match.second;
    expect(items[0]).toMatchObject({ id, ratingAfter: own.ratingAfter });
    expect(items[0].ratingAfter - items[0].ratingBefore).toBe(own.change);
  });

  test('a match that is only proposed is nobody’s business yet', async () => {
    const { rows } = await ladder.operator.query<{ id: string }>(
      `with made as (
         insert into matches (season_id, state, wave_at, deadline)
         select id, 'proposed', now(), now() + interval '1 minute' from seasons where closed_at is null returning id
       ), standing as (
         select id, player_id, row_number() over (order by id) as turn from standings
         where player_id in ($1, $2) and faction in ('bw-zerg', 'sc2-terran')
       )
       insert into match_players
         (match_id, contestant, player_id, opponent_id, standing_id, faction, rating, win, draw, loss)
       select made.id, contestant, own, other, standing.id, faction, 1500, 20, 0, -20
       from made, (values ('first', $1::bigint, $2::bigint, 'bw-zerg'), ('second', $2, $1, 'sc2-terran'))
         as two (contestant, own, other, faction)
       join lateral (select id from standings where player_id = own order by id limit 1) standing on true
       returning match_id as id`,
      [players.strong.id, players.ordinary.id],
    );
    const id = rows[0]?.id;
    expect((await ask(`${API}/matches/${id}`)).status).toBe(404);
    await ladder.operator.query("update matches set state = 'live', live_at = now() where id = $1", [id]);
    const { items } = await get(`${API}/players/Birch/matches?limit=2`);
    expect(items[0]).toMatchObject({
      id,
      state: 'live',
      result: null,
      ratingBefore: null,
      ratingAfter: null,
    });
    await ladder.operator.query('delete from match_players where match_id = $1', [id]);
    await ladder.operator.query('delete from matches where id = $1', [id]);
  });

  test('is nothing that leads to a person outside the ladder', async () => {
    const { rows } = await ladder.operator.query<{ id: string; tag: string }>(
      'select id::text, battle_tag as tag from players where battle_tag is not null limit 500',
    );
    const paths = await Promise.all(ADDRESSES.map(filled));
    const texts = await Promise.all(
      paths.flatMap((path) => [path, asTable(path)]).map(async (path) => (await ask(path)).text()),
    );
    const said = texts.join('\n');
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter(({ id, tag }) => said.includes(id) || said.includes(tag))).toEqual([]);
    // A cursor is no hiding place.
    const cursors = [...said.matchAll(/cursor=([\w-]+)/g)].map(([, cursor = '']) =>
      Buffer.from(cursor, 'base64url').toString(),
    );
    expect(cursors.length).toBeGreaterThan(2);
    expect(rows.filter(({ id }) => cursors.some((cursor) => cursor.includes(id)))).toEqual([]);
  });

  test('a name in any script is found by its address, however it is encoded', async () => {
    const name = 'Ζωή夏Ñ';
    await ladder.operator.query('update players set name = $2, name_key = $3 where id = $1', [
      players.banned.id,
      name,
      nameKey(name),
    ]);
    for (const spelled of [name, name.normalize('NFD'), name.toUpperCase(), name.toLowerCase()]) {
      const path = `${API}/players/${encodeURIComponent(spelled)}`;
      expect(await get(path)).toMatchObject({ player: name });
      expect((await ask(`${path}.csv`)).status).toBe(200);
      const page = await get(`${path}/matches?limit=1`);
      expect(page.player).toBe(name);
      expect((await get(page.next)).player).toBe(name);
    }
    expect((await ask(`${API}/players/%E0%A4%A`)).status).toBe(404);
  });
});
