// Connections end; statements are sent again only when they say that they may be.
import { expect, test } from 'vitest';
import { packedRow } from '../../dev/packed-row.ts';
import { ConnectionFault } from '../../src/postgres/connection.ts';
import type { Pool } from '../../src/postgres/pool.ts';
import { LIMITS, poolOn, query, refusedOneMore, watched } from './pool-harness.ts';
import { FULL, settled } from './scripted-connection.ts';

test('a connection that breaks while idle is replaced in the background', async () => {
  const { pool, server, events, clock } = poolOn({ min: 2, max: 2 });
  await pool.warm(1_000);
  await clock.pass(1_000);
  await server.made[0]?.break();
  expect(server.live).toHaveLength(2);
  expect(server.made).toHaveLength(3);
  expect(events.filter(({ event }) => event === 'broken')).toHaveLength(1);
});

test('where the database may sleep, what breaks while idle is made again when somebody asks', async () => {
  const { pool, server, clock, run } = poolOn({ min: 2, max: 2, keepWarm: false });
  await pool.warm(1_000);
  await settled();
  for (const connection of server.live) await connection.break();
  await clock.pass(3_600_000);
  expect(server.made).toHaveLength(2);
  const answer = watched(run('read'));
  await settled();
  expect(server.live).toHaveLength(2);
  await server.live.find(({ sent }) => sent.length > 0)?.answer();
  expect(answer.value).toMatchObject({ ok: true, cost: { cold: true } });
});

test('… but at once where something was in flight on it: somebody plays', async () => {
  const { pool, server, run } = poolOn({ min: 2, max: 2, keepWarm: false });
  await pool.warm(1_000);
  await settled();
  const answer = watched(run('read', { resend: true }));
  await server.live.find(({ sent }) => sent.length > 0)?.break();
  expect(server.live).toHaveLength(2);
  await server.live.find(({ sent }) => sent.length > 0)?.answer();
  expect(answer.value).toMatchObject({ ok: true });
});

test.each([
  { resend: true, outcome: 'is sent again on another', ok: true, roundTrips: 2 },
  { resend: false, outcome: 'fails as broken: it may have run', ok: false, roundTrips: 1 },
])('in flight, a statement with resend $resend $outcome', async ({ resend, ok, roundTrips }) => {
  const { run, pool, server, balanced } = poolOn({ min: 2, max: 2 });
  await pool.warm(1_000);
  const answer = watched(run('statement', { resend }));
  await settled();
  await server.made.find(({ sent }) => sent.length > 0)?.break();
  await server.live.find(({ sent }) => sent.length > 0)?.answer();
  expect(answer.value).toMatchObject({ ok, cost: { roundTrips } });
  if (answer.value?.ok === false)
    expect(answer.value.fault).toMatchObject({ reason: 'broken', statement: 'statement' });
  expect(balanced()).toBe(true);
});

test('all at once: every connection is made anew, and what may be sent again is', async () => {
  const { run, pool, server, balanced } = poolOn({ min: 3, max: 3 });
  await pool.warm(1_000);
  const reads = Array.from({ length: 9 }, (_, index) => watched(run(`read ${index}`, { resend: true })));
  const write = watched(run('write'));
  await settled();
  for (const connection of [...server.made]) await connection.break();
  expect(server.live).toHaveLength(3);
  for (const connection of server.live) while (connection.sent.length > 0) await connection.answer();
  expect(reads.every(({ value }) => value?.ok)).toBe(true);
  expect(write.value).toMatchObject({ ok: false, fault: { reason: 'broken' } });
  expect(balanced()).toBe(true);
});

test('a statement outlives all connections that broke together, though it meets one after the other', async () => {
  const { run, pool, server } = poolOn({ min: 5, max: 5 });
  await pool.warm(1_000);
  await settled();
  const answer = watched(run('read', { resend: true }));
  await settled();
  // Each is found to be gone only when it is used.
  for (let count = 0; count < 5; count += 1) {
    await server.made.find(({ sent }) => sent.length > 0)?.break();
  }
  await server.live.find(({ sent }) => sent.length > 0)?.answer();
  expect(answer.value).toMatchObject({ ok: true, cost: { roundTrips: 6 } });
});

test('a statement is not sent again without end', async () => {
  const { run, pool, server } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const answer = watched(run('doomed', { resend: true }));
  await settled();
  for (let attempt = 0; attempt < 5 && answer.value === null; attempt += 1) {
    await server.live.find(({ sent }) => sent.length > 0)?.break();
  }
  expect(answer.value).toMatchObject({ ok: false, fault: { reason: 'broken' }, cost: { roundTrips: 3 } });
});

test('a statement is not sent again when its time is over', async () => {
  const { run, pool, server, clock } = poolOn({ min: 2, max: 2 });
  await pool.warm(1_000);
  const answer = watched(run('read', { resend: true }));
  await settled();
  // The news of both comes at once, as after a pause of the whole object: that of the end first.
  clock.leap(LIMITS.answerMs);
  await server.made.find(({ sent }) => sent.length > 0)?.break();
  expect(answer.value).toMatchObject({ ok: false, fault: { reason: 'broken' }, cost: { roundTrips: 1 } });
  expect(server.live.map(({ sent }) => sent.length)).toEqual([0, 0]);
});

test('PostgreSQL’s no is final, whatever the statement says, and the connection stays', async () => {
  const { run, pool, server } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const answer = watched(run('wrong', { resend: true }));
  await settled();
  await server.made[0]?.fail(new ConnectionFault('rejected', 'duplicate key', '23505'));
  expect(answer.value).toMatchObject({
    ok: false,
    fault: { reason: 'rejected', sqlstate: '23505', statement: 'wrong' },
    cost: { roundTrips: 1 },
  });
  expect(server.live).toHaveLength(1);
});

test('a session that is stale is replaced, and its statement, which did not run, is sent again', async () => {
  const { run, pool, server } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const answer = watched(run('write', { resend: false }));
  await settled();
  await server.made[0]?.fail(
    new ConnectionFault('stale', 'cached plan must not change result type', '0A000'),
  );
  expect(server.made[0]?.ended).toBe('closed');
  await server.live[0]?.answer();
  expect(answer.value).toMatchObject({ ok: true, cost: { roundTrips: 2 } });
});

test('what was behind one that failed is sent again, as often as it takes, and the connection stays', async () => {
  const { run, pool, server, balanced } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const answer = watched(run('behind', { resend: true }));
  await settled();
  for (let time = 0; time < 7; time += 1) {
    await server.made[0]?.fail(new ConnectionFault('skipped', 'a statement before it failed'));
  }
  await server.made[0]?.answer();
  expect(answer.value).toMatchObject({ ok: true, cost: { roundTrips: 8 } });
  // That is for what broke.
  expect(pool.figures().counters).toMatchObject({ resent: 0, made: 1, broken: 0 });
  expect(balanced()).toBe(true);
});

test('but not beyond its time', async () => {
  const { run, pool, server, clock } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const answer = watched(run('behind', { resend: true }));
  await settled();
  const fault = new ConnectionFault('skipped', 'a statement before it failed');
  // Its timer has not been heard yet, as it happens to whoever is busy.
  clock.leap(LIMITS.answerMs);
  await server.made[0]?.fail(fault);
  expect(answer.value).toMatchObject({ ok: false, fault: { reason: 'deadline', statement: 'behind' } });
});

test('no sign of life: the lane is replaced', async () => {
  const { pool, server, clock } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const tended = pool.tend();
  await clock.pass(5_000);
  await tended;
  expect(server.made[0]?.ended).toBe('destroyed');
  expect(server.live).toHaveLength(1);
});

test('a stale session first answers what else is in flight on it', async () => {
  const { run, pool, server } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const [stale, other] = [watched(run('stale')), watched(run('other'))];
  await settled();
  const [old] = server.made;
  await old?.fail(new ConnectionFault('stale', 'gone', '26000'));
  expect(old?.ended).toBeNull();
  await old?.answer([packedRow(['other'])]);
  expect(other.value).toMatchObject({ ok: true, rows: [packedRow(['other'])] });
  expect(old?.ended).toBe('closed');
  await server.live[0]?.answer();
  expect(stale.value).toMatchObject({ ok: true });
});

test('while a stale session answers what is left, another takes its place', async () => {
  const { run, pool, server } = poolOn({ min: 1, max: 5 });
  await pool.warm(1_000);
  const [stale, slow] = [watched(run('stale')), watched(run('slow'))];
  await settled();
  await server.made[0]?.fail(new ConnectionFault('stale', 'gone', '26000'));
  await server.made[1]?.answer();
  expect(stale.value).toMatchObject({ ok: true });
  expect(slow.value).toBeNull();
  // No more than the pool may have.
  expect(server.made).toHaveLength(2);
});

test('where all sessions are stale, as many are made as there are to be', async () => {
  const { run, pool, server } = poolOn({ min: 2, max: 5 });
  await pool.warm(1_000);
  for (let count = 0; count < 4; count += 1) void run(`statement ${count}`);
  await settled();
  const stale = new ConnectionFault('stale', 'gone', '26000');
  await Promise.all(server.live.map((connection) => connection.fail(stale)));
  expect(server.made).toHaveLength(4);
});

test('where there is no room beside it, who waits takes its place when it has ended', async () => {
  const { run, pool, server } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const [stale] = [watched(run('stale')), watched(run('slow'))];
  await settled();
  await server.made[0]?.fail(new ConnectionFault('stale', 'gone', '26000'));
  expect(server.made).toHaveLength(1);
  await server.made[0]?.answer();
  await server.live[0]?.answer();
  expect(stale.value).toMatchObject({ ok: true });
});

test('a connection that breaks as it is handed over costs its statement nothing', async () => {
  const { run, pool, server, balanced } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const lease = await pool.lease(LIMITS);
  const answer = watched(run('write'));
  await settled();
  const released = lease.release();
  await server.made[0]?.break();
  await released;
  await server.live[0]?.answer();
  expect(answer.value).toMatchObject({ ok: true, cost: { roundTrips: 1 } });
  expect(balanced()).toBe(true);
});

test('who waits for a lease is not handed the lane that just broke', async () => {
  const { pool, server, run } = poolOn({ min: 2, max: 2 });
  await pool.warm(1_000);
  const statements = [run('one'), run('two')];
  await settled();
  let lent = false;
  const lease = pool.lease(LIMITS).then(() => {
    lent = true;
  });
  await settled();
  const draining = server.made[0];
  // PostgreSQL's last words come as the statement's error, before the socket's end.
  await draining?.fail(new ConnectionFault('broken', 'terminating connection', '57P01'));
  expect(lent).toBe(true);
  await lease;
  await server.made[1]?.answer();
  expect((await Promise.all(statements)).map(({ ok }) => ok).sort()).toEqual([false, true]);
});

test('who waits for a lease is handed whichever lane falls idle, though another was being emptied for him', async () => {
  const { pool, server, run } = poolOn({ min: 1, max: 3 });
  await pool.warm(1_000);
  // Until it has grown as far as it may, and then until all are busy.
  for (let count = 0; count < 30; count += 1) {
    void run(`statement ${count}`);
    await settled();
  }
  expect(server.live.every(({ sent }) => sent.length > 0)).toBe(true);
  expect(server.live).toHaveLength(3);
  let lent = false;
  void pool.lease(LIMITS).then(() => {
    lent = true;
  });
  await settled();
  // The least loaded is emptied; the others fall idle meanwhile.
  const emptied = server.live.toSorted((one, other) => one.sent.length - other.sent.length)[0];
  for (const connection of server.live) {
    while (connection !== emptied && connection.sent.length > 0) await connection.answer();
  }
  expect(lent).toBe(true);
});

test('where all others are leased, a broken lane’s statement has another made, if there is room', async () => {
  const { pool, server, run } = poolOn({ min: 2, max: 4 });
  await pool.warm(1_000);
  for (let count = 0; count < 2; count += 1) await pool.lease(LIMITS);
  await settled();
  const answer = watched(run('read', { resend: true }));
  await settled();
  const lane = server.live.find(({ sent }) => sent.length === 1);
  const before = server.made.length;
  await lane?.break();
  expect(server.made.length).toBe(before + 1);
  await server.made.at(-1)?.answer();
  expect(answer.value).toMatchObject({ ok: true });
});

test('a lane that somebody still waits for is not ended by the upkeep, however long it is silent', async () => {
  const { pool, server, clock, run } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const write = watched(run('slow write'));
  await clock.pass(10_000);
  await pool.tend();
  expect(server.made[0]?.ended).toBeNull();
  await server.made[0]?.answer();
  expect(write.value).toMatchObject({ ok: true });
});

test('whoever warms the pool takes no silent lane for one that has spoken', async () => {
  const { pool, server, clock } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  void pool.run(query('first'), { waitMs: 100, answerMs: 2_000 });
  void pool.run(query('given up'), { waitMs: 100, answerMs: 2_500 });
  await clock.pass(1_900);
  await server.made[0]?.answer();
  await clock.pass(700);
  // Given up within a second of the last answer: nobody is left who would notice.
  expect(server.made[0]?.ended).toBeNull();
  await clock.pass(900);
  const borrowed = pool.figures().counters.borrowed;
  await pool.warm(1_000);
  expect(pool.figures().counters.borrowed).toBe(borrowed);
});

test('a lane whose statement everybody gave up is ended by the upkeep', async () => {
  const { pool, server, clock, run } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  void run('answered');
  void pool.run(query('given up'), { waitMs: 100, answerMs: 1_500 });
  await clock.pass(1_000);
  await server.made[0]?.answer();
  await clock.pass(500);
  expect(server.made[0]?.ended).toBeNull();
  await clock.pass(30_000);
  const tended = pool.tend();
  await settled();
  await server.live[0]?.answer();
  await tended;
  expect(server.made[0]?.ended).toBe('destroyed');
  expect(server.live).toHaveLength(1);
});

test('connections that are refused while others work are tried for ever more seldom', async () => {
  const { pool, server, clock, run } = poolOn({ min: 2, max: 5 });
  await pool.warm(1_000);
  server.open = false;
  let refused = 0;
  const stop = clock.now() + 10_000;
  while (clock.now() < stop) {
    // As deep as has the pool grow.
    for (const connection of server.live) {
      while (connection.sent.length > 6) await connection.answer();
    }
    for (let count = 0; count < 4; count += 1) void run('read', { resend: true });
    await clock.pass(10);
    refused += server.refuseAll(FULL);
    await settled();
  }
  expect(refused).toBeGreaterThan(2);
  expect(refused).toBeLessThan(15);
});

test('what was refused while others worked says nothing of the day they all break', async () => {
  const harness = poolOn({ min: 1, max: 2 });
  const { server, clock, run } = harness;
  await refusedOneMore(harness);
  await clock.pass(3_600_000);
  await server.made[0]?.break();
  const answer = watched(run('read', { resend: true }));
  // Longer than anybody's patience, but it is on its way.
  await clock.pass(LIMITS.waitMs + 1_000);
  expect(answer.value).toBeNull();
  server.asked.shift()?.accept();
  await settled();
  await server.live[0]?.answer();
  expect(answer.value).toMatchObject({ ok: true });
});

test.each([1, 2, 5])('after %i broke together it is tried for seconds, each round at once', async (min) => {
  const { pool, server, clock } = poolOn({ min, max: 5 });
  await pool.warm(1_000);
  await clock.pass(1_000);
  server.open = false;
  const begun = clock.now();
  for (const connection of server.live) await connection.break();
  const rounds: number[] = [];
  while (clock.now() - begun < 5_000) {
    const refused = server.refuseAll(new ConnectionFault('rejected', 'starting up', '57P03'));
    if (refused > 0) rounds.push(refused);
    await clock.pass(10);
  }
  expect(rounds).toEqual(Array(9).fill(min));
});

test('a server that lets in and sends away at once is tried as one that refuses, until somebody asks', async () => {
  const { pool, server, clock, run } = poolOn({ min: 2, max: 2 });
  await pool.warm(1_000);
  for (let ms = 0; ms < 20_000; ms += 10) {
    for (const connection of server.live) await connection.break();
    await clock.pass(10);
  }
  expect(server.made).toHaveLength(2 + 8 * 2);
  // Now it is well again.
  const answer = watched(run('read'));
  await settled();
  await server.live.find(({ sent }) => sent.length > 0)?.answer();
  expect(answer.value).toMatchObject({ ok: true });
  await clock.pass(1_000);
  for (const connection of server.live) await connection.break();
  expect(server.live).toHaveLength(2);
});

test('once the server is back, the pool grows with those who have waited', async () => {
  const { pool, server, clock, run } = poolOn({ min: 2, max: 5 });
  await pool.warm(1_000);
  server.open = false;
  for (const connection of server.live) await connection.break();
  for (let ms = 0; ms < 4_000; ms += 10) {
    if (ms % 500 === 0) void run('waits in vain', { resend: true });
    server.refuseAll(new ConnectionFault('broken', 'refused'));
    await clock.pass(10);
  }
  server.open = true;
  await clock.pass(500);
  expect(server.live).toHaveLength(2);
  for (let count = 0; count < 20; count += 1) void run(`statement ${count}`);
  await clock.pass(50);
  expect(server.live.length).toBeGreaterThan(2);
});

test('who waits for one more is not forgotten between two ever rarer attempts', async () => {
  const { pool, server, clock } = poolOn({ min: 1, max: 2 });
  await pool.warm(1_000);
  // The one there is, which a statement would have to wait for.
  const patient = { waitMs: 10_000, answerMs: 15_000 };
  server.open = false;
  await pool.lease(patient);
  const answer = watched(pool.run(query('waits'), patient));
  for (let ms = 0; ms < 4_000; ms += 10) {
    server.refuseAll(new ConnectionFault('broken', 'refused'));
    await clock.pass(10);
  }
  server.open = true;
  await clock.pass(5_000);
  await server.made.at(-1)?.answer();
  expect(answer.value).toMatchObject({ ok: true });
});

test('a wrong password for one more says nothing of those that work: who waits for them is not sent home', async () => {
  const { pool, server } = poolOn({ min: 2, max: 3 });
  await pool.warm(1_000);
  await settled();
  await pool.lease(LIMITS);
  server.open = false;
  const second = watchedLease(pool);
  const third = watchedLease(pool);
  await settled();
  server.refuseAll(new ConnectionFault('rejected', 'password authentication failed', '28P01'));
  await settled();
  expect([second.refused, third.refused]).toEqual([false, false]);
});

function watchedLease(pool: Pool): { refused: boolean } {
  const seen = { refused: false };
  pool.lease(LIMITS).catch(() => {
    seen.refused = true;
  });
  return seen;
}
