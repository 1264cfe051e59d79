// The order of the test files: those that take long begin first, so that nothing waits for one of them at the end; and
// those of them that wait for clocks and other programs stand between those that keep a processor busy. vitest
// remembers by itself how long each took, which a fresh clone cannot.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Of the others the largest first. `objects/connection-pool`, `ladder-end-to-end`, `worker`, `objects/courier` and
 * `objects/matchmaker` wait for clocks nearly all of their half a minute: two at a time stand beside those that are busiest.
 */
const LONG = [
  'test/objects/connection-pool',
  'test/dev/start',
  'test/ladder-end-to-end',
  'test/browser/playground',
  'test/browser/pages',
  'test/worker',
  'test/objects/courier',
  'test/browser/panel',
  'test/ladder-consistency',
  'test/dev/database',
  'test/objects/matchmaker',
  'test/web/pages',
  'test/dev/env-file',
  'test/postgres/contract',
  'test/seed/branches',
  'test/bench/main',
  'test/web/api/refusals',
  'test/postgres/tls',
  'test/postgres/websocket',
  'test/chess-end-to-end',
  'test/postgres/restart',
  'test/dev/run',
  'test/dev/hyperdrive-binding',
  'test/browser/chromium',
  'test/seed/order-of-events',
  'test/seed/command',
  'test/seed/seed',
  'test/commands/leaderboard',
  'test/commands/queue',
  'test/commands/setup',
  'test/commands/admin-seasons',
  'test/commands/admin-players',
  'test/dev/doctor',
  'test/web/operator/routes',
  'test/dev/delay-proxy',
  'test/migrations/migrate',
  'test/sql/outbox-cost',
  'test/sql/match-model',
  'test/sql/match-walk',
  'test/commands/match-buttons',
  'test/dev/websocket-proxy',
  'test/web/api/pages',
  'test/commands/history',
  'test/migrations/ledger',
  'test/seed/role',
  'test/sql/match-races',
  'test/dev/discord-server',
  'test/web/api/answers',
  'test/ladder/matchmaking',
  'test/objects/clock-tick',
  'test/round-trips',
  'test/web/api/reference',
  'test/sql/leaderboard-cost',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const turn = ({ moduleId }: TestSpecification) => {
      const place = LONG.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return place === -1 ? LONG.length : place;
    };
    return sorted.toSorted((one, other) => turn(one) - turn(other));
  }
}
