// What every npm script goes through: installs what is missing, then runs a TypeScript file under the project's own
// Node. Plain JavaScript and no dependency, since on a fresh clone there is nothing else yet.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTurn } from './install-turn.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const ownNode = join(modules, '.bin', 'node');

if (process.platform === 'win32')
  fail('Edge Ladder runs on Linux and macOS; on Windows, in WSL: https://learn.microsoft.com/windows/wsl');
if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(
    `Edge Ladder needs Node 20 or later to start; this is ${process.versions.node}. See https://nodejs.org`,
  );
}
const [script, ...args] = process.argv.slice(2);
if (!script) fail('usage: node scripts/run.mjs FILE.ts [arguments]');

/** The signal by which this was told to end; npm that is told so ends as if it had failed. */
let told = null;
const isOrphaned = orphanTest();
if (!isInstalled()) {
  await inTurn(
    join(root, '.data/installing'),
    // Whoever was first may have done all of it.
    async () => isInstalled() || install(),
    () => console.log('Another command is installing what is missing: this one goes on after it …'),
  ).catch(({ message }) => fail(`Nothing can be installed here: ${message}`));
}

const PATH = [join(modules, '.bin'), process.env.PATH].join(delimiter);
// What one command has compiled the next need not: nearly half of what a short one takes.
const compiled = process.env.NODE_COMPILE_CACHE || join(modules, '.cache', 'edge-ladder');
// Without the dashes Node takes an --env-file meant for the script for its own, wherever it stands.
process.exitCode = await run(ownNode, ['--', join(root, script), ...args], {
  env: { ...process.env, PATH, NODE_COMPILE_CACHE: compiled },
  // The channel carries nothing: its end tells the script that this process was killed.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});

/**
 * Whether node_modules holds what package-lock.json names, for this platform: the folder may be mounted elsewhere too.
 * npm writes its own list last, so one cut short has none.
 */
function isInstalled() {
  const present = packagesIn(join(modules, '.package-lock.json'));
  if (!present || !existsSync(ownNode)) return false;
  const fits = ({ os, cpu }) => names(os, process.platform) && names(cpu, process.arch);
  if (!Object.values(present).every(fits)) return false;
  const wanted = packagesIn(join(root, 'package-lock.json')) ?? {};
  return Object.entries(wanted).every(
    // Optional ones are for other platforms, or npm could do without them.
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}

/** npm's lists of platforms: those meant, or those not meant; none, where it is all the same. */
function names(list, own) {
  if (!list) return true;
  return list.includes(own) || (!list.includes(`!${own}`) && list.every((name) => name.startsWith('!')));
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}

async function install() {
  const begun = performance.now();
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(0)} s`;
  console.log('Installing what package-lock.json names (this once, about a minute) …');
  // All of it, on whatever Node there is: our own comes with it. The user's settings may be meant for deployments.
  const command = [
    'ci',
    '--include=dev',
    '--engine-strict=false',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  // On a terminal npm shows its own progress.
  const progress = setInterval(() => process.stdout.isTTY || console.log(`  … ${seconds()}`), 10_000);
  // Under npm its own program is known: the version the user chose, and no shell between.
  const npm = process.env.npm_execpath ?? '';
  const code = await (/npm-cli\.[cm]?js$/.test(npm)
    ? run(process.execPath, [npm, ...command], { cwd: root })
    : run('npm', command, { cwd: root }));
  clearInterval(progress);
  if (told !== null) process.exit(128 + constants.signals[told]);
  if (code > 128) process.exit(code);
  if (code !== 0) fail(`npm ci failed (code ${code}): see above. Is the registry reachable? Then try again.`);
  if (!existsSync(ownNode))
    fail(
      'npm ci left no Node in node_modules: are install scripts turned off (npm config get ignore-scripts)?',
    );
  console.log(`Installed in ${seconds()}.`);
}

/** Runs a program to its end with this terminal; signals go to it too. Resolves to its exit code. */
function run(file, args, options) {
  return new Promise((resolve) => {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    // Ctrl-C reaches the whole group by itself; a signal sent to this process alone has to be passed on.
    const pass = (signal) => {
      told = signal;
      child.kill(signal);
    };
    // Before there is anything that this process could leave behind.
    for (const signal of signals) process.on(signal, pass);
    const child = spawn(file, args, { stdio: 'inherit', ...options });
    const watch = setInterval(() => isOrphaned() && child.kill('SIGTERM'), 1_000).unref();
    child.on('error', (error) => {
      console.error(`${file} could not be run: ${error.message}`);
      resolve(127);
    });
    child.on('close', (code, signal) => {
      clearInterval(watch);
      for (const name of signals) process.off(name, pass);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** Returns a test for whether npm, which started this, was killed: it then could pass no signal on. */
function orphanTest() {
  if (!process.env.npm_lifecycle_event) return () => false;
  const parent = process.ppid;
  // npm may have put a shell between, which lives on and waits; then the shell's parent is the one to watch.
  const viaShell = (readProcess(parent, 'cmdline') ?? '').includes('run.mjs');
  const npm = viaShell ? parentOf(parent) : parent;
  return () => process.ppid !== parent || (viaShell && parentOf(parent) !== npm);
}

/** Null where the system tells no such thing. */
function parentOf(pid) {
  const stat = readProcess(pid, 'stat');
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
}

function readProcess(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return null;
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
