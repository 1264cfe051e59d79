import { expect, test } from 'vitest';
import { readArguments } from '../../bench/arguments.ts';
import { Obstacle } from '../../dev/obstacle.ts';

test.each([
  { args: ['--only', 'tcp,nonsense'], told: '"nonsense"' },
  { args: ['--speed', 'high'], told: '--speed' },
  { args: ['--only', 'bundle', '--picture', 'ways.svg'], told: '--picture' },
])('$args is refused, and why is said', ({ args, told }) => {
  const refused = () => readArguments(args);
  expect(refused).toThrow(Obstacle);
  expect(refused).toThrow(new RegExp(`^[^\\n]*${told}[^\\n]*\\nusage: npm run bench`));
});

test('a way that is named is measured, and no part besides', () => {
  const { parts, ways } = readArguments(['--only', 'tcp,matching', '--picture', 'ways.svg']);
  expect([[...parts].sort(), ways]).toEqual([['matching', 'ways'], ['tcp']]);
});
