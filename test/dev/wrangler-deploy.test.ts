import { expect, test } from 'vitest';
import { deployedNothing } from '../../scripts/wrangler-deploy.ts';

const session = '{"type":"wrangler-session","version":1}\n';

test.each([
  ['a version was made', `${session}{"type":"deploy","version":1,"version_id":"a1"}\n`, false],
  ['a question was answered with no', `${session}{"type":"deploy","version":1,"version_id":null}\n`, true],
  ['it says nothing of a deployment', session, false],
  ['it says nothing', '', false],
])('%s', (_, output, expected) => {
  expect(deployedNothing(output)).toBe(expected);
});
