// A command of the project as a test runs it: in the test's own process, since a process for itself costs as much as all
// that most of them do; or by itself, as from a shell, which shows in addition that its command line is read, that it
// ends, and with which code.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { inspect, promisify } from 'node:util';
import { type Command, perform } from '../dev/command.ts';

export interface CommandRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

const ROOT = join(import.meta.dirname, '..');

export async function run(
  command: Command,
  args: readonly string[] = [],
  environment: Environment = {},
): Promise<CommandRun> {
  const said = { stdout: '', stderr: '' };
  const code = await perform(command, {
    args,
    environment,
    print: (line) => {
      said.stdout += `${line}\n`;
    },
    complain: (what) => {
      said.stderr += `${typeof what === 'string' ? what : inspect(what)}\n`;
    },
  });
  return { code, ...said };
}

/** `words` are a script, its arguments, and what has to stand before them. */
export async function runAlone(words: readonly string[], environment: Environment = {}): Promise<CommandRun> {
  // Settings of whoever runs the tests would win over a file; Node would read a file itself but for the dashes.
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  const env = { PATH, HOME, NODE_COMPILE_CACHE, WRANGLER_SEND_METRICS: 'false', ...environment };
  return promisify(execFile)(process.execPath, ['--', ...words], { cwd: ROOT, env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: CommandRun) => ({ code, stdout, stderr }),
  );
}
