// What `npm run interact` makes of its command line, and what it says of one that it cannot use.
import { expect, test } from 'vitest';
import { readArguments, USAGE } from '../../dev/interact/arguments.ts';
import { Obstacle } from '../../dev/obstacle.ts';

test.each<[readonly string[], string]>([
  [[], USAGE],
  [['/profile', '--inbox'], USAGE],
  [['/profile', '--as', 'Aurora'], '--as takes a Discord user id (digits alone), not "Aurora"'],
  [['/profile', '--locale', 'de_DE'], '--locale takes a language such as de or en-US, not "de_DE"'],
  [['/profile', '--locale', ''], '--locale takes a language such as de or en-US, not ""'],
  [['/profile', '--url', 'localhost:1'], 'such as http://127.0.0.1:8787, not "localhost:1"'],
  [['/profile', '--loud'], "Unknown option '--loud'"],
  [['/profile', '--as'], "Option '--as <value>' argument missing"],
])('%j is explained', (typed, says) => {
  expect(() => readArguments(typed)).toThrow(Obstacle);
  expect(() => readArguments(typed)).toThrow(says);
});

test('what is pressed is kept in its order, whatever stands between', () => {
  const typed = [
    '--click',
    'Set up',
    '/setup',
    '--fill',
    'name=Ada',
    '--json',
    '--select',
    'A,B',
    '--click',
    '2',
  ];
  const { text, presses, json, wait } = readArguments(typed);
  expect([text, json, wait]).toEqual(['/setup', true, false]);
  expect(presses).toEqual([
    { kind: 'click', what: 'Set up' },
    { kind: 'fill', what: 'name=Ada' },
    { kind: 'select', what: 'A,B' },
    { kind: 'click', what: '2' },
  ]);
});

test('a Worker that is named has no inbox here, and the sender is who was said', () => {
  const { url, discord, sender, direct } = readArguments([
    ...['/profile', '--url', 'https://ladder.example', '--as', '300000000000000001'],
    ...['--dm', '--locale', 'de'],
  ]);
  expect([url, discord]).toEqual(['https://ladder.example', null]);
  expect([sender, direct]).toEqual([
    { id: '300000000000000001', direct: true, locale: 'de', applicationId: expect.any(String) },
    true,
  ]);
});
