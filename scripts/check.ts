// `npm test`: everything that must hold before a change is good: style, types, nothing unused, every test. What only
// reads the code runs side by side; the tests come last and alone, since they are measured by time.
// `npm test -- words` runs just the tests whose files match.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Call, runCommand } from '../dev/command.ts';
import { memoryFolder } from '../dev/memory-folder.ts';
import { seconds } from '../dev/steps.ts';

interface Check {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
}

const root = join(import.meta.dirname, '..');

// Each compiler in one thread, since threads do much of the work twice; the longest first, since they are begun in turn.
const CODE_CHECKS: readonly Check[] = [
  { name: 'types of everything else', command: ['tsc', '-p', 'tsconfig.node.json', '--singleThreaded'] },
  { name: 'nothing unused', command: ['knip', '--no-progress'] },
  { name: 'types of the Worker', command: ['tsc', '-p', 'tsconfig.json', '--singleThreaded'] },
  { name: 'style', command: ['biome', 'check', '--error-on-warnings', '--diagnostic-level=warn', '.'] },
  { name: 'types of what runs in pages', command: ['tsc', '-p', 'tsconfig.page.json', '--singleThreaded'] },
];

/**
 * GNU's malloc hands free memory back at once and asks for it anew with the next statement or answer, page by page: of
 * all pages that a run touches for the first time, one in twenty was that. Here processes keep up to 256 MB of it.
 * https://www.gnu.org/software/libc/manual/html_node/Malloc-Tunable-Parameters.html
 */
const KEEPS_MEMORY = {
  MALLOC_TRIM_THRESHOLD_: String(256 * 2 ** 20),
  MALLOC_MMAP_THRESHOLD_: String(32 * 2 ** 20),
  MALLOC_TOP_PAD_: String(2 ** 20),
};

await runCommand({ main });

async function main({ args: words, print }: Call): Promise<number> {
  const begun = performance.now();
  const codeHolds = words.length > 0 || (await checkCode());
  const { passed, failed } = await runTests(words);
  print(`\nAll of it took ${seconds(performance.now() - begun)}.`);
  print(`${passed} passed, ${failed} failed`);
  return codeHolds && failed === 0 ? 0 : 1;
}

/** As many beside each other as there are processors: more of them would take each other's caches. */
async function checkCode(): Promise<boolean> {
  const waiting = [...CODE_CHECKS];
  let codeHolds = true;
  const inTurn = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (!(await check(next))) codeHolds = false;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, inTurn));
  return codeHolds;
}

async function check({ name, command }: Check): Promise<boolean> {
  const begun = performance.now();
  const child = run(command, 'pipe');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await ended(child);
  const took = seconds(performance.now() - begun);
  if (code === 0) console.log(`✓ ${name} (${took})`);
  else console.log(`✗ ${name} (${took}): ${command.join(' ')}\n${output}`);
  return code === 0;
}

/** vitest on this terminal; what it counted is read from its report. */
async function runTests(words: readonly string[]): Promise<{ passed: number; failed: number }> {
  const folder = mkdtempSync(join(memoryFolder() ?? tmpdir(), 'edge-ladder-check-'));
  chmodSync(folder, 0o755); // the user PostgreSQL runs as has to get through
  const report = join(folder, 'tests.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    // Tests start many processes of the same programs: what one has compiled the next need not.
    // Whatever they write for a while lies here, too.
    const environment = { ...KEEPS_MEMORY, NODE_COMPILE_CACHE: join(folder, 'compiled'), TMPDIR: folder };
    const code = await ended(run(['vitest', 'run', ...reporters, ...words], 'inherit', environment));
    const counted = readCounts(report);
    // A file that cannot even be loaded, or an error outside of any test, fails no test; yet it failed.
    return { ...counted, failed: Math.max(counted.failed, code === 0 ? 0 : 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCounts(file: string): { passed: number; failed: number } {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    return { passed: Number(report['numPassedTests'] ?? 0), failed: Number(report['numFailedTests'] ?? 0) };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

function run(
  [program, ...args]: Check['command'],
  output: 'pipe' | 'inherit',
  environment: Readonly<Record<string, string>> = {},
): ChildProcess {
  // Before there is anything that this process could leave behind. Ctrl-C reaches the child by itself, and what it leaves
  // is tidied when it has ended; being told to stop has to be passed on.
  const pass = () => child.kill('SIGTERM');
  const wait = () => {};
  process.on('SIGINT', wait);
  process.on('SIGTERM', pass);
  process.on('disconnect', pass);
  const child = spawn(join(root, 'node_modules', '.bin', program), args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', output, output],
  });
  child.on('close', () => {
    process.off('SIGINT', wait);
    process.off('SIGTERM', pass);
    process.off('disconnect', pass);
  });
  return child;
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
