// One connection for one borrower, given back exactly once.
import { expect, test } from 'vitest';
import { LIMITS, poolOn, query, refusedOneMore, watched } from './pool-harness.ts';
import { FULL, settled } from './scripted-connection.ts';

test('a leased connection carries nobody else’s statements', async () => {
  const { pool, server, run } = poolOn({ min: 2, max: 2 });
  await pool.warm(1_000);
  const lease = await pool.lease(LIMITS);
  for (let count = 0; count < 4; count += 1) void run(`statement ${count}`);
  await settled();
  expect(server.made.map(({ sent }) => sent.length).sort()).toEqual([0, 4]);
  void lease.run(query('of the borrower'));
  expect(server.made.map(({ sent }) => sent.length).sort()).toEqual([1, 4]);
  expect(pool.figures().connections.leased).toBe(1);
});

test('statements keep a lane: the last one is not leased', async () => {
  const { pool, clock } = poolOn({ min: 2, max: 2 });
  await pool.warm(1_000);
  await pool.lease(LIMITS);
  const second = pool.lease(LIMITS).catch((fault: unknown) => fault);
  await clock.pass(LIMITS.waitMs);
  expect(await second).toMatchObject({ reason: 'deadline' });
});

test('a borrower waits until a lane is empty, and the lane takes no more meanwhile', async () => {
  const { pool, server, run } = poolOn({ min: 2, max: 2 });
  await pool.warm(1_000);
  for (let count = 0; count < 4; count += 1) void run(`statement ${count}`);
  await settled();
  let lent = false;
  void pool.lease(LIMITS).then(() => {
    lent = true;
  });
  await settled();
  for (let count = 0; count < 4; count += 1) void run(`later ${count}`);
  await settled();
  expect(server.made.map(({ sent }) => sent.length).sort()).toEqual([2, 6]);
  const draining = server.made.find(({ sent }) => sent.length === 2);
  await draining?.answer();
  expect(lent).toBe(false);
  await draining?.answer();
  expect(lent).toBe(true);
});

test('however many wait for a lease, one lane at a time is emptied for them', async () => {
  const { pool, server, run } = poolOn({ min: 2, max: 2 });
  await pool.warm(1_000);
  for (let count = 0; count < 4; count += 1) void run(`statement ${count}`);
  await settled();
  void pool.lease(LIMITS).catch(() => {});
  await settled();
  for (const connection of server.made) {
    // The lane that is not being emptied becomes the emptier one.
    if (connection !== server.made[0]) await connection.answer();
  }
  void pool.lease(LIMITS).catch(() => {});
  const statement = watched(run('not kept waiting'));
  await settled();
  while (server.made[1]?.sent.length) await server.made[1].answer();
  while (server.made[0]?.sent.length) await server.made[0].answer();
  expect(statement.value).toMatchObject({ ok: true, cost: { cold: false } });
});

test('the lane that is emptied for a borrower is one that answers', async () => {
  const { pool, server, run, clock } = poolOn({ min: 2, max: 2 });
  await pool.warm(1_000);
  void run('stuck');
  await settled();
  const stuck = server.made.find(({ sent }) => sent.length === 1);
  const alive = server.made.find(({ sent }) => sent.length === 0);
  await clock.pass(1_500);
  void run('one');
  void run('two');
  await settled();
  let lent = false;
  void pool.lease(LIMITS).then(() => {
    lent = true;
  });
  await settled();
  await alive?.answer();
  await alive?.answer();
  expect(stuck?.sent).toHaveLength(1);
  expect(lent).toBe(true);
});

test('what comes back with a statement still in flight is not lent again', async () => {
  const { pool, server } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const lease = await pool.lease(LIMITS);
  void lease.run(query('begin')).catch(() => {});
  const released = lease.release();
  await settled();
  const [connection] = server.made;
  await connection?.answer();
  if (connection) connection.transaction = true;
  await connection?.answer();
  await released;
  expect(connection?.ended).toBe('destroyed');
});

test('who gave up waiting leaves the lane to the statements', async () => {
  const { pool, server, run, clock } = poolOn({ min: 2, max: 2 });
  await pool.warm(1_000);
  for (let count = 0; count < 4; count += 1) void run(`statement ${count}`);
  await settled();
  const refused = pool.lease({ ...LIMITS, waitMs: 100 }).catch(() => 'refused');
  await clock.pass(100);
  expect(await refused).toBe('refused');
  for (let count = 0; count < 4; count += 1) void run(`later ${count}`);
  await settled();
  expect(server.made.map(({ sent }) => sent.length)).toEqual([4, 4]);
});

test('given back in time, it outlives the deadline of who had it', async () => {
  const { pool, server, clock } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  await (await pool.lease(LIMITS)).release();
  const next = await pool.lease({ ...LIMITS, answerMs: 2 * LIMITS.answerMs });
  await clock.pass(LIMITS.answerMs);
  expect(server.made).toHaveLength(1);
  expect(server.live).toHaveLength(1);
  await next.release();
});

test('given back, it is a lane again; given back twice is an error', async () => {
  const { pool, balanced } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const lease = await pool.lease(LIMITS);
  expect(balanced()).toBe(false);
  await lease.release();
  expect(balanced()).toBe(true);
  await expect(lease.release()).rejects.toThrow('returned twice');
  await expect(lease.run(query('too late'))).rejects.toThrow('returned');
  expect(pool.figures().connections).toMatchObject({ open: 1, leased: 0 });
});

test('a transaction left open is rolled back before anyone else gets the connection', async () => {
  const { pool, server, run } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const lease = await pool.lease(LIMITS);
  const [connection] = server.made;
  if (!connection) throw new Error('no connection');
  connection.transaction = true;
  const released = lease.release();
  const next = watched(run('next'));
  await settled();
  expect(connection.sent.map(({ query: { text } }) => text)).toEqual(['rollback']);
  connection.transaction = false;
  await connection.answer();
  await released;
  await connection.answer();
  expect(next.value).toMatchObject({ ok: true });
});

test('a transaction that cannot be ended ends with its connection', async () => {
  const { pool, server, clock } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  await clock.pass(1_000);
  const lease = await pool.lease(LIMITS);
  const [connection] = server.made;
  if (!connection) throw new Error('no connection');
  connection.transaction = true;
  const released = lease.release();
  await settled();
  await connection.answer(); // it says yes, and is still in a transaction
  await released;
  expect(connection.ended).toBe('destroyed');
  expect(server.live).toHaveLength(1);
});

test('a borrower that keeps it past the deadline loses it', async () => {
  const { pool, server, clock } = poolOn({ min: 1, max: 1 });
  await pool.warm(1_000);
  const lease = await pool.lease(LIMITS);
  const statement = lease.run(query('endless')).catch((error: Error) => error.name);
  await clock.pass(LIMITS.answerMs);
  expect(await statement).toBe('ConnectionFault');
  expect(server.made[0]?.ended).toBe('destroyed');
  expect(server.live).toHaveLength(1);
  await lease.release();
  expect(pool.figures().connections.leased).toBe(0);
});

test('who waits for a lease is served when a lane falls idle, where no other can be made', async () => {
  const { pool, server, run } = poolOn({ min: 2, max: 5 });
  await pool.warm(1_000);
  server.open = false;
  for (let count = 0; count < 2; count += 1) void run(`statement ${count}`);
  await settled();
  let lent = false;
  void pool.lease(LIMITS).then(() => {
    lent = true;
  });
  await settled();
  server.refuseAll(FULL);
  await settled();
  for (const connection of server.live) await connection.answer();
  expect(lent).toBe(true);
});

test('who gives back to a pool that was closed meanwhile ends the connection', async () => {
  const { pool, server } = poolOn({ min: 2, max: 2 });
  await pool.warm(1_000);
  const lease = await pool.lease(LIMITS);
  pool.close();
  await settled();
  expect(server.live).toHaveLength(1);
  await lease.release();
  expect(server.live).toHaveLength(0);
});

test('an idle lane is lent though the server has just refused one more', async () => {
  const harness = poolOn({ min: 1, max: 5 });
  const { pool } = harness;
  await refusedOneMore(harness);
  let lent = false;
  void pool.lease(LIMITS).then(() => {
    lent = true;
  });
  await settled();
  expect(lent).toBe(true);
});
