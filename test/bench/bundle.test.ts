import { expect, test } from 'vitest';
import { bundleParts } from '../../bench/bundle.ts';

test('bytes are counted by package, and by room for the project’s own; what leaves nothing is left out', () => {
  const inputs = {
    'src/worker.ts': { bytesInOutput: 5 },
    'src/discord/verify.ts': { bytesInOutput: 20 },
    'src/discord/endpoint.ts': { bytesInOutput: 10 },
    'node_modules/hono/dist/hono.js': { bytesInOutput: 40 },
    'node_modules/@neondatabase/serverless/index.mjs': { bytesInOutput: 100 },
    'node_modules/one/node_modules/pg-types/index.js': { bytesInOutput: 3 },
    'node_modules/discord-api-types/v10.js': { bytesInOutput: 0 },
    'node-modules:runtime': { bytesInOutput: 1 },
  };
  expect(bundleParts({ outputs: { 'worker.js': { bytes: 179, inputs } } })).toEqual([
    { name: '@neondatabase/serverless', bytes: 100 },
    { name: 'hono', bytes: 40 },
    { name: 'src/discord', bytes: 30 },
    { name: 'src', bytes: 5 },
    { name: 'pg-types', bytes: 3 },
    { name: 'wrangler', bytes: 1 },
  ]);
});
