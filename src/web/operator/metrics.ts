// The figures as Prometheus reads them: its text format 0.0.4, names by its conventions (base units, totals that only
// grow). What counts since an object or an isolate began starts anew with the next one, as counters may.
import type { CommandFigures } from '../../interaction-figures.ts';
import type { StatusFigures } from './figures.ts';

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number, suffix?: string];

interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary';
  readonly help: string;
  readonly samples: readonly Sample[];
}

export function metricsText(figures: StatusFigures): string {
  const families = [
    ...buildFamilies(figures),
    ...interactionFamilies(figures),
    ...poolFamilies(figures),
    ...ladderFamilies(figures),
    ...courierFamilies(figures),
  ];
  return families
    .filter(({ samples }) => samples.length > 0)
    .map(familyText)
    .join('');
}

function buildFamilies({ version, faults }: StatusFigures): Family[] {
  const { deployment, schema } = version;
  return [
    gauge('build_info', 'What is running; always 1.', [[{ deployment: deployment ?? '', schema }, 1]]),
    gauge('status_faults', 'What the figures are asked of and did not answer.', [[{}, faults.length]]),
  ];
}

function interactionFamilies({ isolate }: StatusFigures): Family[] {
  const { commands, turnedAway } = isolate;
  const outcomes = commands.flatMap(({ command, answered, failed, refused, unknown }): Sample[] => [
    [{ command, outcome: 'ok' }, answered - failed - refused - unknown],
    [{ command, outcome: 'refused' }, refused],
    [{ command, outcome: 'failed' }, failed],
    [{ command, outcome: 'unknown' }, unknown],
  ]);
  return [
    counter('interactions', 'Interactions answered.', outcomes),
    counter(
      'interactions_deferred',
      'Interactions answered late, by an edit.',
      commands.map(({ command, deferred }) => [{ command }, deferred]),
    ),
    counter('requests_turned_away', 'Requests that were no interaction of Discord.', [[{}, turnedAway]]),
    {
      name: 'interaction_duration_seconds',
      type: 'histogram',
      help: 'From the first byte of an interaction to its answer.',
      samples: commands.flatMap(histogramSamples),
    },
  ];
}

function histogramSamples({ command, buckets }: CommandFigures): Sample[] {
  const { atMost, count, sumMs } = buckets;
  return [
    ...atMost.map(({ ms, count }): Sample => [{ command, le: String(ms / 1_000) }, count, '_bucket']),
    [{ command, le: '+Inf' }, count, '_bucket'],
    [{ command }, sumMs / 1_000, '_sum'],
    [{ command }, count, '_count'],
  ];
}

const POOL_COUNTERS = {
  made: ['connections_made', 'Connections made.'],
  refused: ['connections_refused', 'Connections that could not be made.'],
  borrowed: ['borrowed', 'Times that a connection was borrowed.'],
  returned: ['returned', 'Times that one was given back.'],
  broken: ['connections_broken', 'Connections that broke.'],
  closed: ['connections_closed', 'Connections closed.'],
  resent: ['statements_resent', 'Statements sent again on another connection.'],
  abandoned: ['statements_abandoned', 'Statements whose borrower gave up.'],
} as const;

function poolFamilies({ pools }: StatusFigures): Family[] {
  const counters = Object.entries(POOL_COUNTERS).map(([event, [name, help]]) =>
    counter(
      `pool_${name}`,
      help,
      pools.map(({ name: pool, counters }) => [{ pool }, counters[event as keyof typeof POOL_COUNTERS]]),
    ),
  );
  const states = ['open', 'connecting', 'leased'] as const;
  return [
    gauge(
      'pool_connections',
      'Connections to the database.',
      pools.flatMap(({ name: pool, connections }) =>
        states.map((state): Sample => [{ pool, state }, connections[state]]),
      ),
    ),
    gauge(
      'pool_in_flight',
      'Statements without an answer yet.',
      pools.map(({ name: pool, inFlight }) => [{ pool }, inFlight]),
    ),
    gauge(
      'pool_waiting',
      'Borrowers that wait for a connection.',
      pools.map(({ name: pool, waiting }) => [{ pool }, waiting]),
    ),
    ...counters,
    quantiles(
      'pool_round_trip_seconds',
      'From sending a statement to its answer, of the last ones.',
      'roundTripMs',
    ),
    quantiles('pool_waiting_seconds', 'Waiting for a connection, of the last borrowers.', 'waitingMs'),
  ];

  function quantiles(name: string, help: string, of: 'roundTripMs' | 'waitingMs'): Family {
    const samples = pools.flatMap(({ name: pool, [of]: found }): Sample[] =>
      found === null
        ? []
        : [
            [{ pool, quantile: '0.5' }, found.p50 / 1_000],
            [{ pool, quantile: '0.95' }, found.p95 / 1_000],
            [{ pool, quantile: '0.99' }, found.p99 / 1_000],
            [{ pool }, found.count, '_count'],
          ],
    );
    return { name, type: 'summary', help, samples };
  }
}

function ladderFamilies({ ladder }: StatusFigures): Family[] {
  if (ladder === null) return [];
  const { queue, matches, outbox, migrations } = ladder;
  return [
    gauge('queue_players', 'Players who wait for a match.', [[{}, queue.players]]),
    gauge('queue_longest_wait_seconds', 'Since the one joined who waits longest.', [
      [{}, queue.longestSeconds],
    ]),
    gauge(
      'matches_open',
      'Matches that are not over.',
      Object.entries(matches).map(([state, count]) => [{ state }, count]),
    ),
    gauge('outbox_messages', 'What is still to be said at Discord.', [[{}, outbox.messages]]),
    gauge('outbox_messages_due', 'What of it may be said now.', [[{}, outbox.due]]),
    gauge('outbox_oldest_due_seconds', 'Since the oldest of it is due.', [[{}, outbox.oldestSeconds]]),
    gauge('schema_info', 'The newest migration of the database; always 1.', [
      [{ version: migrations[0] ?? 'none' }, 1],
    ]),
  ];
}

function courierFamilies({ courier }: StatusFigures): Family[] {
  if (courier === null) return [];
  const { sent, later, givenUp, limits } = courier;
  return [
    counter('discord_deliveries', 'What became of what was to be said at Discord.', [
      [{ outcome: 'sent' }, sent],
      [{ outcome: 'later' }, later],
      [{ outcome: 'given_up' }, givenUp],
    ]),
    counter('discord_rate_limited', 'Answers of 429 from Discord.', [[{}, limits.refused]]),
    gauge(
      'discord_rate_limit_remaining',
      'What Discord lets go before the next reset, by its bucket.',
      limits.buckets.map(({ bucket, left }) => [{ bucket }, left]),
    ),
  ];
}

function counter(name: string, help: string, samples: readonly Sample[]): Family {
  return { name: `${name}_total`, type: 'counter', help, samples };
}

function gauge(name: string, help: string, samples: readonly Sample[]): Family {
  return { name, type: 'gauge', help, samples };
}

function familyText({ name, type, help, samples }: Family): string {
  const full = `edge_ladder_${name}`;
  const lines = samples.map(
    ([labels, value, suffix = '']) => `${full}${suffix}${labelsText(labels)} ${value}`,
  );
  return `# HELP ${full} ${help}\n# TYPE ${full} ${type}\n${lines.join('\n')}\n`;
}

function labelsText(labels: Labels): string {
  const all = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return all.length === 0 ? '' : `{${all.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
