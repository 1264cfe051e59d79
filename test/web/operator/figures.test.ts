// The figures when something they are asked of gives no answer: the rest is told all the same, and soon.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { scEvo } from '../../../src/games/sc-evo.ts';
import { InteractionTally } from '../../../src/interaction-figures.ts';
import { statusFigures } from '../../../src/web/operator/figures.ts';

const never = () => new Promise<never>(() => {});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('pool, courier and database are each waited for no longer than the panel waits', async () => {
  const told = statusFigures(
    {
      game: scEvo,
      development: true,
      now: () => 0,
      log: { debugging: false, write: () => {} },
      run: never,
      told: (error) => ({ error: String(error) }),
    },
    {
      route: 'pool',
      deployment: null,
      pools: () => [{ name: 'pool-0', figures: never }],
      isolate: () => new InteractionTally().figures(),
      courier: never,
    },
  );
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await told).toMatchObject({
    pools: [],
    ladder: null,
    courier: null,
    isolate: { answered: 0 },
    faults: ['the pool pool-0', 'the database', 'the courier'],
  });
});
