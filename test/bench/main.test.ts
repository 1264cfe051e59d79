// What a run of the bench leaves behind that is told to end at the moments at which it has begun most of it: PostgreSQL's
// folder, then its server, the generator, another server and a link; and that it says what it refuses.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../until.ts';

const LIMIT_MS = 60_000;
const MAIN = join(import.meta.dirname, '../../bench/main.ts');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'edge-ladder-test-bench-'));
  chmodSync(folder, 0o755); // the user PostgreSQL runs as has to get through
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const isMakingFolder = () =>
  readdirSync(folder).some((made) => existsSync(join(folder, made, 'postgres.unfinished/base')));

test.each([
  { when: 'PostgreSQL is being made', isThen: isMakingFolder },
  { when: 'something is measured', isThen: (said: string) => /The generator and the link, alone/.test(said) },
])(
  'a run that is ended while $when leaves no process and no folder',
  { timeout: 2 * LIMIT_MS },
  async ({ isThen }) => {
    const env = { ...process.env, TMPDIR: folder };
    const bench = spawn(process.execPath, [MAIN, '--only', 'ceilings'], { env });
    let output = '';
    for (const stream of [bench.stdout, bench.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    await until(() => isThen(output), LIMIT_MS);
    // Twice, as from a terminal and from npm.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) bench.kill(signal);
    // Whatever it has started writes where it does: nothing is closed before all of them have ended.
    const [code] = await once(bench, 'close');
    expect({ code, left: readdirSync(folder) }).toEqual({ code: 130, left: [] });
  },
);

test('what it is told wrongly ends it, and is said', async () => {
  const bench = spawn(process.execPath, [MAIN, '--only', 'tcp,nonsense'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  bench.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  expect(await once(bench, 'close')).toEqual([1, null]);
  expect(complaint).toMatch(/^[^\n]*"nonsense"[^\n]*\nusage: npm run bench [^\n]*\n$/);
});
