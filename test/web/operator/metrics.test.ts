// The figures as Prometheus text: as its format is described, with the names and units that its conventions ask for.
import { expect, test } from 'vitest';
import { InteractionTally } from '../../../src/interaction-figures.ts';
import type { StatusFigures } from '../../../src/web/operator/figures.ts';
import { metricsText } from '../../../src/web/operator/metrics.ts';
import { readPrometheus } from './prometheus.ts';

const tally = new InteractionTally();
for (const totalMs of [3, 30, 300, 12_000]) {
  tally.add({ command: '/profile', outcome: 'ok', deferred: totalMs > 2_000, totalMs });
}
tally.add({ command: '/queue', outcome: 'refused: banned', deferred: false, totalMs: 8 });
tally.add({ command: 'odd "name"\\\n', outcome: 'failed', deferred: false, totalMs: 8 });
tally.add({ command: 'unknown (7)', outcome: 'unknown', deferred: false, totalMs: 1 });
tally.turnAway();

const counters = {
  made: 3,
  refused: 1,
  borrowed: 9,
  returned: 8,
  broken: 2,
  closed: 0,
  resent: 4,
  abandoned: 5,
};
const full: StatusFigures = {
  at: '2026-11-25T12:00:00.000Z',
  version: { deployment: 'abc', deployedAt: null, schema: '20261125150100' },
  route: 'pool',
  pools: [
    {
      name: 'pool-0',
      connections: { open: 2, connecting: 1, leased: 0, min: 2, max: 5 },
      inFlight: 7,
      waiting: 1,
      counters,
      waitingMs: null,
      roundTripMs: { count: 20, p50: 40, p95: 45, p99: 50 },
      lastRefusal: null,
    },
  ],
  isolate: tally.figures(),
  ladder: {
    season: 'Season 1',
    queue: { players: 4, longestSeconds: 90 },
    matches: { proposed: 1, live: 2, disputed: 3 },
    outbox: { messages: 6, due: 5, oldestSeconds: 12, tried: 1 },
    migrations: ['20261125150100'],
  },
  courier: {
    sent: 10,
    later: 1,
    givenUp: 2,
    failures: 0,
    draining: false,
    limits: {
      refused: 1,
      global: { used: 3, limit: 50 },
      buckets: [{ bucket: 'b1', routes: ['POST /x'], limit: 5, left: 4, underWay: 1, resetInMs: 900 }],
    },
  },
  faults: [],
};

const families = readPrometheus(metricsText(full));

function samples(name: string) {
  return families.find((one) => one.name === `edge_ladder_${name}`)?.samples ?? [];
}

/** By its name without the prefix, and its labels. */
function value(name: string, labels: Readonly<Record<string, string>> = {}): number | undefined {
  return families
    .flatMap((family) => family.samples)
    .find(
      (one) => one.name === `edge_ladder_${name}` && JSON.stringify(one.labels) === JSON.stringify(labels),
    )?.value;
}

test('names follow the conventions: one prefix, base units, totals that say so, each with its help', () => {
  expect(families.length).toBeGreaterThan(20);
  for (const { name, type, help } of families) {
    expect(name).toMatch(/^edge_ladder_[a-z][a-z0-9_]*$/);
    expect(name).not.toMatch(/_(ms|milliseconds|minutes|count|sum|bucket)$/);
    expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
    expect(help).toMatch(/^[A-Z].*\.$/);
  }
});

test('interactions by command and outcome, as many in all as were answered', () => {
  expect(value('interactions_total', { command: '/profile', outcome: 'ok' })).toBe(4);
  expect(value('interactions_total', { command: '/queue', outcome: 'refused' })).toBe(1);
  expect(samples('interactions_total').reduce((sum, one) => sum + one.value, 0)).toBe(7);
  expect(value('interactions_total', { command: 'unknown (7)', outcome: 'ok' })).toBe(0);
  expect(value('interactions_total', { command: 'unknown (7)', outcome: 'unknown' })).toBe(1);
  expect(value('interactions_deferred_total', { command: '/profile' })).toBe(1);
  expect(value('requests_turned_away_total')).toBe(1);
});

test('durations are a histogram in seconds, whose buckets hold those below', () => {
  const bucket = (le: string) => value('interaction_duration_seconds_bucket', { command: '/profile', le });
  expect(['0.005', '0.025', '0.05', '0.5', '10', '+Inf'].map(bucket)).toEqual([1, 1, 2, 3, 3, 4]);
  expect(value('interaction_duration_seconds_sum', { command: '/profile' })).toBe(12.333);
  expect(value('interaction_duration_seconds_count', { command: '/queue' })).toBe(1);
});

test('what a name may hold is escaped', () => {
  expect(value('interactions_total', { command: 'odd "name"\\\n', outcome: 'failed' })).toBe(1);
});

test('pool, ladder and Discord', () => {
  expect(value('pool_connections', { pool: 'pool-0', state: 'connecting' })).toBe(1);
  expect(value('pool_borrowed_total', { pool: 'pool-0' })).toBe(9);
  expect(value('pool_round_trip_seconds', { pool: 'pool-0', quantile: '0.95' })).toBe(0.045);
  expect(value('queue_players')).toBe(4);
  expect(samples('matches_open').map((one) => one.value)).toEqual([1, 2, 3]);
  expect(value('outbox_oldest_due_seconds')).toBe(12);
  expect(value('discord_deliveries_total', { outcome: 'given_up' })).toBe(2);
  expect(value('discord_rate_limit_remaining', { bucket: 'b1' })).toBe(4);
  expect(value('schema_info', { version: '20261125150100' })).toBe(1);
});

test('what could not be had is left out, and said', () => {
  const less = readPrometheus(
    metricsText({ ...full, ladder: null, courier: null, faults: ['the database'] }),
  );
  expect(less.find(({ name }) => name.includes('queue'))).toBeUndefined();
  expect(less.find(({ name }) => name === 'edge_ladder_status_faults')?.samples[0]?.value).toBe(1);
});
