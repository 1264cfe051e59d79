// The goals, each with what was measured for it. A goal whose part was not run is left out; one that was missed is
// said to be missed.
import { type Figures, loadOf } from './figures.ts';
import { median } from './latencies.ts';

export interface Goal {
  readonly name: string;
  readonly measured: number;
  readonly limit: number;
  /** Whether the limit is the most or the least. */
  readonly is: 'at most' | 'at least';
  readonly unit: string;
}

const KIB = 1_024;

export function reached({ measured, limit, is }: Goal): boolean {
  return is === 'at most' ? measured <= limit : measured >= limit;
}

export function goalsOf(figures: Figures): readonly Goal[] {
  return [
    ...wayGoals(figures),
    ...growthGoals(figures),
    ...overheadGoals(figures),
    ...matchingGoals(figures),
    ...pictureGoals(figures),
    ...bundleGoals(figures),
  ];
}

function wayGoals({ ways }: Figures): Goal[] {
  const cold = loadOf(ways, 'cold-per-query', 1);
  const classic = loadOf(ways, 'classic-pool', 50);
  const own = (['tcp', 'websocket'] as const).flatMap((name) => {
    const by = name === 'tcp' ? 'TCP' : 'WebSocket';
    const [alone, fifty, crowd] = [1, 50, 200].map((atOnce) => loadOf(ways, name, atOnce));
    return [
      goal(`/profile over ${by} alone, median`, alone?.p50Trips, 'at most', 1.1, 'round trips'),
      goal(`/profile over ${by} alone, p99`, alone?.p99Trips, 'at most', 1.5, 'round trips'),
      goal(
        `/profile over ${by} alone, against a cold connection per query`,
        cold && alone && cold.p50 / alone.p50,
        'at least',
        10,
        'times faster',
      ),
      goal(`50 at once over ${by}, median`, fifty?.p50Trips, 'at most', 1.25, 'round trips'),
      goal(
        `50 at once over ${by}, against the classic pool`,
        classic && fifty && fifty.perSecond / classic.perSecond,
        'at least',
        8,
        'times its throughput',
      ),
      goal(`200 at once over ${by}, median`, crowd?.p50Trips, 'at most', 3, 'round trips'),
    ];
  });
  return own.flat();
}

function growthGoals({ growth }: Figures): Goal[] {
  return (growth?.commands ?? []).flatMap(({ name, linked }) =>
    goal(`${name}: 1,000,000 players against 1,000`, linked.ratio, 'at most', 1.2, 'times the median'),
  );
}

// Within each round, and the median of those: rounds differ by half on a shared machine, their two halves by little.
function overheadGoals({ overhead }: Figures): Goal[] {
  const [own, ...others] = overhead?.contenders ?? [];
  const shares = others.map(({ rounds }) =>
    median(rounds.map((perSecond, round) => (own?.rounds[round] ?? 0) / perSecond)),
  );
  return goal(
    '/help, 50 at once, against the faster library',
    own && Math.min(...shares),
    'at least',
    1,
    'times its throughput',
  );
}

function matchingGoals({ matching }: Figures): Goal[] {
  return (matching?.shapes ?? []).flatMap(({ name, fewMs, manyMs, missingPairs, excessPercent }) => [
    ...goal(`a wave of 200, exact; ${name}`, fewMs, 'at most', 50, 'ms of processor time'),
    ...goal(`a wave of 10,000; ${name}`, manyMs, 'at most', 1_000, 'ms of processor time'),
    ...goal(`windows of 3,000, pairs missing; ${name}`, missingPairs, 'at most', 0, 'pairs'),
    ...goal(`windows of 3,000, cost above exact; ${name}`, excessPercent, 'at most', 2, '%'),
  ]);
}

function pictureGoals({ ratingPicture }: Figures): Goal[] {
  return (ratingPicture?.shapes ?? []).flatMap(({ name, ms }) =>
    goal(`a rating picture: ${name}`, ms, 'at most', 15, 'ms of processor time'),
  );
}

function bundleGoals({ bundle }: Figures): Goal[] {
  return goal('the Worker, gzipped', bundle && bundle.gzipBytes / KIB, 'at most', 200, 'KiB');
}

function goal(
  name: string,
  measured: number | undefined,
  is: Goal['is'],
  limit: number,
  unit: string,
): Goal[] {
  return measured === undefined ? [] : [{ name, measured, is, limit, unit }];
}
