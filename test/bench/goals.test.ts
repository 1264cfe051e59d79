// What the bench says of its goals: the limit itself is reached, and a part that was not run says nothing.
import { expect, test } from 'vitest';
import { goalsOf, reached } from '../../bench/goals.ts';
import type { MeasuredLoad, MeasuredWay, WayName } from '../../bench/ways.ts';

const machine = { cores: 2, memoryGiB: 4, platform: 'linux x64', node: '24.0.0', loadBefore: 0 };
const figures = { measuredAt: '2026-11-23T00:00:00Z', machine };

function load(atOnce: number, p50: number, perSecond: number): MeasuredLoad {
  const times = { count: 100, p50, p99: p50, p50Trips: p50 / 40, p99Trips: p50 / 40 };
  return { atOnce, roundTripMs: 40, ...times, perSecond, generatorShare: 0, usage: null };
}

function way(name: WayName, ...loads: MeasuredLoad[]): MeasuredWay {
  return { name, title: name, loads };
}

test.each([
  { is: 'at most', limit: 3, measured: 3, expected: true },
  { is: 'at most', limit: 3, measured: 3.01, expected: false },
  { is: 'at least', limit: 8, measured: 8, expected: true },
  { is: 'at least', limit: 8, measured: 7.99, expected: false },
] as const)('$is $limit, measured $measured: $expected', ({ expected, ...goal }) => {
  expect(reached({ name: 'a goal', unit: 'times', ...goal })).toBe(expected);
});

test('nothing measured, nothing said', () => {
  expect(goalsOf(figures)).toEqual([]);
});

test('a way is compared with the ways it is to beat', () => {
  const ways = [
    way('cold-per-query', load(1, 600, 2)),
    way('classic-pool', load(50, 440, 110)),
    way('tcp', load(1, 43, 23), load(50, 48, 990), load(200, 160, 1_200)),
  ];
  const said = goalsOf({ ...figures, ways }).map((goal) => [goal.name, goal.measured, reached(goal)]);
  expect(said).toEqual([
    ['/profile over TCP alone, median', 1.075, true],
    ['/profile over TCP alone, p99', 1.075, true],
    ['/profile over TCP alone, against a cold connection per query', 600 / 43, true],
    ['50 at once over TCP, median', 1.2, true],
    ['50 at once over TCP, against the classic pool', 9, true],
    ['200 at once over TCP, median', 4, false],
  ]);
});

test('/help is held against the faster of the others, within each round', () => {
  const contender = { p50: 20, processorMs: null };
  // The machine is slow in the second round, and quick in the third.
  const contenders = [
    { ...contender, name: 'edge-ladder' as const, title: 'Edge Ladder', rounds: [2_700, 1_400, 3_200] },
    {
      ...contender,
      name: 'help-discord-hono' as const,
      title: 'discord-hono',
      rounds: [3_000, 1_400, 4_000],
    },
    {
      ...contender,
      name: 'help-slash-create' as const,
      title: 'slash-create',
      rounds: [2_500, 1_300, 3_000],
    },
  ].map((each) => ({ ...each, perSecond: each.rounds[0] ?? 0 }));
  const [goal] = goalsOf({ ...figures, overhead: { contenders } });
  expect(goal).toMatchObject({ measured: 0.9, is: 'at least', limit: 1 });
});
