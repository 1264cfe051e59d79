// The order of the test files: those that take long, most of them by waiting for other programs, begin first, so that
// nothing waits for one of them at the end. vitest remembers by itself how long each took, which a fresh clone cannot.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Longest first; of the others the largest. */
const LONG = [
  'test/dev/start',
  'test/postgres/contract',
  'test/browser/pages',
  'test/browser/playground',
  'test/worker',
  'test/ladder-end-to-end',
  'test/objects/connection-pool',
  'test/objects/matchmaker',
  'test/browser/panel',
  'test/ladder-consistency',
  'test/dev/database',
  'test/objects/courier',
  'test/sql/match-model',
  'test/ladder/matchmaking',
  'test/web/pages',
  'test/postgres/tls',
  'test/commands/admin-seasons',
  'test/browser/chromium',
  'test/web/api/refusals',
  'test/dev/env-file',
  'test/postgres/websocket',
  'test/postgres/restart',
  'test/web/api/reference',
  'test/seed/seed',
  'test/sql/leaderboard-cost',
  'test/dev/playground/server',
  'test/dev/playground/production-bundle',
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
