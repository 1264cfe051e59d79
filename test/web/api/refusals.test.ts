// What the API says no to, and how: problem details, each as the description has them, with what the reader may do.
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type RunningWorker, runWorker, type WorkerSettings } from '../../../dev/running-worker.ts';
import { standingsCursor } from '../../../src/web/api/cursor.ts';
import { problems } from '../../../src/web/api/problem.ts';
import { type RunningLadder, runningLadder } from '../../running-ladder.ts';
import { API, type ApiClient, apiClient } from './client.ts';

let ladder: RunningLadder;
let ask: ApiClient['ask'];
let checked: ApiClient['checked'];
beforeAll(async () => {
  ladder = await runningLadder({ players: 30, variables: { KEEP_WARM: 'false', WAVE_SECONDS: '86400' } });
  ({ ask, checked } = apiClient(() => ladder.worker.url));
});
afterAll(() => ladder.close());

async function problem(path: string, init: RequestInit = {}) {
  const response = await ask(path, init);
  const body = await checked(response);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const kind = new URL(body.type).hash.slice(1) as keyof typeof problems;
  expect(body).toMatchObject(problems[kind]);
  expect(body.status).toBe(response.status);
  expect(body.type).toBe(`${ladder.worker.url}/api#${kind}`);
  expect(body.instance).toBe(path);
  return { response, body, kind };
}

const KEY = { rating: 1500, lastPlayedAt: new Date(0), id: '1' };

describe('invalid parameters', () => {
  test.each([
    ['/standings?limit=0', ['limit']],
    ['/standings?limit=101', ['limit']],
    ['/standings?limit=1e2', ['limit']],
    ['/standings?limit=', ['limit']],
    ['/standings?limit=5&limit=6', ['limit']],
    ['/standings?faction=elves', ['faction']],
    ['/standings?rank=U', ['rank']],
    ['/standings?country=kr', ['country']],
    ['/standings?best=yes', ['best']],
    ['/standings?season=A%20B', ['season']],
    ['/standings?season=%00', ['season']],
    ['/standings?cursor=x', ['cursor']],
    ['/standings?cursor=', ['cursor']],
    [`/standings?cursor=${'A'.repeat(1_000)}`, ['cursor']],
    [`/standings?cursor=${standingsCursor({ season: 's', key: { ...KEY, rating: 3e9 } })}`, ['cursor']],
    [`/standings?cursor=${standingsCursor({ season: 's', key: { ...KEY, id: '1;' } })}`, ['cursor']],
    [`/players/Aurora/matches?cursor=${standingsCursor({ season: 's', key: KEY })}`, ['cursor']],
    [`/seasons?cursor=${standingsCursor({ season: 's', key: KEY })}`, ['cursor']],
    ['/players/Aurora?limit=1', ['limit']],
    ['/matches/1?season=x', ['season']],
    ['/seasons?factoin=x&limit=x&__proto__=1', ['factoin', '__proto__', 'limit']],
    ['/standings.csv?limit=0', ['limit']],
  ])('%s', async (address, names) => {
    const { body, kind } = await problem(API + address);
    expect(kind).toBe('invalid-parameters');
    expect(body.errors.map(({ parameter }: { parameter: string }) => parameter)).toEqual(names);
    for (const { detail } of body.errors) expect(detail).toMatch(/^(must|is) .*\.$/);
  });
});

describe('nothing there', () => {
  test.each([
    '/players/Nobody',
    '/players/Nobody/matches',
    '/players/%00',
    '/players/200000000000000001',
    '/players/%20200000000000000001',
    '/players/%20',
    `/players/${'a'.repeat(1_000)}`,
    `/players/${'a'.repeat(1_000)}/matches`,
    '/matches/0',
    '/matches/999999999',
    '/matches/-1',
    '/matches/9999999999999999999999',
    '/matches/x',
    '/seasons/nowhere',
    '/seasons/%00',
    '/seasons/Not%20one',
    `/seasons/${'a'.repeat(1_000)}`,
    '/standings?season=nowhere',
    '/players/Nobody.csv',
    '/nowhere',
    '/players/Aurora/matches/1',
    '/players/',
  ])('%s', async (address) => {
    expect((await problem(API + address)).kind).toBe('not-found');
  });

  test('whoever has taken back the terms is not looked up, banned or not; lists keep what he played', async () => {
    const listed = async (limit: number): Promise<string[]> => {
      const { items } = await checked(await ask(`${API}/standings?limit=${limit}`));
      return items.map(({ player }: { player: string }) => player);
    };
    const name = (await listed(100)).at(-1) ?? '';
    const path = `${API}/players/${encodeURIComponent(name)}`;
    for (const [limit, bannedAt] of [
      [5, null],
      [6, new Date()],
    ] as const) {
      await ladder.operator.query(
        'update players set terms_accepted_at = null, banned_at = $1, banned_until = $2 where name = $3',
        [bannedAt, bannedAt && 'infinity', name],
      );
      expect((await problem(bannedAt ? path : `${path}.csv`)).kind).toBe('not-found');
      expect((await problem(`${path}/matches?limit=${limit}`)).kind).toBe('not-found');
    }
    expect(await listed(99)).toContain(name);
  });

  test('whoever was forgotten is nobody, though he accepts the terms again', async () => {
    const { items } = await checked(await ask(`${API}/standings?limit=20`));
    const name = items.at(-1).player;
    const { rows } = await ladder.operator.query(
      `update players set name = 'Deleted player', name_key = ' 200000000000009999', battle_tag = null,
        setup_completed_at = null, terms_accepted_at = now() where name = $1 returning id`,
      [name],
    );
    for (const path of [`${API}/players/%20200000000000009999`, `${API}/players/Forgotten`]) {
      expect((await problem(path)).kind).toBe('not-found');
      expect((await problem(`${path}/matches`)).kind).toBe('not-found');
      // Were the key that of a name, it would still not be his.
      await ladder.operator.query("update players set name_key = 'forgotten' where id = $1", [rows[0].id]);
    }
  });

  test('what is no name, no slug and no number costs no statement', async () => {
    await ask(`${API}/seasons`);
    ladder.wire.reset();
    for (const path of ['/players/%20123', `/players/${'b'.repeat(900)}`, '/seasons/A', '/matches/z']) {
      expect((await problem(API + path)).kind).toBe('not-found');
    }
    expect(ladder.wire.figures().executions).toBe(0);
  });

  test('before the first season there are no standings, but players', async () => {
    await ladder.operator.query("update seasons set game = 'another'");
    const { body } = await problem(`${API}/standings?limit=3`);
    expect(body.detail).toBe('There is no season yet.');
    const player = await checked(await ask(`${API}/players/Birch`));
    expect(player).toMatchObject({ player: 'Birch', season: null, standings: [] });
    await ladder.operator.query("update seasons set game = 'sc-evo'");
  });

  test('between seasons the last one is shown', async () => {
    await ladder.operator.query('update seasons set closed_at = now()');
    const standings = await checked(await ask(`${API}/standings?limit=4`));
    expect([standings.season.open, standings.items.length]).toEqual([false, 4]);
    const player = await checked(await ask(`${API}/players/Aurora`));
    expect(player.season).toEqual({ ...standings.season, ranked: standings.ranked });
    expect(player.standings.length).toBeGreaterThan(0);
    await ladder.operator.query('update seasons set closed_at = null');
  });
});

describe('methods', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is none', async (method) => {
    const { response, kind } = await problem(`${API}/standings`, { method });
    expect(kind).toBe('method-not-allowed');
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
  });

  test('OPTIONS says what any page may do', async () => {
    const response = await ask(`${API}/standings`, {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' },
    });
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      allow: 'GET, HEAD, OPTIONS',
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
      'access-control-allow-headers': '*',
    });
  });
});

describe('forms', () => {
  test.each([
    ['application/json', 'application/json'],
    ['application/*', 'application/json'],
    ['*/*', 'application/json'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'application/json'],
    ['text/csv;q=0.5, application/json;q=0.4', 'text/csv'],
    ['text/csv, */*;q=0.1', 'text/csv'],
    ['TEXT/CSV', 'text/csv'],
    ['application/json;q=0, */*', 'text/csv'],
    ['text/*', 'text/csv'],
  ])('%s is given %s', async (accept, type) => {
    const response = await ask(`${API}/seasons`, { headers: { accept } });
    expect(response.headers.get('content-type')?.split(';')[0]).toBe(type);
  });

  test.each(['text/html', 'application/xml', 'application/json;q=0', 'nonsense'])(
    '%s is given none',
    async (accept) => {
      const { kind } = await problem(`${API}/seasons`, { headers: { accept } });
      expect(kind).toBe('not-acceptable');
      // The end of the path says what is wanted.
      expect((await ask(`${API}/seasons.csv`, { headers: { accept } })).status).toBe(200);
    },
  );
});

describe('faults', () => {
  test('one of ours has a reference that stands in the log, and nothing else', async () => {
    await ladder.operator.query('alter table matches rename to mislaid');
    try {
      const { body, kind } = await problem(`${API}/matches/2`);
      expect(kind).toBe('internal-error');
      const line = ladder.worker.log.find(({ event }) => event === 'api.failure');
      expect(line).toMatchObject({
        level: 'error',
        endpoint: '/matches/:id',
        sqlstate: '42P01',
        reference: body.reference,
      });
      expect(JSON.stringify(body)).not.toMatch(/matches"|relation|42P01/);
    } finally {
      await ladder.operator.query('alter table mislaid rename to matches');
    }
    // It is not kept.
    expect((await ask(`${API}/matches/2`)).status).toBe(200);
  });

  test('a database that does not answer is told as such, with when to ask again', async () => {
    await ladder.wire.refuse();
    ladder.wire.cut();
    try {
      const { response, body, kind } = await problem(`${API}/players/Birch/matches?limit=3`);
      expect(kind).toBe('unavailable');
      expect(response.headers.get('retry-after')).toBe('10');
      expect(ladder.worker.log.filter(({ reference }) => reference === body.reference)).toHaveLength(1);
    } finally {
      await ladder.wire.accept();
    }
    await expect
      .poll(async () => (await ask(`${API}/players/Birch/matches?limit=3`)).status, { timeout: 20_000 })
      .toBe(200);
  });
});

describe('another installation', () => {
  const LIMIT = 3;
  const MINUTE_MS = 60_000;
  const COUNTED_WITHIN_MS = 10_000;
  let worker: RunningWorker;

  async function start(
    variables: Record<string, string>,
    limits: Pick<WorkerSettings, 'apiLimit' | 'pagesLimit'> = {},
  ): Promise<void> {
    worker = await runWorker({
      bundle: { path: inject('bundlePath') },
      // Nothing here asks the database.
      variables: {
        DISCORD_PUBLIC_KEY: 'ab'.repeat(32),
        DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
        ...variables,
      },
      ...limits,
    });
    if (Object.keys(limits).length > 0) await roomInMinute();
  }

  /** Who counts begins anew with each minute of the clock: what is counted here has to lie within one. */
  async function roomInMinute(): Promise<void> {
    const leftMs = MINUTE_MS - (Date.now() % MINUTE_MS);
    if (leftMs < COUNTED_WITHIN_MS) await setTimeout(leftMs);
  }

  /** Refused for what it asks, which costs nothing, or for how often it asks. */
  async function statuses(address: string, count: number): Promise<number[]> {
    const { ask } = apiClient(() => worker.url);
    const found: number[] = [];
    for (let n = 0; n < count; n += 1) {
      found.push((await ask(`${API}/seasons?limit=0`, { headers: { 'cf-connecting-ip': address } })).status);
    }
    return found;
  }

  test('counts who asks, by address', async () => {
    await start({}, { apiLimit: LIMIT });
    expect(await statuses('198.51.100.1', LIMIT + 2)).toEqual([400, 400, 400, 429, 429]);
    expect(await statuses('198.51.100.2', 1)).toEqual([400]);
    // One household has all the addresses of a network.
    expect(await statuses('2001:db8:1:2::1', LIMIT)).toEqual([400, 400, 400]);
    expect(await statuses('2001:db8:1:2:3::9', 1)).toEqual([429]);
    expect(await statuses('2001:db8:1:3::1', 1)).toEqual([400]);

    const client = apiClient(() => worker.url);
    const refused = await client.ask(`${API}/seasons`, { headers: { 'cf-connecting-ip': '198.51.100.1' } });
    expect(refused.headers.get('retry-after')).toBe('60');
    const body = await client.checked(refused);
    expect(body.type).toBe(`${worker.url}/api#too-many-requests`);
    await worker.stop();
  });

  test('counts who asks for pages, apart from the API', async () => {
    await start({}, { apiLimit: LIMIT, pagesLimit: LIMIT });
    const page = (address: string) =>
      fetch(`${worker.url}/matches/none`, { headers: { 'cf-connecting-ip': address } });
    const found: number[] = [];
    for (let n = 0; n < LIMIT; n += 1) found.push((await page('198.51.100.1')).status);
    expect(found).toEqual([404, 404, 404]);
    const refused = await page('198.51.100.1');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect(await refused.text()).toContain('<h1>Too many requests</h1>');
    expect((await page('198.51.100.2')).status).toBe(404);
    expect(await statuses('198.51.100.1', 1)).toEqual([400]);
    await worker.stop();
  });

  test('without anybody who counts answers all', async () => {
    await start({});
    expect(new Set(await statuses('198.51.100.1', 20))).toEqual(new Set([400]));
    await worker.stop();
  });

  test('that has turned it off has nothing there', async () => {
    await start({ API: 'false' });
    for (const path of [`${API}/seasons?limit=0`, `${API}/openapi.json`, '/api']) {
      expect((await fetch(worker.url + path)).status).toBe(404);
    }
    await worker.stop();
  });
});
