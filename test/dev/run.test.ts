import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

// A checkout of its own, with an npm that installs in no time and leaves a mark of each run. What it installs stands in for
// Node where it is all the same what runs the script: a shell begins in a tenth of the time.
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'edge-ladder-run-'));
  for (const folder of ['scripts', 'bin']) mkdirSync(join(root, folder));
  for (const part of ['run.mjs', 'install-turn.mjs'])
    cpSync(join(import.meta.dirname, '../../scripts', part), join(root, 'scripts', part));
  writeFileSync(join(root, 'package-lock.json'), lock({ 'node_modules/a': { version: '1.0.0' } }));
  writeFileSync(join(root, 'bin/npm'), NPM, { mode: 0o755 });
  writeFileSync(join(root, 'bin/node'), NODE, { mode: 0o755 });
  writeFileSync(
    join(root, 'script.ts'),
    `const code: number = Number(process.argv[2] ?? 0);
     process.on('SIGTERM', () => process.exit(7));
     console.log('ran', process.argv.slice(2).join(' '));
     if (code >= 0) process.exit(code);
     setInterval(() => {}, 1000);`,
  );
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const NPM = `#!/bin/sh
echo "$@" >> installs
test -z "$NPM_FAILS" || exit 1
test -z "$NPM_TAKES" || sleep "$NPM_TAKES"
rm -rf node_modules
mkdir -p node_modules/.bin
ln -s "\${OWN_NODE:-$PWD/bin/node}" node_modules/.bin/node
cp package-lock.json node_modules/.package-lock.json
`;
/** Says and does what the script would, which is named behind two dashes. */
const NODE = `#!/bin/sh
test "$1 $2" = "-- $PWD/script.ts" || exit 99
shift 2
echo ran "$@"
exit "\${1:-0}"
`;

/** As long as the other one may take to begin. */
const SLOW = { NPM_TAKES: '3' };

function lock(packages: object): string {
  return JSON.stringify({ packages: { '': {}, ...packages } });
}

function start(args: readonly string[], environment: Record<string, string> = {}): ChildProcess {
  const env = {
    ...process.env,
    PATH: `${join(root, 'bin')}${delimiter}${process.env['PATH']}`,
    npm_execpath: '',
    npm_lifecycle_event: '',
    ...environment,
  };
  return spawn(process.execPath, ['scripts/run.mjs', 'script.ts', ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(args: readonly string[] = [], environment: Record<string, string> = {}) {
  const child = start(args, environment);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const [code] = await once(child, 'close');
  return { code, output };
}

/** What npm leaves behind, without a run of it. */
function installed(node = join(root, 'bin/node')): void {
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  symlinkSync(node, join(root, 'node_modules/.bin/node'));
  cpSync(join(root, 'package-lock.json'), join(root, 'node_modules/.package-lock.json'));
}

const installs = () =>
  existsSync(join(root, 'installs'))
    ? readFileSync(join(root, 'installs'), 'utf8').split('\n').length - 1
    : 0;

test('a fresh checkout installs first, the next run does not', async () => {
  expect(await run(['0', 'two words'], { OWN_NODE: process.execPath })).toMatchObject({
    code: 0,
    output: expect.stringMatching(/Installing[\s\S]*ran 0 two words/),
  });
  expect(await run()).toMatchObject({ code: 0, output: 'ran \n' });
  expect(installs()).toBe(1);
  // Whatever the user's npm is set to: what it leaves out for deployments is needed here.
  expect(readFileSync(join(root, 'installs'), 'utf8')).toMatch(/^ci .*--include=dev .*--engine-strict=false/);
});

test('of two that begin together one installs, and the other goes on after it', async () => {
  const [one, other] = await Promise.all([run([], SLOW), run([], SLOW)]);
  const said = one.output + other.output;
  expect([one.code, other.code, installs()]).toEqual([0, 0, 1]);
  expect(said.match(/^ran *$/gm)).toHaveLength(2);
  expect(said.match(/^Another command is installing/gm)).toHaveLength(1);
});

test('nobody waits for an install that was killed, nor for one that failed', async () => {
  mkdirSync(join(root, '.data'));
  const { pid } = spawnSync('true');
  writeFileSync(join(root, '.data/installing'), String(pid));
  expect(await run([], { NPM_FAILS: '1' })).toMatchObject({ code: 1 });
  expect(existsSync(join(root, '.data/installing'))).toBe(false);
  expect(await run()).toMatchObject({ code: 0, output: expect.not.stringContaining('Another command') });
});

test('whoever ends an install is not told that it failed', async () => {
  // As npm does, which has its own words for it.
  const npm = `#!/bin/sh
trap 'kill $!; exit 1' INT
sleep 60 > /dev/null 2>&1 &
echo begun
wait
`;
  writeFileSync(join(root, 'bin/npm'), npm, { mode: 0o755 });
  const child = start([]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
      if (text.includes('begun')) child.kill('SIGINT');
    });
  }
  expect(await once(child, 'close')).toEqual([130, null]);
  expect(output).not.toContain('failed');
});

test('under npm, that npm installs', async () => {
  const own = join(root, 'npm-cli.js');
  writeFileSync(own, `require('node:child_process').execFileSync('bin/npm', ['by', 'itself']);`);
  expect(await run([], { npm_execpath: own })).toMatchObject({ code: 0 });
  expect(readFileSync(join(root, 'installs'), 'utf8')).toBe('by itself\n');
});

test('what a command has compiled is kept for the next, beside the packages or where the user has it', async () => {
  installed(process.execPath);
  writeFileSync(join(root, 'script.ts'), `console.log(process.env['NODE_COMPILE_CACHE'])`);
  const own = join(root, 'node_modules/.cache/edge-ladder');
  expect((await run([], { NODE_COMPILE_CACHE: '' })).output).toContain(`${own}\n`);
  const files = readdirSync(own, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(0);
  const users = join(root, 'compiled');
  expect((await run([], { NODE_COMPILE_CACHE: users })).output).toBe(`${users}\n`);
});

test('installs again when the lock file names another version, or an install was cut short', async () => {
  installed();
  writeFileSync(join(root, 'package-lock.json'), lock({ 'node_modules/a': { version: '1.0.1' } }));
  await run();
  expect(installs()).toBe(1);
  // npm writes its list last.
  rmSync(join(root, 'node_modules/.package-lock.json'));
  await run();
  expect(installs()).toBe(2);
});

test.each([
  [{ os: [process.platform], cpu: [process.arch] }, 0],
  [{ os: [`!${process.platform}`] }, 1],
  [{ cpu: ['pdp11'] }, 1],
])('a folder with packages for %o takes %i installs', async (platform, times) => {
  installed();
  const there = lock({ 'node_modules/a': { version: '1.0.0', ...platform } });
  writeFileSync(join(root, 'node_modules/.package-lock.json'), there);
  await run();
  expect(installs()).toBe(times);
});

test('packages of other platforms are not missed', async () => {
  installed();
  const other = { 'node_modules/b': { version: '1.0.0', optional: true } };
  writeFileSync(join(root, 'package-lock.json'), lock({ 'node_modules/a': { version: '1.0.0' }, ...other }));
  await run();
  expect(installs()).toBe(0);
});

test('an install that fails ends with a line, and runs nothing', async () => {
  const { code, output } = await run([], { NPM_FAILS: '1' });
  expect(code).toBe(1);
  expect(output).toMatch(/npm ci failed/);
  expect(output).not.toMatch(/^ran/m);
});

test('the exit code is the script’s', async () => {
  installed();
  expect(await run(['3'])).toMatchObject({ code: 3 });
});

test('a signal is passed on', async () => {
  installed(process.execPath);
  const child = start(['-1']);
  for await (const text of child.stdout ?? []) if (String(text).includes('ran')) break;
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([7, null]);
});
