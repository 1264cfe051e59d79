// The order of the test files: those that take long, most of them by waiting for other programs, begin first, so that
// nothing waits for one of them at the end. vitest remembers by itself how long each took, which a fresh clone cannot.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Longest first; of the others the largest. */
const LONG = [
  'test/dev/start',
  'test/browser/pages',
  'test/postgres/contract',
  'test/browser/playground',
  'test/browser/panel',
  'test/objects/matchmaker',
  'test/worker',
  'test/ladder-end-to-end',
  'test/ladder-consistency',
  'test/postgres/restart',
  'test/objects/courier',
  'test/web/api/reference',
  'test/dev/env-file',
  'test/dev/database',
  'test/dev/playground/server',
  'test/sql/match-model',
  'test/browser/chromium',
  'test/seed/seed',
  'test/sql/leaderboard-cost',
  'test/ladder/matchmaking',
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
