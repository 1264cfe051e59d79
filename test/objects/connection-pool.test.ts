// The pool's object on real workerd: shards, the alarm that keeps connections alive while nobody plays, the line that a
// closed connection leaves, and what becomes of a database that goes to sleep. Three installations wait side by side: one
// kept warm, one not, and one that has had more shards than it has now.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LogLine } from '../../dev/running-worker.ts';
import type { PoolFigures } from '../../src/postgres/pool-figures.ts';
import { bundleOf } from '../bundle-of.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { type Probe, probe } from '../postgres/routes.ts';
import { players, type RunningLadder, runningLadder } from '../running-ladder.ts';
import { until } from '../until.ts';

/** The alarm rings every 30 s. */
const ALARM_LIMIT_MS = 37_000;
/** After one installation's signs of life, for those that the other must not give. */
const MARGIN_MS = 1_000;
const SOON_LIMIT_MS = 5_000;
const LANES = 2;

type Status = readonly ({ readonly name: string } & PoolFigures)[];

let warm: RunningLadder;
let cool: RunningLadder;
let shrunk: Probe;
let database: TestDatabase;

beforeAll(async () => {
  const variables = { POOL_MIN: String(LANES), POOL_MAX: '3' };
  [warm, cool] = await Promise.all([
    runningLadder({ players: 30, variables: { ...variables, POOL_SHARDS: '2', KEEP_WARM: 'true' } }),
    runningLadder({ players: 30, variables: { ...variables, KEEP_WARM: 'false' } }),
  ]);
  database = await createDatabase();
  shrunk = await probe('pool over tcp', database.url, await bundleOf('test/postgres/probe-worker.ts'));
  // The second as an object that its alarm wakes after a deployment.
  for (const shard of ['pool-0', 'pool-1']) {
    expect(await (await fetch(`${shrunk.worker.url}/warm/${shard}`)).json()).toBe(true);
  }
});
afterAll(async () => {
  await Promise.all([warm?.close(), cool?.close(), shrunk?.close()]);
  await database?.drop();
});

async function status({ worker }: RunningLadder): Promise<Status> {
  const response = await fetch(`${worker.url}/status`);
  return ((await response.json()) as { pools: Status }).pools;
}

/** Waits until every shard has all its lanes, and nothing to do. */
async function rested(ladder: RunningLadder): Promise<Status> {
  const rests = ({ connections, inFlight }: Status[number]) => connections.open === LANES && inFlight === 0;
  await until(async () => (await status(ladder)).every(rests), SOON_LIMIT_MS);
  return status(ladder);
}

/** Plays once for every shard there is: each makes its lanes. */
async function settled(ladder: RunningLadder): Promise<Status> {
  for (const _ of await status(ladder)) await ladder.command(players.strong.id, 'profile');
  return rested(ladder);
}

/** What is logged of connections from now on, once every line of what these figures count has come. */
async function logFrom({ worker }: RunningLadder, pools: Status): Promise<() => readonly LogLine[]> {
  const of = () => worker.log.filter(({ event }) => event.startsWith('connection.'));
  const returned = pools.reduce((sum, { counters }) => sum + counters.returned, 0);
  await until(
    () => of().filter(({ event }) => event === 'connection.returned').length === returned,
    SOON_LIMIT_MS,
  );
  const lines = of().length;
  return () => of().slice(lines);
}

const lanesIn = (lines: readonly LogLine[], event: string) =>
  new Set(
    lines.filter((line) => line.event === event).map(({ pool, connection }) => `${pool} ${connection}`),
  );

test('statements reach every shard, and GET /status lists each', async () => {
  // This one first: were its alarm set, it would ring before the other's.
  expect((await settled(cool)).map(({ name }) => name)).toEqual(['pool-0']);
  const pools = await settled(warm);
  expect(pools.map(({ name }) => name)).toEqual(['pool-0', 'pool-1']);
  for (const { counters } of pools) expect(counters.borrowed).toBeGreaterThan(0);
});

test('kept warm, every idle lane is asked for a sign of life; otherwise none is', {
  timeout: ALARM_LIMIT_MS + 2 * SOON_LIMIT_MS,
}, async () => {
  const before = { warm: await settled(warm), cool: await settled(cool) };
  // From here on nobody asks anything, not even for figures: the log comes by itself.
  const [sinceWarm, sinceCool] = [await logFrom(warm, before.warm), await logFrom(cool, before.cool)];
  const wanted = before.warm.reduce((sum, { connections }) => sum + connections.open, 0);
  expect(wanted).toBe(2 * LANES);
  await until(() => lanesIn(sinceWarm(), 'connection.returned').size >= wanted, ALARM_LIMIT_MS);
  await new Promise((resolve) => setTimeout(resolve, MARGIN_MS));

  expect(lanesIn(sinceWarm(), 'connection.borrowed').size).toBe(wanted);
  expect(sinceCool()).toEqual([]);
  const after = { warm: await status(warm), cool: await status(cool) };
  for (const [shard, { connections, counters }] of after.warm.entries()) {
    const earlier = before.warm[shard];
    expect(connections).toEqual(earlier?.connections);
    expect(counters).toEqual({
      ...earlier?.counters,
      borrowed: (earlier?.counters.borrowed ?? 0) + LANES,
      returned: (earlier?.counters.returned ?? 0) + LANES,
    });
  }
  expect(after.cool).toEqual(before.cool);
});

test('a shard too many lets its connections go when its alarm rings; the others keep theirs', {
  timeout: ALARM_LIMIT_MS + SOON_LIMIT_MS,
}, async () => {
  const lanes = (event: string, pool: string) =>
    [...lanesIn(shrunk.worker.log, event)].filter((lane) => lane.startsWith(`${pool} `)).length;
  const shards = ['pool-0', 'pool-1'];
  await until(() => shards.every((pool) => lanes('connection.made', pool) === LANES), SOON_LIMIT_MS);
  const ended = () => lanes('connection.closed', 'pool-1') === LANES;
  // What was borrowed to warm a shard was one of its lanes.
  const lives = () => lanes('connection.returned', 'pool-0') === LANES;
  await until(() => ended() && lives(), ALARM_LIMIT_MS);
  expect(lanes('connection.closed', 'pool-0')).toBe(0);
});

// A lane too many is closed after two idle minutes, which pool-lanes.test.ts tells by a clock of its own. What closes
// one at once is a session that prepared a statement for a schema since changed; its end is the same, and its line.
test('a connection that is closed leaves a line, and its statement is answered by another', async () => {
  const [before] = await settled(cool);
  const typed = players.strong.name.slice(0, 3);
  const first = await cool.complete(players.ordinary.id, 'profile', 'player', typed);
  await cool.operator.query('alter table players alter column name type varchar(40)');
  const second = await cool.complete(players.ordinary.id, 'profile', 'player', typed);
  expect(second.shown).toEqual(first.shown);

  await until(() => lanesIn(cool.worker.log, 'connection.closed').size === 1, SOON_LIMIT_MS);
  expect(cool.worker.log.find(({ event }) => event === 'connection.closed')).toEqual({
    level: 'debug',
    event: 'connection.closed',
    pool: 'pool-0',
    connection: expect.any(Number),
    inFlight: 0,
  });
  const [after] = await rested(cool);
  expect(after?.counters).toMatchObject({ closed: 1, broken: 0, made: (before?.counters.made ?? 0) + 1 });
});

test('a database that goes to sleep is woken by nobody before somebody plays, unless it is kept warm', async () => {
  await settled(warm);
  const sinceCool = await logFrom(cool, await settled(cool));
  for (const { operator } of [warm, cool]) {
    await operator.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'edge-ladder'`,
    );
  }
  await until(() => lanesIn(sinceCool(), 'connection.broken').size === LANES, SOON_LIMIT_MS);
  // As long as it takes the other to have his again.
  await until(
    async () => (await status(warm)).every(({ counters }) => counters.broken === LANES),
    SOON_LIMIT_MS,
  );
  await rested(warm);
  expect(lanesIn(sinceCool(), 'connection.made')).toEqual(new Set());
  await cool.command(players.strong.id, 'profile');
  expect((await rested(cool))[0]?.counters).toMatchObject({ broken: LANES });
});
