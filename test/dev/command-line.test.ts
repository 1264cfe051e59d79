import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../../dev/interact/command-line.ts';
import type { CommandData } from '../../src/discord/registration.ts';

const described = { description: 'x' };
const commands: CommandData[] = [
  { type: 1, name: 'help', ...described, options: [] },
  {
    type: 1,
    name: 'profile',
    ...described,
    options: [
      { type: 3, name: 'player', ...described, autocomplete: true },
      { type: 4, name: 'page', ...described },
      { type: 5, name: 'private', ...described },
      { type: 3, name: 'rank', ...described, choices: [{ name: 'Tier S', value: 's' }] },
    ],
  },
  {
    type: 1,
    name: 'admin',
    ...described,
    options: [
      {
        type: 2,
        name: 'season',
        ...described,
        options: [
          {
            type: 1,
            name: 'open',
            ...described,
            options: [{ type: 3, name: 'name', ...described, required: true }],
          },
        ],
      },
      {
        type: 1,
        name: 'ban',
        ...described,
        options: [{ type: 6, name: 'user', ...described, required: true }],
      },
    ],
  },
];

const options = (text: string) => parseCommandLine(text, commands).options;

test.each([
  ['/help', []],
  ['help', []],
  ['/profile player:Foo', [{ name: 'player', type: 3, value: 'Foo' }]],
  ['/profile player:Foo Bar', [{ name: 'player', type: 3, value: 'Foo Bar' }]],
  [
    '/profile player:"two words" page:2',
    [
      { name: 'player', type: 3, value: 'two words' },
      { name: 'page', type: 4, value: 2 },
    ],
  ],
  ['/profile player:with: colon', [{ name: 'player', type: 3, value: 'with: colon' }]],
  ['/profile player:"page:2 \\" quoted"', [{ name: 'player', type: 3, value: 'page:2 " quoted' }]],
  ['/profile private:True', [{ name: 'private', type: 5, value: true }]],
  ['/profile rank:tier s', [{ name: 'rank', type: 3, value: 's' }]],
  ['/profile rank:S', [{ name: 'rank', type: 3, value: 's' }]],
  [
    '/admin ban user:<@200000000000000001>',
    [{ name: 'ban', type: 1, options: [{ name: 'user', type: 6, value: '200000000000000001' }] }],
  ],
  [
    '/admin season open name:Winter',
    [
      {
        name: 'season',
        type: 2,
        options: [{ name: 'open', type: 1, options: [{ name: 'name', type: 3, value: 'Winter' }] }],
      },
    ],
  ],
  ['/nope', 'There is no /nope. There are: /help, /profile, /admin'],
  ['/profile foo:1', 'takes player:, page:, private:, rank:'],
  ['/profile Foo', '"Foo" is not understood'],
  ['/help me', '/help takes no options'],
  ['/profile page:two', 'page: takes a whole number'],
  ['/profile private:yes', 'takes True or False'],
  ['/profile rank:Z', 'takes one of "Tier S"'],
  ['/profile page:1 page:2', 'page is given twice'],
  ['/admin', '/admin needs one of: season, ban'],
  ['/admin ban', '/admin ban needs user:'],
  ['/admin ban user:Foo', 'takes an id or a mention'],
  ['/admin ban user:9223372036854775808', 'takes an id or a mention'],
])('%s', (text, expected) => {
  if (typeof expected === 'string') expect(() => options(text)).toThrow(expected);
  else expect(options(text)).toEqual(expected);
});

describe('completing', () => {
  test.each([
    ['/profile player:Fo', [{ name: 'player', type: 3, value: 'Fo', focused: true }]],
    ['/profile player:', [{ name: 'player', type: 3, value: '', focused: true }]],
    ['/profile page:1', 'has no autocomplete'],
    ['/profile', 'Name the option to complete, such as /profile player:'],
  ])('%s', (text, expected) => {
    const complete = () => parseCommandLine(text, commands, { complete: true }).options;
    if (typeof expected === 'string') expect(complete).toThrow(expected);
    else expect(complete()).toEqual(expected);
  });
});
