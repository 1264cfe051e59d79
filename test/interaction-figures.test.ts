// What is counted of interactions, by command; and that old names cannot fill an isolate's memory.
import { expect, test } from 'vitest';
import { courierPoint, interactionPoint, ladderPoint, poolPoint } from '../src/analytics.ts';
import { InteractionTally } from '../src/interaction-figures.ts';
import { PoolTally } from '../src/postgres/pool-figures.ts';

const answered = { command: '/profile', outcome: 'ok', deferred: false, totalMs: 10 };

test('by command, the busiest first, and in all', () => {
  const tally = new InteractionTally();
  tally.add({ ...answered, command: '/queue', outcome: 'refused: banned' });
  for (const totalMs of [10, 20, 20, 3_000]) tally.add({ ...answered, deferred: totalMs > 2_000, totalMs });
  tally.add({ ...answered, command: '/queue', outcome: 'failed' });
  tally.add({ ...answered, command: '/queue', outcome: 'unknown' });
  const { commands, ...all } = tally.figures();
  expect(all).toMatchObject({ answered: 7, deferred: 1, failed: 1, refused: 1, unknown: 1, turnedAway: 0 });
  expect(commands.map(({ buckets: _, ...rest }) => rest)).toEqual([
    {
      command: '/profile',
      answered: 4,
      deferred: 1,
      failed: 0,
      refused: 0,
      unknown: 0,
      totalMs: { count: 4, p50: 20, p95: 3_000, p99: 3_000 },
    },
    {
      command: '/queue',
      answered: 3,
      deferred: 0,
      failed: 1,
      refused: 1,
      unknown: 1,
      totalMs: { count: 3, p50: 10, p95: 10, p99: 10 },
    },
  ]);
});

test('names without end are counted together', () => {
  const tally = new InteractionTally();
  for (let number = 0; number < 1_000; number += 1) tally.add({ ...answered, command: `made-up:${number}` });
  const { commands } = tally.figures();
  expect(commands.length).toBeLessThan(250);
  expect(commands.reduce((sum, one) => sum + one.answered, 0)).toBe(1_000);
  expect(commands[0]).toMatchObject({ command: 'others' });
});

test('and so are names that are longer than any may be', () => {
  const tally = new InteractionTally();
  for (const length of [100, 101, 5_000]) tally.add({ ...answered, command: 'x'.repeat(length) });
  expect(tally.figures().commands.map(({ command }) => command)).toEqual(['others', 'x'.repeat(100)]);
});

// Cloudflare's limits of a data point, as its documentation names them.
test.each([
  interactionPoint({ ...answered, command: `/${'x'.repeat(300)}` }, 'command', {
    databaseMs: 1,
    waitingMs: 2,
    roundTrips: 3,
    cold: true,
  }),
  poolPoint('pool-0', {
    connections: { open: 1, connecting: 0, leased: 0, min: 1, max: 5 },
    inFlight: 0,
    waiting: 0,
    counters: new PoolTally(() => {}).counters,
    waitingMs: null,
    roundTripMs: null,
    lastRefusal: null,
  }),
  ladderPoint({
    season: null,
    queue: { players: 1, longestSeconds: 2 },
    matches: { proposed: 3, live: 4, disputed: 5 },
    outbox: { messages: 6, due: 7, oldestSeconds: 8, tried: 9 },
    migrations: [],
  }),
  courierPoint({
    sent: 1,
    later: 2,
    givenUp: 3,
    failures: 0,
    draining: false,
    limits: { refused: 4, global: { used: 5, limit: 50 }, buckets: [] },
  }),
])('a data point is one that Analytics Engine takes', ({ indexes, blobs, doubles }) => {
  expect(indexes).toHaveLength(1);
  expect(Buffer.byteLength(indexes[0])).toBeLessThanOrEqual(96);
  expect(blobs.length).toBeLessThanOrEqual(20);
  expect(Buffer.byteLength(blobs.join(''))).toBeLessThanOrEqual(16 * 1024);
  expect(doubles.length).toBeLessThanOrEqual(20);
  expect(doubles.every(Number.isFinite)).toBe(true);
});

test('the courier’s point has what docs/operations.md says, in its order', () => {
  const limits = { refused: 4, global: { used: 5, limit: 50 }, buckets: [] };
  const point = courierPoint({ sent: 1, later: 2, givenUp: 3, failures: 9, draining: true, limits });
  expect(point).toEqual({ indexes: ['courier'], blobs: ['courier'], doubles: [1, 2, 3, 4, 5, 50] });
});
