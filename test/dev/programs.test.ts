import { expect, test } from 'vitest';
import { requireShellSafe } from '../../dev/postgres/programs.ts';

test.each(['$', '`', '"'])('a folder with %s in its name is said to be in the way', (character) => {
  const program = `/home/me/a${character}b/bin/initdb`;
  expect(() => requireShellSafe(program)).toThrow(
    `below a folder with ${character} in its name (${program}): move`,
  );
});

test('other signs are not', () => {
  requireShellSafe("/home/me/it's (a) b;c!%&\\d/bin/initdb");
});
