import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import { lostOptions } from '../../dev/lost-options.ts';
import { Obstacle } from '../../dev/obstacle.ts';
import { run } from '../command-run.ts';

test.each(['--help', '-h'])('%s tells the usage, and does nothing', async (flag) => {
  const main = vi.fn(async () => 1);
  const asked = await run({ usage: 'usage: npm run it', main }, ['--players', flag]);
  expect(main).not.toHaveBeenCalled();
  expect(asked).toEqual({ code: 0, stdout: 'usage: npm run it\n', stderr: '' });
});

test('what it is told and what it says is its caller’s, and so is its code', async () => {
  const asked = run(
    {
      main: async ({ args, environment, print, complain }) => {
        print(args.join());
        complain(environment['PLACE']);
        return 7;
      },
    },
    ['one', 'two'],
    { PLACE: 'there' },
  );
  expect(await asked).toEqual({ code: 7, stdout: 'one,two\n', stderr: 'there\n' });
});

test('an obstacle is one line, and the command has failed', async () => {
  const asked = await run({
    usage: 'usage: npm run it',
    main: () => Promise.reject(new Obstacle('in the way')),
  });
  expect(asked).toEqual({ code: 1, stdout: '', stderr: 'in the way\n' });
});

test.each(['EACCES', 'EROFS', 'ENOTSUP'])(
  'a folder that may not be written (%s) is one line',
  async (code) => {
    const error = Object.assign(new Error('no'), { code, path: '/there/.data', syscall: 'mkdir' });
    const asked = await run({ main: () => Promise.reject(error) });
    expect(asked).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(`^/there/.data: ${code} .*user may write[^\\n]*\n$`),
    });
  },
);

test('a bug keeps its stack', async () => {
  const { code, stderr } = await run({ main: () => Promise.reject(new TypeError('no')) });
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^TypeError: no\n +at .*command\.test\.ts/)]);
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
  const main = vi.fn(async () => 0);
  const taken = { npm_lifecycle_event: 'deploy', npm_config_dry_run: 'true' };
  const asked = await run({ usage: DEPLOY, main }, [], taken);
  expect(main).not.toHaveBeenCalled();
  expect(asked).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^npm took --dry-run .* -- --dry-run …\n$/),
  });
});

test('whoever stops reading cuts no work short, and is told how it ended', async () => {
  const shell = pathToFileURL(join(import.meta.dirname, '../../dev/command.ts')).href;
  const script = `
    import { text } from 'node:stream/consumers';
    import { runCommand } from '${shell}';
    await runCommand({ async main({ print, complain }) {
      print('begun');
      await text(process.stdin);
      for (let step = 0; step < 3; step += 1) {
        print(step);
        complain(step);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return 7;
    } });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
  const closed = once(child, 'close');
  await once(child.stdout, 'data');
  child.stdout.destroy();
  child.stderr.destroy();
  child.stdin.end();
  expect(await closed).toEqual([7, null]);
});
