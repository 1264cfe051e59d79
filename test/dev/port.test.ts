// The port of the Worker on this machine, as PORT says it to each command that asks or serves there.
import { expect, test } from 'vitest';
import { portIn } from '../../dev/port.ts';
import { command as doctor } from '../../scripts/doctor.ts';
import { run } from '../command-run.ts';

test.each([
  [undefined, null],
  ['', null],
  ['1', 1],
  ['65535', 65_535],
])('PORT=%s', (PORT, port) => {
  expect(portIn({ PORT })).toBe(port);
});

test.each(['abc', '0', '65536', '87.5', '8787/', 'localhost:8787'])('PORT=%s is none', (PORT) => {
  expect(() => portIn({ PORT })).toThrow(`PORT=${PORT} is no port: it takes a number from 1 to 65535.`);
});

test('doctor: nothing is said to be missing at an address that is none', async () => {
  const wrong = 'PORT=abc is no port: it takes a number from 1 to 65535.\n';
  expect(await run(doctor, [], { PORT: 'abc' })).toEqual({ code: 1, stdout: '', stderr: wrong });
});
