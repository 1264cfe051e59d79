// The operator's routes on the running Worker, as in production: who gets in and how, and that the figures are true.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { discordServer } from '../../../dev/discord-server.ts';
import { SCHEMA_VERSION } from '../../../src/web/health.ts';
import type { StatusFigures } from '../../../src/web/operator/figures.ts';
import { players, type RunningLadder, runningLadder } from '../../running-ladder.ts';
import { until } from '../../until.ts';
import { readPrometheus } from './prometheus.ts';

const TOKEN = 'correct-horse-battery-staple';
const BEARER = { authorization: `Bearer ${TOKEN}` };
const PATHS = ['/status', '/status/figures', '/status/metrics'];

let discord: Awaited<ReturnType<typeof discordServer>>;
let ladder: RunningLadder;
beforeAll(async () => {
  discord = await discordServer();
  discord.addChannel('71', 'matches');
  ladder = await runningLadder({
    variables: {
      ENVIRONMENT: 'production',
      STATUS_TOKEN: TOKEN,
      DISCORD_API_URL: discord.url,
      DISCORD_BOT_TOKEN: discord.botToken,
      MATCH_CHANNEL_ID: '71',
    },
  });
});
afterAll(async () => {
  await ladder.close();
  await discord.close();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(ladder.worker.url + path, { headers, redirect: 'manual' });

function signIn(token: string, headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) {
  const body = new URLSearchParams({ token });
  return fetch(`${ladder.worker.url}/status/panel`, { method: 'POST', body, headers, redirect: 'manual' });
}

async function cookieOf(response: Response): Promise<string> {
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

async function status(): Promise<StatusFigures> {
  return (await (await get('/status/figures', BEARER)).json()) as StatusFigures;
}

describe('who gets in', () => {
  test.each(PATHS)('%s: nobody without the token', async (path) => {
    for (const headers of [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: TOKEN },
      { cookie: '__Host-operator=' },
      { cookie: `__Host-operator=${TOKEN}` },
      { cookie: '__Host-operator=99999999999.00' },
    ] as Record<string, string>[]) {
      const response = await get(path, headers);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.text()).not.toContain('pool');
    }
    const answer = await get(path, BEARER);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  });

  test('a browser signs in, and its cookie is neither the token nor for anybody else', async () => {
    const response = await signIn(TOKEN);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/status/panel']);
    const given = response.headers.get('set-cookie') ?? '';
    expect(given).toMatch(
      /^__Host-operator=\d+\.[0-9a-f]{64}; Max-Age=43200; Path=\/; Secure; HttpOnly; SameSite=Strict$/,
    );
    const cookie = await cookieOf(response);
    for (const path of PATHS) expect((await get(path, { cookie })).status).toBe(200);
    expect((await get('/status', { cookie: `other=1; ${cookie}` })).status).toBe(200);
    const changed = cookie.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expect((await get('/status', { cookie: changed })).status).toBe(401);
    const longer = cookie.replace(/=(\d+)\./, (_, until) => `=${Number(until) + 1}.`);
    expect((await get('/status', { cookie: longer })).status).toBe(401);
  });

  test.each([
    ['in its time', 60, 200],
    ['after it, whatever the browser does', -60, 401],
  ])('a cookie of ours, %s', async (_, seconds, expected) => {
    const end = Math.floor(Date.now() / 1_000) + seconds;
    const seal = createHmac('sha256', TOKEN).update(`operator until ${end}`).digest('hex');
    for (const path of PATHS) {
      expect((await get(path, { cookie: `__Host-operator=${end}.${seal}` })).status).toBe(expected);
    }
  });

  test('another token gives none', async () => {
    for (const token of ['', 'wrong', TOKEN.toUpperCase()]) {
      const response = await signIn(token);
      expect([response.status, response.headers.get('set-cookie')]).toEqual([401, null]);
      expect(await response.text()).toContain('That is not the token.');
    }
    expect(JSON.stringify(ladder.worker.log)).not.toContain(TOKEN);
  });

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['nobody knows where', {}],
  ])('a form from %s is refused', async (_, headers) => {
    const response = await signIn(TOKEN, headers as Record<string, string>);
    expect([response.status, response.headers.get('set-cookie')]).toEqual([403, null]);
  });

  test('nobody else signs a browser out', async () => {
    const signOut = (headers: Record<string, string>) =>
      fetch(`${ladder.worker.url}/status/panel/sign-out`, { method: 'POST', headers, redirect: 'manual' });
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      {},
    ] as Record<string, string>[]) {
      const response = await signOut(headers);
      expect([response.status, response.headers.get('set-cookie')]).toEqual([403, null]);
    }
    const response = await signOut({ 'sec-fetch-site': 'same-origin' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/status/panel']);
    expect(response.headers.get('set-cookie')).toBe(
      '__Host-operator=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict',
    );
  });

  test('a form is no longer than a token, and a form', async () => {
    const headers = { 'sec-fetch-site': 'same-origin' };
    expect((await signIn(TOKEN.padEnd(10_000))).status).toBe(413);
    const body = JSON.stringify({ token: TOKEN });
    const other = await fetch(`${ladder.worker.url}/status/panel`, {
      method: 'POST',
      body,
      headers: { ...headers, 'content-type': 'multipart/form-data' },
      redirect: 'manual',
    });
    expect([other.status, other.headers.get('set-cookie')]).toEqual([400, null]);
  });

  test('an old browser says its origin alone', async () => {
    expect((await signIn(TOKEN, { origin: ladder.worker.url })).status).toBe(303);
  });

  test('the panel is a form for who is not signed in, never kept, and may load nothing from elsewhere', async () => {
    const response = await get('/status/panel');
    const text = await response.text();
    expect(text).toContain('type="password"');
    expect(text).not.toContain('<script');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const inside = await (await get('/status/panel', BEARER)).text();
    expect(inside).toContain('<script type="module" src="/assets/panel-');
  });
});

describe('what is told', () => {
  test('of commands: how many, how long, how they ended', async () => {
    const before = (await status()).isolate.commands.find(({ command }) => command === '/profile');
    await ladder.command(players.strong.id, 'profile');
    await ladder.command(players.withoutTerms.id, 'profile');
    const after = (await status()).isolate.commands.find(({ command }) => command === '/profile');
    expect((after?.answered ?? 0) - (before?.answered ?? 0)).toBe(2);
    expect((after?.refused ?? 0) - (before?.refused ?? 0)).toBe(1);
    expect(after?.totalMs?.p99).toBeGreaterThan(0);
    expect(after?.buckets.atMost.at(-1)?.count).toBe(after?.answered);
  });

  test('of the ladder: what the database holds', async () => {
    await ladder.operator.query(
      `insert into outbox (kind, channel, details, created_at, due_at)
       values ('nothing', 'match', '{}', now() - interval '2 hours', now() + interval '1 hour')`,
    );
    const { rows } = await ladder.operator.query(`select
      (select count(*)::int from places where match_id is null) as players,
      (select count(*)::int from matches where state = 'live') as live,
      (select count(*)::int from outbox where sent_at is null and given_up_at is null) as messages`);
    const { ladder: told, faults, version } = await status();
    expect(told).toMatchObject({
      queue: { players: rows[0].players },
      matches: { live: rows[0].live },
      outbox: { messages: rows[0].messages },
    });
    expect(told?.migrations[0]).toBe(SCHEMA_VERSION);
    expect(version.schema).toBe(SCHEMA_VERSION);
    expect(faults).toEqual([]);
  });

  test('of health to many at once, by one look', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    ladder.wire.reset();
    const told = await Promise.all(Array.from({ length: 20 }, () => get('/health')));
    expect(new Set(told.map(({ status }) => status))).toEqual(new Set([200]));
    expect(ladder.wire.figures().executions).toBe(1);
  });

  test('in one round trip', async () => {
    await status();
    ladder.wire.reset();
    await status();
    expect(ladder.wire.figures().roundTrips).toBe(1);
    // What only looks at the pool changes nothing there.
    await get('/status', BEARER);
    expect(ladder.wire.figures().roundTrips).toBe(1);
  });

  test('of Discord: what was sent, and what its limits let go', async () => {
    await ladder.operator.query(
      `insert into outbox (kind, player_id, details, created_at, due_at)
       values ('greeting', $1, '{}', now(), now())`,
      [players.strong.id],
    );
    await ladder.worker.wake('courier');
    await until(async () => ((await status()).courier?.limits.buckets.length ?? 0) > 0);
    const { courier } = await status();
    expect(courier?.limits).toMatchObject({
      refused: 0,
      global: { limit: 50 },
      buckets: expect.arrayContaining([
        expect.objectContaining({ routes: expect.arrayContaining([expect.stringMatching(/^POST \//)]) }),
      ]),
    });
  });

  test('the same to Prometheus', async () => {
    const response = await get('/status/metrics', BEARER);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const families = readPrometheus(await response.text());
    const names = families.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'edge_ladder_interactions_total',
        'edge_ladder_interaction_duration_seconds',
        'edge_ladder_pool_connections',
        'edge_ladder_queue_players',
        'edge_ladder_outbox_messages',
        'edge_ladder_discord_deliveries_total',
      ]),
    );
  });

  test('a database that is gone is a fault, and keeps nothing else away', async () => {
    await ladder.wire.refuse();
    ladder.wire.cut();
    const told = await status();
    expect(told.faults).toEqual(['the database']);
    expect(told.ladder).toBeNull();
    expect(told.pools[0]?.name).toBe('pool-0');
    expect(told.isolate.answered).toBeGreaterThan(0);
    await ladder.wire.accept();
  });
});
