// The Worker as others meet it: its routes, its signature check, what it logs and what it never says.
import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { checkMessage } from '../dev/discord-api/message.ts';
import { checkResponse } from '../dev/discord-api/response.ts';
import { type RunningWorker, runWorker } from '../dev/running-worker.ts';
import { commandInteraction, pingInteraction, signedRequest } from '../dev/signed-client.ts';
import { ASSETS, COMPATIBILITY } from '../dev/worker-bundle.ts';
import { type DiscordStandIn, discordStandIn } from './discord/discord-stand-in.ts';
import { players, type RunningLadder, runningLadder, type Shown } from './running-ladder.ts';
import { until } from './until.ts';

/** Until what a database delays on purpose has come, or its failure. */
const SLOW_MS = 20_000;

let ladder: RunningLadder;
let discord: DiscordStandIn;
let answers: (count: number) => { status: number };

beforeAll(async () => {
  answers = () => ({ status: 200 });
  discord = await discordStandIn((count) => ({ body: {}, ...answers(count) }));
  ladder = await runningLadder({
    variables: {
      DISCORD_API_URL: `${discord.url}/`,
      DISCORD_BOT_TOKEN: 'bot-secret',
    },
  });
});
afterAll(async () => {
  await ladder.close();
  await discord.close();
});

function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<Response> {
  return fetch(`${ladder.worker.url}/interactions`, { method: 'POST', headers, body });
}

function signed(body: string): { headers: Record<string, string>; body: string } {
  return signedRequest(ladder.privateKey, body);
}

const PROFILE = () => commandInteraction({ id: players.strong.id }, 'profile');

test('what has nothing to say wakes nobody: one round trip on the wire', async () => {
  const { strong, ordinary } = players;
  const shown = await ladder.command(strong.id, 'queue');
  // Whatever earlier tests have woken has looked by then.
  await new Promise((resolve) => setTimeout(resolve, 300));
  ladder.wire.reset();
  await ladder.command(strong.id, 'prune');
  await shown.use(`queue:accept:1:${strong.id}`);
  await shown.use('admin:settle:1:first');
  await shown.use(`admin:confirm:${ordinary.id}`);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(ladder.wire.figures().roundTrips).toBe(4);
});

describe('POST /interactions', () => {
  test('answers a PING', async () => {
    const { headers, body } = signed(JSON.stringify(pingInteraction({ id: '1' })));
    const response = await post(body, headers);
    expect([response.status, await response.json()]).toEqual([200, { type: 1 }]);
  });

  test('a request sent again is answered again: nothing depends on having seen it', async () => {
    const { headers, body } = signed(JSON.stringify(PROFILE()));
    const answers = await Promise.all(
      [post(body, headers), post(body, headers)].map(async (it) => {
        const form = await (await it).formData();
        return [form.get('payload_json'), await (form.get('files[0]') as File).bytes()];
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });

  type Forge = (headers: Record<string, string>, body: string) => [Record<string, string>, string];
  const signature =
    (change: (right: string) => string): Forge =>
    (headers, body) => [
      { ...headers, 'x-signature-ed25519': change(headers['x-signature-ed25519'] ?? '') },
      body,
    ];
  const timestamp =
    (value: string): Forge =>
    (headers, body) => [{ ...headers, 'x-signature-timestamp': value }, body];
  test.each<[string, Forge]>([
    ['no signature', (_, body) => [{}, body]],
    [
      'no timestamp',
      ({ 'x-signature-ed25519': given = '' }, body) => [{ 'x-signature-ed25519': given }, body],
    ],
    [
      'a flipped bit in the signature',
      signature((right) => (right.startsWith('0') ? '1' : '0') + right.slice(1)),
    ],
    ['a short signature', signature((right) => right.slice(2))],
    ['a signature that is not hexadecimal', signature((right) => `zz${right.slice(2)}`)],
    ['zeros for a signature', signature(() => '0'.repeat(128))],
    ['another timestamp', timestamp('1')],
    ['a timestamp of another form', timestamp(new Date().toISOString())],
    ['a truncated body', (headers, body) => [headers, body.slice(0, -1)]],
    ['a changed body', (headers, body) => [headers, body.replace(players.strong.id, players.ordinary.id)]],
    [
      'another key',
      (_, body) => [signedRequest(generateKeyPairSync('ed25519').privateKey, body).headers, body],
    ],
  ])('401 for %s', async (_, forge) => {
    const right = signed(JSON.stringify(PROFILE()));
    const [headers, body] = forge(right.headers, right.body);
    expect((await post(body, headers)).status).toBe(401);
  });

  test.each(['', '[]', 'null', '{', '{"type":2}', '"x"', '{"type":2,"data":null,"id":1}'])(
    '400 for the signed body %j, which is no interaction',
    async (text) => {
      const request = signed(text);
      expect((await post(request.body, request.headers)).status).toBe(400);
    },
  );

  test('413 beyond a sane size, signed or not', async () => {
    const request = signed(JSON.stringify({ ...PROFILE(), padding: 'x'.repeat(300_000) }));
    expect((await post(request.body, request.headers)).status).toBe(413);
  });

  test('413 for what is long and never said so: whoever still sends hears it', async () => {
    let pieces = 0;
    const long = new ReadableStream<Uint8Array>({
      pull(controller) {
        pieces += 1;
        if (pieces > 400) controller.close();
        else controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    const sent = { method: 'POST', body: long, duplex: 'half' } as const;
    expect((await fetch(`${ladder.worker.url}/interactions`, sent)).status).toBe(413);
  });

  test('bytes that are not UTF-8 are not what can be signed', async () => {
    const bytes = new Uint8Array([0x22, 0xff, 0xfe, 0x22]);
    const timestamp = '1700000000';
    const given = sign(null, Buffer.concat([Buffer.from(timestamp), bytes]), ladder.privateKey).toString(
      'hex',
    );
    const response = await post(bytes, { 'x-signature-ed25519': given, 'x-signature-timestamp': timestamp });
    expect(response.status).toBe(401);
  });

  test.each([
    ['a byte order mark before it', (body: string) => Buffer.from(`\uFEFF${body}`)],
    [
      'a byte that is read as what was signed',
      (body: string) => Buffer.from(body.replace('\uFFFD', '\xff'), 'latin1'),
    ],
  ])('of what was signed no byte may be another: %s', async (_, changed) => {
    const { headers, body } = signed('{"type":1,"version":"\uFFFD"}');
    const asSigned = await post(body, headers);
    expect([asSigned.status, (await post(changed(body), headers)).status]).toEqual([200, 401]);
  });

  test.each([
    ['an unknown command', commandInteraction({ id: '1' }, 'nosuch')],
    ['an unknown kind', { ...PROFILE(), type: 99 }],
  ])('%s gets a polite private reply', async (_, interaction) => {
    const request = signed(JSON.stringify(interaction));
    const response = await post(request.body, request.headers);
    const shown = (await response.json()) as Shown;
    expect(response.status).toBe(200);
    expect(checkResponse(shown)).toEqual([]);
    expect(shown.data).toMatchObject({ flags: 64, content: expect.stringContaining('/help') });
  });

  test('a browser is told what the address is for', async () => {
    const response = await fetch(`${ladder.worker.url}/interactions`);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await response.text()).toContain('Interactions Endpoint URL');
  });
});

describe('deadlines', () => {
  afterEach(() => {
    ladder.wire.release();
    answers = () => ({ status: 200 });
  });

  async function stalled(): Promise<{ shown: Shown; token: string; id: string }> {
    await ladder.command(players.strong.id, 'profile');
    ladder.wire.stall();
    const interaction = PROFILE();
    const request = signed(JSON.stringify(interaction));
    const shown = (await (await post(request.body, request.headers)).json()) as Shown;
    return { shown, token: interaction.token, id: interaction.id };
  }

  const logged = (id: string) => ladder.worker.log.find(({ interaction }) => interaction === id);
  const editsOf = (token: string) =>
    discord.requests.filter(({ path }) => path.includes(encodeURIComponent(token)));

  test('past its budget a reply is deferred, and edited in when the database answers', async () => {
    const { shown, token, id } = await stalled();
    expect(checkResponse(shown)).toEqual([]);
    expect(shown).toEqual({ type: 5, data: { flags: 64 } });
    expect(editsOf(token)).toEqual([]);
    ladder.wire.release();
    await until(() => editsOf(token).length > 0, SLOW_MS);
    const [edit] = editsOf(token);
    expect(edit).toMatchObject({
      method: 'PATCH',
      path: `/webhooks/1175000000000000001/${encodeURIComponent(token)}/messages/@original`,
      body: { embeds: [{ title: '🇰🇷 Aurora', image: { url: 'attachment://rating.png' } }] },
      files: [{ name: 'rating.png', type: 'image/png' }],
    });
    expect(checkMessage(edit?.body, 'edit', ['rating.png'])).toEqual([]);
    await until(() => logged(id) !== undefined, SLOW_MS);
    expect(logged(id)).toMatchObject({ level: 'warn', deferred: true, outcome: 'ok', command: '/profile' });
  });

  test('a database that never answers: a private message with a reference, which stands in the log', async () => {
    const { token, id } = await stalled();
    await until(() => editsOf(token).length > 0, SLOW_MS);
    const [edit] = editsOf(token);
    const { content } = (edit?.body ?? {}) as { content: string };
    const reference = /`([0-9a-f]{8})`/.exec(content)?.[1];
    expect(content).toContain('Something went wrong');
    expect(ladder.worker.log.find((line) => line['reference'] === reference)).toMatchObject({
      event: 'failure',
      level: 'error',
      command: '/profile',
      reason: 'deadline',
      statement: 'profile.by-id',
    });
    await until(() => logged(id) !== undefined, SLOW_MS);
    expect(logged(id)).toMatchObject({ outcome: 'failed', deferred: true });
  });

  test('a database that is gone: the failure is the reply, not deferred', async () => {
    await ladder.wire.refuse();
    ladder.wire.cut();
    const reply = await ladder.command(players.strong.id, 'profile');
    expect(reply.shown).toMatchObject({ type: 4, data: { flags: 64 } });
    expect(reply.text).toMatch(/Something went wrong.*`[0-9a-f]{8}`/);
    await ladder.wire.accept();
    expect((await ladder.command(players.strong.id, 'profile')).text).toContain('Aurora');
  });

  test('suggestions that come too late are none', async () => {
    await ladder.complete(players.strong.id, 'profile', 'player', 'a');
    ladder.wire.stall();
    const reply = await ladder.complete(players.strong.id, 'profile', 'player', 'a');
    expect(reply.shown).toEqual({ type: 8, data: { choices: [] } });
  });

  test('an edit that Discord does not take at first is tried again', async () => {
    const before = discord.requests.length;
    answers = (count) => ({ status: count === before + 1 ? 500 : 200 });
    const { token } = await stalled();
    ladder.wire.release();
    await until(() => editsOf(token).length > 1, SLOW_MS);
    expect(editsOf(token).map(({ method }) => method)).toEqual(['PATCH', 'PATCH']);
  });
});

describe('what is logged', () => {
  test('one line per interaction, with what it cost', async () => {
    const interaction = PROFILE();
    await ladder.send(interaction);
    const lines = ladder.worker.log.filter((line) => line['interaction'] === interaction.id);
    expect(lines).toEqual([
      {
        level: 'info',
        event: 'interaction',
        interaction: interaction.id,
        kind: 'command',
        command: '/profile',
        outcome: 'ok',
        deferred: false,
        totalMs: expect.any(Number),
        databaseMs: expect.any(Number),
        waitingMs: 0,
        roundTrips: 1,
        cold: false,
      },
    ]);
  });

  test('a refusal with its reason', async () => {
    const interaction = commandInteraction({ id: players.banned.id }, 'profile');
    await ladder.send(interaction);
    expect(ladder.worker.log.find((line) => line['interaction'] === interaction.id)).toMatchObject({
      outcome: 'refused: banned',
    });
  });

  test('no token, no password, no text of a user', async () => {
    const interaction = commandInteraction({ id: players.strong.id }, 'profile', [
      { name: 'player', type: 3, value: 'typed-by-a-user' },
    ]);
    await ladder.send(interaction);
    const all = JSON.stringify(ladder.worker.log);
    for (const secret of [interaction.token, 'bot-secret', 'typed-by-a-user', 'postgres:']) {
      expect(all).not.toContain(secret);
    }
  });
});

test.each([
  ['a PING', pingInteraction({ id: '1' }), 'ping', 'ok'],
  ['a kind that nobody knows', { ...PROFILE(), type: 99 }, 'unknown (99)', 'unknown'],
])('%s has its line in the log, too', async (_, interaction, kind, outcome) => {
  const { headers, body } = signed(JSON.stringify(interaction));
  const known = ladder.worker.log.length;
  await post(body, headers);
  const lines = ladder.worker.log.slice(known).filter(({ event }) => event === 'interaction');
  expect(lines).toEqual([
    {
      level: 'info',
      event: 'interaction',
      interaction: null,
      command: null,
      deferred: false,
      kind,
      outcome,
      totalMs: expect.any(Number),
      databaseMs: 0,
      waitingMs: 0,
      roundTrips: 0,
      cold: false,
    },
  ]);
});

describe('GET /health and /status', () => {
  test('200 when it can serve', async () => {
    const response = await fetch(`${ladder.worker.url}/health`);
    expect([response.status, await response.json()]).toEqual([
      200,
      {
        status: 'ok',
        route: 'pool',
        schema: expect.stringMatching(/^\d{14}$/),
        roundTripMs: expect.any(Number),
      },
    ]);
  });

  test('503 with the cause when a migration is missing', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // what was seen is kept for a second
    const { rows } = await ladder.operator.query(
      'delete from schema_migrations where version = (select max(version) from schema_migrations) returning version',
    );
    const response = await fetch(`${ladder.worker.url}/health`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ cause: expect.stringContaining('npm run db:migrate') });
    await ladder.operator.query('insert into schema_migrations values ($1)', [rows[0].version]);
  });

  test('what this isolate has answered, deferred, refused and turned away', async () => {
    const figures = async () => {
      const response = await fetch(`${ladder.worker.url}/status`);
      return ((await response.json()) as { isolate: Record<string, number> }).isolate;
    };
    const before = await figures();
    await ladder.command(players.strong.id, 'profile');
    await ladder.command(players.withoutTerms.id, 'profile');
    await post('{}', {});
    const after = await figures();
    const grown = Object.entries(after).flatMap(([name, value]) =>
      typeof value === 'number' ? [[name, value - (before[name] ?? 0)]] : [],
    );
    expect(Object.fromEntries(grown)).toEqual({
      answered: 2,
      deferred: 0,
      failed: 0,
      refused: 1,
      unknown: 0,
      turnedAway: 1,
    });
    expect(before['deferred']).toBeGreaterThan(0);
    expect(ladder.worker.log).toContainEqual({ level: 'info', event: 'request.refused', status: 401 });
  });

  test('the pool’s figures, open in development', async () => {
    const response = await fetch(`${ladder.worker.url}/status`);
    expect(await response.json()).toMatchObject({
      route: 'pool',
      pools: [
        {
          name: 'pool-0',
          connections: { min: 2, max: 5 },
          counters: { made: expect.any(Number), borrowed: expect.any(Number), returned: expect.any(Number) },
          roundTripMs: { p50: expect.any(Number), p95: expect.any(Number), p99: expect.any(Number) },
          waitingMs: { p50: expect.any(Number) },
        },
      ],
    });
  });
});

describe('the cron trigger', () => {
  const MINUTE_MS = 60_000;
  const HOUR_MS = 60 * MINUTE_MS;
  const ranked = async () => {
    const { rows } = await ladder.operator.query('select count(*)::int as count from standings where ranked');
    return rows[0].count as number;
  };

  test('takes the rank from standings not played for fourteen days, and leaves the ledger whole', async () => {
    const before = await ranked();
    const { rows } = await ladder.operator.query(
      `select count(*)::int as count from standings where ranked and last_played_at < now() + interval '1 day' - interval '14 days'`,
    );
    expect(rows[0].count).toBeGreaterThan(0);
    const tomorrow = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + 24 * HOUR_MS;
    await ladder.worker.strike(new Date(tomorrow));
    expect(await ranked()).toBeLessThan(before);
    expect((await ladder.operator.query('select * from ledger_faults()')).rows).toEqual([]);
    expect(ladder.worker.log.find(({ event }) => event === 'standings.unranked')).toMatchObject({
      count: before - (await ranked()),
    });
  });
});

test('the cron trigger of a pool that is not kept warm wakes the database once an hour', async () => {
  const HOUR_MS = 3_600_000;
  const worker = await runWorker({
    bundle: { path: inject('bundlePath') },
    variables: {
      ENVIRONMENT: 'development',
      DISCORD_PUBLIC_KEY: 'a1'.repeat(32),
      KEEP_WARM: 'false',
      DATABASE_URL: `postgres://${ladder.operator.user}:${ladder.operator.password}@${ladder.operator.host}:${ladder.operator.port}/${ladder.operator.database}`,
    },
  });
  const hour = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS;
  const isAwake = () => worker.log.some(({ event }) => event === 'connection.borrowed');
  try {
    await worker.strike(new Date(hour + 60_000));
    expect(isAwake()).toBe(false);
    await worker.strike(new Date(hour));
    expect(isAwake()).toBe(true);
  } finally {
    await worker.stop();
  }
});

describe('in production', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
  const variables = { ENVIRONMENT: 'production', DISCORD_PUBLIC_KEY: key };
  const ping = () => signedRequest(privateKey, JSON.stringify(pingInteraction({ id: '1' })));
  // One for each way of setting it.
  const workers = new Map<string, Promise<RunningWorker>>();
  afterAll(async () => {
    for (const worker of workers.values()) await (await worker).stop();
  });
  function running(more: Record<string, string>): Promise<RunningWorker> {
    const key = JSON.stringify(more);
    const settings = { bundle: { path: inject('bundlePath') }, variables: { ...variables, ...more } };
    const worker = workers.get(key) ?? runWorker(settings);
    workers.set(key, worker);
    return worker;
  }
  const url = 'postgres://nobody:secret@127.0.0.1:1/none';

  test.each([
    ['no token', undefined, 401],
    ['another token', 'Bearer other', 401],
    ['the token', 'Bearer right', 200],
  ])('/status with %s', async (_, authorization, status) => {
    const worker = await running({ DATABASE_URL: url, STATUS_TOKEN: 'right' });
    const response = await fetch(`${worker.url}/status`, { headers: authorization ? { authorization } : {} });
    expect(response.status).toBe(status);
  });

  test('/status without a token set is closed to everybody', async () => {
    const worker = await running({ DATABASE_URL: url });
    expect((await fetch(`${worker.url}/status`, { headers: { authorization: 'Bearer ' } })).status).toBe(401);
  });

  test('no Server-Timing, no debug lines', async () => {
    const worker = await running({ DATABASE_URL: url });
    const { headers, body } = ping();
    const response = await fetch(`${worker.url}/interactions`, { method: 'POST', headers, body });
    expect([response.status, response.headers.get('server-timing')]).toEqual([200, null]);
    expect(worker.log.filter(({ level }) => level === 'debug')).toEqual([]);
  });

  test('/health says that the database cannot be reached, without its password', async () => {
    const worker = await running({ DATABASE_URL: url });
    const response = await fetch(`${worker.url}/health`);
    const text = await response.text();
    expect(response.status).toBe(503);
    expect(text).toContain('the database does not answer');
    expect(text + JSON.stringify(worker.log)).not.toContain('secret');
  });

  test.each([
    ['a key of zeros', { DISCORD_PUBLIC_KEY: '0'.repeat(64), DATABASE_URL: url }, 'DISCORD_PUBLIC_KEY'],
    ['hyperdrive without its binding', { DATABASE_ROUTE: 'hyperdrive' }, 'HYPERDRIVE'],
  ])('%s: nothing is served, and /health says why', async (_, more, named) => {
    const worker = await running(more);
    const { headers, body } = ping();
    expect((await fetch(`${worker.url}/interactions`, { method: 'POST', headers, body })).status).toBe(503);
    const health = await fetch(`${worker.url}/health`);
    expect([health.status, await health.text()]).toEqual([503, expect.stringContaining(named)]);
  });
});

test('the tests run at the compatibility date of wrangler.toml, and serve the same files', async () => {
  const { readFileSync } = await import('node:fs');
  const toml = readFileSync('wrangler.toml', 'utf8');
  expect(toml).toContain(`compatibility_date = "${COMPATIBILITY.date}"`);
  expect(toml).toContain(
    `compatibility_flags = [${COMPATIBILITY.flags.map((flag) => `"${flag}"`).join(', ')}]`,
  );
  expect(toml).toContain(`directory = "${ASSETS.directory}"`);
  expect(toml).toContain(`run_worker_first = [${ASSETS.workerFirst.map((path) => `"${path}"`).join(', ')}]`);
});

test('the bundle deploys, and is at most 200 KiB gzipped', () => {
  const report = inject('bundleReport');
  expect(report).toContain('--dry-run: exiting now');
  expect(Number(/gzip: ([\d.]+) KiB/.exec(report)?.[1])).toBeLessThanOrEqual(200);
});
