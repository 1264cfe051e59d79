// Many statements in flight on few connections.
import { expect, test } from 'vitest';
import { packedRow } from '../../dev/packed-row.ts';
import { ConnectionFault } from '../../src/postgres/connection.ts';
import { LIMITS, poolOn, query, watched } from './pool-harness.ts';
import { settled } from './scripted-connection.ts';

test('nothing is connected before the first need', () => {
  expect(poolOn().server.made).toHaveLength(0);
});

test('the first statement makes the minimum of connections and waits for one only', async () => {
  const { run, server, pool } = poolOn({ open: false });
  const first = watched(run('first'));
  await settled();
  expect(server.asked).toHaveLength(2);
  const connection = server.asked[0]?.accept();
  await settled();
  expect(connection?.sent.map(({ query }) => query.name)).toEqual(['first']);
  await connection?.answer([packedRow(['1'])]);
  expect(first.value).toMatchObject({
    ok: true,
    rows: [packedRow(['1'])],
    cost: { roundTrips: 1, cold: true },
  });
  expect(pool.figures().connections).toMatchObject({ open: 1, connecting: 1 });
});

test('a warm statement waits for nothing', async () => {
  const { run, pool, server, clock } = poolOn();
  expect(await pool.warm(1_000)).toBe(true);
  const asked = clock.now();
  const answer = watched(run('warm'));
  await settled();
  await server.made.find(({ sent }) => sent.length > 0)?.answer();
  expect(answer.value).toMatchObject({ ok: true, cost: { cold: false, waitingMs: 0, roundTrips: 1 } });
  expect(clock.now()).toBe(asked);
});

test('statements spread over the lanes, the least loaded first, and none waits for another', async () => {
  const { run, pool, server } = poolOn({ min: 2, max: 2 });
  await pool.warm(1_000);
  for (let count = 0; count < 6; count += 1) void run(`statement ${count}`);
  await settled();
  expect(server.made.map(({ sent }) => sent.length)).toEqual([3, 3]);
  await server.made[0]?.answer();
  void run('seventh');
  await settled();
  expect(server.made.map(({ sent }) => sent.length)).toEqual([3, 3]);
});

test('statements that came together each have a lane to themselves while there are idle ones', async () => {
  const { runMany, pool, server } = poolOn({ min: 3, max: 3 });
  await pool.warm(1_000);
  void runMany('one', 'two', 'three');
  await settled();
  expect(server.made.map(({ sent }) => sent.length)).toEqual([1, 1, 1]);
});

test('where all are busy, they go to few lanes: as many as are in flight on one, and eight at most', async () => {
  const { runMany, run, pool, server } = poolOn({ min: 3, max: 3 });
  await pool.warm(1_000);
  const sent = () => server.made.map((connection) => connection.sent.map(({ query }) => query.name));
  for (let count = 0; count < 6; count += 1) void run(`before ${count}`);
  void runMany('1', '2', '3', '4', '5');
  await settled();
  expect(sent()).toEqual([
    ['before 0', 'before 3', '1', '2', '3'],
    ['before 1', 'before 4', '4', '5'],
    ['before 2', 'before 5'],
  ]);
  for (let count = 0; count < 60; count += 1) void run('more');
  await settled();
  const before = server.made.map((connection) => connection.sent.length);
  void runMany(...Array.from({ length: 9 }, (_, place) => `late ${place}`));
  await settled();
  const added = server.made.map((connection, place) => connection.sent.length - (before[place] ?? 0));
  expect(added.sort()).toEqual([0, 1, 8]);
});

test('each of those that came together has its own answer, its own failure and its own time', async () => {
  const { runMany, run, pool, server, clock, balanced } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  void run('before');
  void run('before');
  const [first, second, third] = runMany('first', 'second', 'third').map(watched);
  await settled();
  for (let count = 0; count < 2; count += 1) await server.made[0]?.answer();
  await server.made[0]?.answer([packedRow(['1'])]);
  await server.made[0]?.fail(new ConnectionFault('rejected', 'no', '23505'));
  expect(first?.value).toMatchObject({ ok: true, rows: [packedRow(['1'])] });
  expect(second?.value).toMatchObject({ ok: false, fault: { reason: 'rejected', statement: 'second' } });
  expect(third?.value).toBeNull();
  await clock.pass(LIMITS.answerMs);
  expect(third?.value).toMatchObject({ ok: false, fault: { reason: 'deadline' } });
  await server.made[0]?.answer();
  expect(balanced()).toBe(true);
});

test('those that came together wait for a connection where there is none, and are sent when there is', async () => {
  const { runMany, server, balanced } = poolOn({ open: false, min: 1, max: 1 });
  const answers = runMany('one', 'two').map(watched);
  await settled();
  server.asked[0]?.accept();
  await settled();
  expect(server.made[0]?.sent.map(({ query }) => query.name)).toEqual(['one', 'two']);
  for (const { value } of answers) expect(value).toBeNull();
  await server.made[0]?.answer();
  await server.made[0]?.answer();
  for (const { value } of answers) expect(value).toMatchObject({ ok: true, cost: { cold: true } });
  expect(balanced()).toBe(true);
});

test('deep lanes get company, up to the maximum', async () => {
  const { run, pool, server } = poolOn({ min: 1, max: 3 });
  await pool.warm(1_000);
  for (let count = 0; count < 40; count += 1) {
    void run(`statement ${count}`);
    await settled();
  }
  expect(server.made).toHaveLength(3);
});

test('a lane that stopped answering is passed over while another answers', async () => {
  const { run, pool, server, clock } = poolOn({ min: 2, max: 2 });
  await pool.warm(1_000);
  void run('stuck');
  await settled();
  const stuck = server.made.find(({ sent }) => sent.length === 1);
  const other = server.made.find(({ sent }) => sent.length === 0);
  await clock.pass(1_500);
  for (let count = 0; count < 3; count += 1) void run(`next ${count}`);
  await settled();
  expect([stuck?.sent.length, other?.sent.length]).toEqual([1, 3]);
});

test('every connection lent comes back, and is counted both ways', async () => {
  const { run, pool, server, balanced, events } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const answers = [watched(run('one')), watched(run('two'))];
  await settled();
  expect(balanced()).toBe(false);
  await server.made[0]?.answer();
  await server.made[0]?.answer();
  expect(answers.every(({ value }) => value?.ok)).toBe(true);
  expect(balanced()).toBe(true);
  expect(events.map(({ event }) => event)).toEqual([
    'made',
    'borrowed',
    'returned',
    'borrowed',
    'borrowed',
    'returned',
    'returned',
  ]);
});

test('the figures carry percentiles of round trips and of waiting', async () => {
  const { run, pool, server, clock } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  for (const ms of [10, 20, 30]) {
    void run('timed');
    await settled();
    await clock.pass(ms);
    await server.made[0]?.answer();
  }
  expect(pool.figures().roundTripMs).toEqual({ count: 3, p50: 20, p95: 30, p99: 30 });
  expect(pool.figures().waitingMs).toEqual({ count: 3, p50: 0, p95: 0, p99: 0 });
});

test('lanes above the minimum are closed when long idle, the others are asked for a sign of life', async () => {
  const { run, pool, server, clock } = poolOn({ min: 1, max: 2 });
  await pool.warm(1_000);
  for (let count = 0; count < 6; count += 1) void run(`statement ${count}`);
  await settled();
  expect(server.live).toHaveLength(2);
  for (const connection of server.made) while (connection.sent.length > 0) await connection.answer();
  await clock.pass(121_000);
  const tended = pool.tend();
  await settled();
  for (const connection of server.live) await connection.answer();
  await tended;
  expect(server.live).toHaveLength(1);
  expect(server.made.map(({ ended }) => ended).sort()).toEqual(['closed', null]);
});

test('… though they are asked for signs of life all the while: those are nobody’s use', async () => {
  const { run, pool, server, clock } = poolOn({ min: 1, max: 3 });
  await pool.warm(1_000);
  for (let count = 0; count < 12; count += 1) {
    void run(`statement ${count}`);
    await settled();
  }
  expect(server.live).toHaveLength(3);
  for (const connection of server.made) while (connection.sent.length > 0) await connection.answer();
  // Every half minute, as the object's alarm does.
  for (let count = 0; count < 5; count += 1) {
    await clock.pass(30_000);
    const tended = pool.tend();
    await settled();
    for (const connection of server.live) await connection.answer();
    await tended;
  }
  expect(server.live).toHaveLength(1);
  expect(pool.figures().counters).toMatchObject({ closed: 2, broken: 0 });
});

test('who gives up on a lane does not end it while somebody still waits for what it is at', async () => {
  const { run, pool, server, clock } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const write = watched(run('slow write'));
  const hasty = watched(pool.run(query('hasty'), { waitMs: 100, answerMs: 1_500 }));
  await clock.pass(4_000);
  expect(hasty.value).toMatchObject({ ok: false, fault: { reason: 'deadline' } });
  expect(server.made[0]?.ended).toBeNull();
  await server.made[0]?.answer();
  expect(write.value).toMatchObject({ ok: true });
  // What nobody waits for any more comes to its end, too.
  await server.made[0]?.answer();
  expect(pool.figures()).toMatchObject({ inFlight: 0, counters: { made: 1, broken: 0 } });
});

test('a lane is ended by whoever gives up on it once what it is at has been given up', async () => {
  const { pool, server, clock } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const limits = (answerMs: number) => ({ waitMs: 100, answerMs });
  void pool.run(query('answered'), limits(9_000));
  void pool.run(query('given up'), limits(1_500));
  void pool.run(query('behind it'), limits(3_000));
  void pool.run(query('patient'), limits(9_000));
  await clock.pass(1_000);
  await server.made[0]?.answer();
  await clock.pass(1_900);
  expect(server.made[0]?.ended).toBeNull();
  await clock.pass(100);
  expect(server.made[0]?.ended).toBe('destroyed');
});
