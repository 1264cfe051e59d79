import { defineConfig } from 'vitest/config';
import { DRAWS } from './test/draws.ts';
import { LongestFirst } from './test/longest-first.ts';

// pg takes it for what a URL leaves out; servers here speak TLS only where a test says so.
delete process.env['PGSSLMODE'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/whole-run.ts'],
    // Real PostgreSQL and real workerd start within these; two cores share them.
    testTimeout: 30_000 * DRAWS,
    hookTimeout: 60_000,
    // One second by itself: a busy machine is later than that.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 4,
    // Loading everything anew for each file took a quarter of all the processor time. Files keep what they change to
    // themselves: each has its own database, its own Worker and its own ports.
    isolate: false,
    // Node reads TypeScript itself: that each file is rewritten once more, by Vite, would show nothing.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    execArgv: [
      // Less of a run goes into collecting garbage, most of which are answers that were read.
      '--max-semi-space-size=32',
      `--import=${new URL('test/compiled-once.ts', import.meta.url)}`,
    ],
    sequence: { sequencer: LongestFirst },
  },
});
