import { expect, test } from 'vitest';
import { Obstacle } from '../../dev/obstacle.ts';
import { readArguments } from '../../scripts/seed/arguments.ts';
import { seed } from '../../scripts/seed.ts';

test.for([
  { args: [], says: /^usage: .*--players N/ },
  { args: ['--players', 'many'], says: /^usage: / },
  { args: ['--players', '-5'], says: /--players.*usage: / },
  { args: ['--players', '10', '--sed', '3'], says: /'--sed'.*usage: / },
])('$args: one line says what is wrong', ({ args, says }) => {
  expect(() => readArguments(args)).toThrow(Obstacle);
  expect(() => readArguments(args)).toThrow(says);
  expect(() => readArguments(args)).not.toThrow(/\n/);
});

test('what is given is read', () => {
  const args = ['--players', '1000', '--seed', '7', '--replace', '--yes-into', 'far', '--env-file', 'a.env'];
  const read = { players: 1000, seed: 7, replace: true, yesInto: 'far', file: 'a.env' };
  expect(readArguments(args)).toEqual(read);
  const plain = { players: 5, seed: 1, replace: false, yesInto: undefined, file: undefined };
  expect(readArguments(['--players', '5'])).toEqual(plain);
});

test('too few players are refused before anything is asked', async () => {
  await expect(seed('postgres://me@127.0.0.1:1/x', { players: 2 })).rejects.toThrow(/at least 5 players/);
});
