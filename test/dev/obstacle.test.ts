import { afterEach, expect, test, vi } from 'vitest';
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
