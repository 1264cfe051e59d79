import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { lostOptions } from '../../dev/lost-options.ts';
import { Obstacle, runCommand } from '../../dev/obstacle.ts';

const { argv, exitCode } = process;
afterEach(() => {
  process.argv = argv;
  process.exitCode = exitCode;
  vi.restoreAllMocks();
});

const asked = (...words: string[]) => {
  process.argv = ['node', 'command.ts', ...words];
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  const complain = vi.spyOn(console, 'error').mockImplementation(() => {});
  return { print, complain };
};

test.each(['--help', '-h'])('%s tells the usage, and does nothing', async (flag) => {
  const { print } = asked('--players', flag);
  const main = vi.fn(async () => 1);
  await runCommand(main, 'usage: npm run it');
  expect(main).not.toHaveBeenCalled();
  expect(print.mock.calls).toEqual([['usage: npm run it']]);
  expect(process.exitCode).toBe(exitCode);
});

test('an obstacle is one line, and the command has failed', async () => {
  const { complain } = asked();
  await runCommand(() => Promise.reject(new Obstacle('in the way')), 'usage: npm run it');
  expect(complain.mock.calls).toEqual([['in the way']]);
  expect(process.exitCode).toBe(1);
});

test.each(['EACCES', 'EROFS', 'ENOTSUP'])(
  'a folder that may not be written (%s) is one line',
  async (code) => {
    const { complain } = asked();
    const error = Object.assign(new Error('no'), { code, path: '/there/.data', syscall: 'mkdir' });
    await runCommand(() => Promise.reject(error));
    expect(complain.mock.calls).toEqual([
      [expect.stringMatching(`^/there/.data: ${code} .*user may write[^\\n]*$`)],
    ]);
    expect(process.exitCode).toBe(1);
  },
);

test('a bug keeps its stack', async () => {
  const { complain } = asked();
  const error = new TypeError('no');
  await runCommand(() => Promise.reject(error));
  expect(complain.mock.calls).toEqual([[error]]);
});

const DEPLOY = 'usage: npm run deploy [-- --dry-run] [--env-file FILE]';
const INTERACT = 'usage: npm run interact -- "/command" [--as USER_ID] [--dm] [--json]';

test.each([
  ['one that is npm’s own', DEPLOY, 'deploy', [], { dry_run: 'true' }, '--dry-run'],
  ['one that it warns of', DEPLOY, 'deploy', ['p.env'], { env_file: 'true' }, '--env-file'],
  ['one that it takes for letters', INTERACT, 'interact', ['5'], { all: 'true', loglevel: 'silent' }, '--as'],
  ['another of these', INTERACT, 'interact', [], { message: '', loglevel: 'info' }, '--dm'],
  ['none: the letters alone', INTERACT, 'interact', [], { loglevel: 'silent' }, null],
  ['none: it came through', DEPLOY, 'deploy', ['--dry-run'], { dry_run: 'true' }, null],
  ['none: a setting of npm’s user', INTERACT, 'interact', [], { json: 'true' }, null],
  ['none: of a script that ran this one', DEPLOY, 'test', [], { dry_run: 'true' }, null],
])('what npm took, %s', (_, usage, name, words, settings, taken) => {
  const named = Object.entries(settings).map(([key, value]) => [`npm_config_${key}`, value]);
  const environment = { npm_lifecycle_event: name, ...Object.fromEntries(named) };
  expect(lostOptions(usage, words, environment)).toEqual(
    taken === null ? null : expect.stringContaining(`as in npm run ${name} -- ${taken} …`),
  );
});

test('an option that npm took is asked for anew, and nothing is done', async () => {
  const { complain } = asked();
  vi.stubEnv('npm_lifecycle_event', 'deploy').stubEnv('npm_config_dry_run', 'true');
  const main = vi.fn(async () => 0);
  await runCommand(main, DEPLOY);
  vi.unstubAllEnvs();
  expect(main).not.toHaveBeenCalled();
  expect(complain.mock.calls).toEqual([[expect.stringMatching(/^npm took --dry-run .* -- --dry-run …$/)]]);
  expect(process.exitCode).toBe(1);
});

test('whoever stops reading cuts no work short, and is told how it ended', async () => {
  const shell = pathToFileURL(join(import.meta.dirname, '../../dev/obstacle.ts')).href;
  const script = `
    import { text } from 'node:stream/consumers';
    import { runCommand } from '${shell}';
    await runCommand(async () => {
      console.log('begun');
      await text(process.stdin);
      for (let step = 0; step < 3; step += 1) {
        console.log(step);
        console.error(step);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return 7;
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
  const closed = once(child, 'close');
  await once(child.stdout, 'data');
  child.stdout.destroy();
  child.stderr.destroy();
  child.stdin.end();
  expect(await closed).toEqual([7, null]);
});
