import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../dev/interact/markdown.ts';
import { controlsOf, modalFields, renderMessage } from '../../dev/interact/message.ts';

const setting = { now: new Date('2026-11-23T12:00:00Z'), locale: 'en-US', width: 100 };
const ESC = '\u001b';

// Colours as on a terminal, whatever the tests write to.
const before = process.env['FORCE_COLOR'];
beforeAll(() => {
  process.env['FORCE_COLOR'] = '1';
});
afterAll(() => {
  if (before === undefined) delete process.env['FORCE_COLOR'];
  else process.env['FORCE_COLOR'] = before;
});

describe('markdown', () => {
  test.each([
    ['**bold**', `${ESC}[1mbold${ESC}[22m`],
    ['*italic* _too_', `${ESC}[3mitalic${ESC}[23m ${ESC}[3mtoo${ESC}[23m`],
    ['`code`', `${ESC}[36mcode${ESC}[39m`],
    ['a_b_c stays', 'a_b_c stays'],
    ['snake_case_ stays', 'snake_case_ stays'],
    ['\\*\\*not bold\\*\\*', '**not bold**'],
    ['<t:1795435200:R>', `${ESC}[4mnow${ESC}[24m`],
    ['<t:1795428000:R>', `${ESC}[4m2 hours ago${ESC}[24m`],
    ['<@200000000000000001>', `${ESC}[34m@200000000000000001${ESC}[39m`],
    ['# Title', `${ESC}[1mTitle${ESC}[22m`],
    ['2 * 3 * 4', '2 * 3 * 4'],
  ])('%s', (text, expected) => {
    expect(renderMarkdown(text, setting)).toBe(expected);
  });

  test('what a message says cannot command the terminal', () => {
    const text = `${ESC}[2J${ESC}]0;title\u0007\u0000name\rover`;
    expect(renderMarkdown(text, setting)).toBe('nameover');
  });

  test('plain words come out as they went in', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abc 123,.äßЖ한') }), (text) => {
        expect(stripVTControlCharacters(renderMarkdown(text, setting))).toBe(text);
      }),
    );
  });
});

const message = {
  content: 'Hello',
  flags: 64,
  embeds: [
    {
      title: 'Title',
      fields: [
        { name: 'One', value: 'a\nb', inline: true },
        { name: 'Two', value: 'c', inline: true },
        { name: 'Below', value: 'd' },
      ],
      footer: { text: 'Foot' },
    },
  ],
  components: [
    {
      type: 1,
      components: [
        { type: 2, style: 2, label: 'Previous', custom_id: 'x:previous', disabled: true },
        { type: 2, style: 2, label: 'Next', emoji: { name: '▶️' }, custom_id: 'x:next' },
        { type: 2, style: 5, label: 'Web', url: 'https://example.com' },
      ],
    },
    {
      type: 1,
      components: [
        {
          type: 3,
          custom_id: 'x:menu',
          placeholder: 'All',
          options: [{ label: 'Zerg', value: 'z', default: true }],
        },
      ],
    },
  ],
};

test('a message is drawn as a reader sees it', () => {
  const drawn = stripVTControlCharacters(renderMessage(message, setting));
  expect(drawn.split('\n').map((line) => line.trimEnd())).toEqual([
    'Hello',
    '┃ Title',
    '┃',
    '┃ One                 Two',
    '┃ a                   c',
    '┃ b',
    '┃',
    '┃ Below',
    '┃ d',
    '┃ Foot',
    '[ Previous ]  [ ▶️ Next ]2  [ Web ]3',
    '[ Zerg ▾ ]4',
    'Only you can see this',
  ]);
});

test('what can be pressed is listed with its numbers', () => {
  expect(
    controlsOf(message).map(({ number, label, customId, disabled }) => [number, label, customId, disabled]),
  ).toEqual([
    [1, 'Previous', 'x:previous', true],
    [2, '▶️ Next', 'x:next', false],
    [3, 'Web', null, false],
    [4, 'All', 'x:menu', false],
  ]);
});

test('a form’s fields are found in rows and in labels', () => {
  const components = [
    { type: 1, components: [{ type: 4, custom_id: 'name', label: 'Name' }] },
    { type: 18, label: 'Country', component: { type: 3, custom_id: 'country' } },
  ];
  expect(modalFields({ components })).toEqual([
    { label: 'Name', customId: 'name', value: '' },
    { label: 'Country', customId: 'country', value: '' },
  ]);
});
