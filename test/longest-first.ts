// The order of the test files: those that take long begin first, so that nothing waits for one of them at the end; and
// those of them that wait for clocks and other programs stand between those that keep a processor busy. vitest
// remembers by itself how long each took, which a fresh clone cannot.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Of the others the largest first. */
const LONG = [
  'test/postgres/contract',
  'test/dev/start',
  'test/browser/playground',
  'test/browser/pages',
  'test/ladder-end-to-end',
  'test/browser/panel',
  'test/worker',
  'test/ladder-consistency',
  'test/web/pages',
  'test/objects/connection-pool',
  'test/dev/env-file',
  'test/browser/chromium',
  'test/objects/courier',
  'test/dev/database',
  'test/seed/branches',
  'test/objects/matchmaker',
  'test/commands/setup',
  'test/web/api/refusals',
  'test/web/api/answers',
  'test/postgres/websocket',
  'test/postgres/restart',
  'test/dev/run',
  'test/seed/command',
  'test/postgres/tls',
  'test/sql/match-walk',
  'test/sql/match-races',
  'test/sql/match-model',
  'test/ladder/matchmaking',
  'test/commands/admin-seasons',
  'test/dev/playground/production-bundle',
  'test/chess-end-to-end',
  'test/round-trips',
  'test/dev/websocket-proxy',
  'test/objects/clock-tick',
  'test/web/api/reference',
  'test/seed/seed',
  'test/sql/leaderboard-cost',
  'test/dev/playground/server',
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
