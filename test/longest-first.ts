// The order of the test files: those that take long begin first, so that nothing waits for one of them at the end; and
// those of them that wait for clocks and other programs stand between those that keep a processor busy. vitest
// remembers by itself how long each took, which a fresh clone cannot.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * `objects/connection-pool`, `ladder-end-to-end`, `worker`, `objects/courier` and `objects/matchmaker` wait for clocks nearly
 * all of their half a minute, and `web/pages`, `postgres/contract`, `web/api/refusals`, `chess-end-to-end`, `postgres/tls`,
 * `postgres/websocket`, `dev/run` and `postgres/restart` half of their seconds: two at a time stand beside those that are
 * busiest. Of the others the largest first.
 */
const LONG = [
  'test/objects/connection-pool',
  'test/dev/start',
  'test/browser/playground',
  'test/browser/pages',
  'test/ladder-end-to-end',
  'test/ladder-consistency',
  'test/dev/database',
  'test/worker',
  'test/dev/env-file',
  'test/bench/main',
  'test/seed/branches',
  'test/commands/setup',
  'test/objects/courier',
  'test/commands/admin-seasons',
  'test/commands/queue',
  'test/seed/command',
  'test/web/pages',
  'test/objects/matchmaker',
  'test/dev/hyperdrive-binding',
  'test/commands/leaderboard',
  'test/sql/match-model',
  'test/browser/panel',
  'test/seed/seed',
  'test/commands/admin-players',
  'test/postgres/contract',
  'test/seed/order-of-events',
  'test/sql/match-races',
  'test/web/api/refusals',
  'test/ladder/matchmaking',
  'test/dev/doctor',
  'test/chess-end-to-end',
  'test/sql/outbox-cost',
  'test/postgres/tls',
  'test/commands/chess',
  'test/dev/run',
  'test/postgres/websocket',
  'test/commands/versus',
  'test/postgres/restart',
  'test/browser/chromium',
  'test/dev/websocket-proxy',
  'test/dev/delay-proxy',
  'test/web/operator/routes',
  'test/migrations/migrate',
  'test/sql/match-walk',
  'test/commands/match-buttons',
  'test/web/api/pages',
  'test/commands/history',
  'test/migrations/ledger',
  'test/seed/role',
  'test/dev/discord-server',
  'test/web/api/answers',
  'test/objects/clock-tick',
  'test/round-trips',
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
