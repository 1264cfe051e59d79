// Waiting for a connection or an answer ends, one way or the other.
import { expect, test } from 'vitest';
import { ConnectionFault } from '../../src/postgres/connection.ts';
import { LIMITS, poolOn, query, watched } from './pool-harness.ts';
import { settled } from './scripted-connection.ts';

test('no connection within the waiting time is a deadline, and nothing was sent', async () => {
  const { run, pool, clock, server } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  await pool.lease(LIMITS);
  const answer = watched(run('late'));
  await clock.pass(LIMITS.waitMs - 1);
  expect(answer.value).toBeNull();
  await clock.pass(1);
  expect(answer.value).toMatchObject({
    ok: false,
    fault: { reason: 'deadline', statement: 'late' },
    cost: { roundTrips: 0 },
  });
  expect(server.made[0]?.sent).toEqual([]);
});

test('while a connection is still being made, a borrower waits on: a late reply is better than none', async () => {
  const { run, clock, server } = poolOn({ min: 1, max: 1, open: false });
  const answer = watched(run('patient'));
  await clock.pass(LIMITS.waitMs + 3_000);
  expect(answer.value).toBeNull();
  const connection = server.asked[0]?.accept();
  await settled();
  await connection?.answer();
  expect(answer.value).toMatchObject({ ok: true, cost: { cold: true, waitingMs: LIMITS.waitMs + 3_000 } });
});

test('but not longer than until its answer is due', async () => {
  const { run, clock } = poolOn({ min: 1, max: 1, open: false });
  const answer = watched(run('patient'));
  await clock.pass(LIMITS.answerMs);
  expect(answer.value).toMatchObject({ ok: false, fault: { reason: 'deadline' } });
});

test('waits are measured whether they are in vain or not', async () => {
  const { pool, clock, run } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const lease = await pool.lease(LIMITS);
  void run('in vain');
  await clock.pass(LIMITS.waitMs);
  await lease.release();
  expect(pool.figures().waitingMs).toMatchObject({ count: 2, p99: LIMITS.waitMs });
});

test('an answer that does not come in time is a deadline; the lane, silent, is ended and replaced', async () => {
  const { run, clock, pool, server } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const answer = watched(run('slow'));
  await clock.pass(LIMITS.answerMs);
  expect(answer.value).toMatchObject({ ok: false, fault: { reason: 'deadline', statement: 'slow' } });
  expect(server.made[0]?.ended).toBe('destroyed');
  expect(server.live).toHaveLength(1);
  expect(pool.figures().counters).toMatchObject({ abandoned: 1, broken: 1 });
});

test('an answer that is late on a lane which still answers leaves the lane alone', async () => {
  const { pool, clock, server, run } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  void run('before');
  const answer = watched(pool.run(query('slow'), { waitMs: 100, answerMs: 1_500 }));
  await clock.pass(1_400);
  await server.made[0]?.answer();
  await clock.pass(100);
  expect(answer.value).toMatchObject({ ok: false, fault: { reason: 'deadline' } });
  expect(server.made[0]?.ended).toBeNull();
  await server.made[0]?.answer();
  expect(pool.figures()).toMatchObject({ inFlight: 0, counters: { borrowed: 3, returned: 3 } });
});

test('a server that cannot be reached yet is tried again while somebody waits', async () => {
  const { run, clock, server } = poolOn({ min: 1, max: 1, open: false });
  const answer = watched(run('patient'));
  await settled();
  server.asked.shift()?.refuse(new ConnectionFault('broken', 'connection refused'));
  await clock.pass(60);
  const connection = server.asked.shift()?.accept();
  await settled();
  await connection?.answer();
  expect(answer.value).toMatchObject({ ok: true });
});

test('in vain, the cause of the last attempt is told', async () => {
  const { run, clock, server } = poolOn({ min: 1, max: 1, open: false });
  const answer = watched(run('patient'));
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await clock.pass(100);
    server.asked.shift()?.refuse(new ConnectionFault('broken', 'connection refused'));
  }
  expect(answer.value).toMatchObject({
    ok: false,
    fault: { reason: 'unreachable', message: 'connection refused' },
  });
});

test('a password that is wrong is told at once', async () => {
  const { run, server, clock } = poolOn({ min: 1, max: 1, open: false });
  const answer = watched(run('hasty'));
  await settled();
  const asked = clock.now();
  server.asked.shift()?.refuse(new ConnectionFault('rejected', 'password authentication failed', '28P01'));
  await settled();
  expect(answer.value).toMatchObject({ ok: false, fault: { reason: 'unreachable', sqlstate: '28P01' } });
  expect(clock.now()).toBe(asked);
});

test('attempts end some time after the last borrower has gone', async () => {
  const { run, clock, server } = poolOn({ min: 1, max: 1, open: false });
  void run('gone');
  let attempts = 0;
  for (let step = 0; step < 200; step += 1) {
    await clock.pass(100);
    const asked = server.asked.shift();
    if (asked) attempts += 1;
    asked?.refuse(new ConnectionFault('broken', 'connection refused'));
  }
  expect(attempts).toBeLessThan(20);
  expect(clock.pending).toBe(0);
});

test('a closed pool refuses who waits and who comes', async () => {
  const { pool, run } = poolOn({ open: false });
  const waiting = watched(run('waiting'));
  await settled();
  await pool.close();
  await settled();
  expect(waiting.value).toMatchObject({ ok: false, fault: { reason: 'unreachable' } });
  expect(await run('late')).toMatchObject({ ok: false, fault: { reason: 'unreachable' } });
});

test('who waits when the pool is closed, or comes later, hears just that, whatever was refused before', async () => {
  const { pool, server, run } = poolOn({ min: 1, max: 1, open: false });
  const waiting = watched(run('waits'));
  await settled();
  server.asked.shift()?.refuse(new ConnectionFault('broken', 'refused'));
  await settled();
  pool.close();
  const late = watched(run('late'));
  await settled();
  const told = { ok: false, fault: { reason: 'unreachable', message: 'the pool is closed' } };
  expect([waiting.value, late.value]).toMatchObject([told, told]);
});
