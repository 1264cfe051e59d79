// The order of the test files: those that take long begin first, so that nothing waits for one of them at the end; and
// those of them that wait for clocks and other programs stand between those that keep a processor busy. vitest
// remembers by itself how long each took, which a fresh clone cannot.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * `objects/connection-pool`, `objects/matchmaker`, `ladder-end-to-end`, `worker` and `objects/courier` wait for clocks nearly
 * all of their half a minute: one stands beside the busiest, which come first, and then each begins about as one before it
 * ends. `web/pages`, `postgres/contract`, `web/api/refusals`, `dev/run`, `chess-end-to-end`, `postgres/websocket`,
 * `postgres/tcp`, `postgres/tls`, `dev/delay-proxy` and `postgres/restart` wait for half of their seconds, and are strewn
 * among the others, of which the largest come first.
 */
const LONG = [
  'test/objects/connection-pool',
  'test/dev/start',
  'test/browser/browser',
  'test/dev/database',
  'test/ladder-consistency',
  'test/objects/matchmaker',
  'test/commands/staff',
  'test/ladder-end-to-end',
  'test/dev/env-file',
  'test/bench/main',
  'test/seed/branches',
  'test/commands/reading',
  'test/commands/setup',
  'test/commands/admin-seasons',
  'test/dev/hyperdrive-binding',
  'test/sql/match-races',
  'test/worker',
  'test/seed/command',
  'test/web/pages',
  'test/commands/queue',
  'test/postgres/contract',
  'test/ladder/matchmaking',
  'test/sql/match-model',
  'test/dev/run',
  'test/round-trips',
  'test/seed/seed',
  'test/web/api/refusals',
  'test/objects/courier',
  'test/dev/websocket-proxy',
  'test/dev/doctor',
  'test/sql/outbox-cost',
  'test/seed/role',
  'test/chess-end-to-end',
  'test/web/api/answers',
  'test/objects/clock-tick',
  'test/commands/own-record',
  'test/dev/wire-proxy',
  'test/dev/discord-server',
  'test/migrations/ledger',
  'test/postgres/tls',
  'test/seed/order-of-events',
  'test/migrations/migrate',
  'test/commands/profile-kept',
  'test/postgres/websocket',
  'test/postgres/tcp',
  'test/web/api/pages',
  'test/dev/delay-proxy',
  'test/sql/match-walk',
  'test/commands/match-buttons',
  'test/migrations/ladder-faults',
  'test/postgres/restart',
  'test/web/operator/routes',
  'test/discord/rate-limits',
  'test/discord/verify-agreement',
  'test/migrations/season-carries',
  'test/sql/leaderboard-cost',
  'test/sql/history-cost',
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
