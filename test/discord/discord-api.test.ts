// The check itself: each of these would be refused by Discord, and has to be noticed.
import { describe, expect, it } from 'vitest';
import { checkCommands } from '../../dev/discord-api/command.ts';
import { checkMessage } from '../../dev/discord-api/message.ts';
import { checkResponse } from '../../dev/discord-api/response.ts';

const allowed_mentions = { parse: [] };
const button = (custom_id: string) => ({ type: 2, style: 1, label: 'x', custom_id });
const row = (...components: object[]) => ({ type: 1, components });
const option = (value: string) => ({ label: value, value });
const select = (more: object) => ({
  type: 3,
  custom_id: 'a:s',
  options: [option('1'), option('2')],
  ...more,
});
const message = (data: object) => ({ type: 4, data: { allowed_mentions, content: 'x', ...data } });
const withRows = (...components: object[]) => message({ components });
const modal = (...components: object[]) => ({ type: 9, data: { custom_id: 'a:b', title: 'T', components } });
const input = (more: object = {}, label: object = {}) => ({
  type: 18,
  label: 'L',
  component: { type: 4, custom_id: 'i', style: 1, ...more },
  ...label,
});
const long = 'x'.repeat(3000);

describe('a response that Discord would refuse', () => {
  it.each<[string, unknown, string]>([
    ['of no known type', { type: 3 }, 'no response is of type 3'],
    ['not an object', null, 'no response'],
    [
      'with a name that Discord does not have',
      message({ contents: 'x' }),
      'contents: Discord knows no such name',
    ],
    ['with such a name deep inside', message({ embeds: [{ title: 'x', colour: 5 }] }), 'colour'],
    ['with nothing in it', { type: 4, data: { allowed_mentions } }, 'an empty message'],
    ['with blank content', message({ content: ' ' }), 'an empty message'],
    ['with long content', message({ content: long }), 'content'],
    ['that could mention anyone', { type: 4, data: { content: 'x' } }, 'allowed_mentions'],
    ['with a flag of other messages', message({ flags: 1 }), 'flags'],
    ['with an embed of nothing', message({ embeds: [{ color: 5 }] }), 'shows nothing'],
    ['with a field of no value', message({ embeds: [{ fields: [{ name: 'a', value: '' }] }] }), 'value'],
    [
      'with 6,000 characters and more in its embeds',
      message({ embeds: [{ description: long }, { description: long, footer: { text: 'x' } }] }),
      '6001 characters',
    ],
    ['with six rows', withRows(...'123456'.split('').map((id) => row(button(id)))), '6 rows'],
    ['with an empty row', withRows(row()), 'components'],
    ['with six buttons in a row', withRows(row(...'123456'.split('').map(button))), 'components'],
    ['with a button outside a row', withRows(button('1')), 'components'],
    ['with a button beside a menu', withRows(row(button('1'), select({}))), 'a row of its own'],
    ['with one custom_id twice', withRows(row(button('1')), row(button('1'))), '"1" twice'],
    ['with a blank button', withRows(row({ ...button('1'), label: ' ' })), 'without label'],
    ['with a link that has a custom_id', withRows(row({ ...button('1'), style: 5 })), 'url'],
    ['with a button that has a url', withRows(row({ ...button('1'), url: 'https://x.org' })), 'url'],
    ['with a menu of nothing', withRows(row(select({ options: [] }))), 'components'],
    ['with a choice twice', withRows(row(select({ options: [option('1'), option('1')] }))), '"1" twice'],
    ['with more to choose than there is', withRows(row(select({ max_values: 3 }))), 'cannot be chosen'],
    [
      'with too many chosen',
      withRows(
        row(
          select({
            options: [
              { ...option('1'), default: true },
              { ...option('2'), default: true },
            ],
          }),
        ),
      ),
      'more chosen',
    ],
    ['deferred with content', { type: 5, data: { content: 'x' } }, 'flags only'],
    ['deferred with another flag', { type: 5, data: { flags: 4 } }, 'ephemeral flag'],
    ['a deferred update with data', { type: 6, data: {} }, 'carries none'],
    ['26 choices', { type: 8, data: { choices: Array(26).fill({ name: 'x', value: 'x' }) } }, '26'],
    ['a choice of no name', { type: 8, data: { choices: [{ name: ' ', value: 'x' }] } }, 'blank'],
    ['a choice of no value', { type: 8, data: { choices: [{ name: 'x', value: '' }] } }, 'empty'],
    ['a long choice', { type: 8, data: { choices: [{ name: 'x', value: 'x'.repeat(101) }] } }, '100'],
    ['a modal of nothing', modal(), 'components'],
    ['a modal of six fields', modal(...'123456'.split('').map((custom_id) => input({ custom_id }))), '5'],
    [
      'a modal with a long title',
      { type: 9, data: { ...modal(input()).data, title: 'x'.repeat(46) } },
      'title',
    ],
    ['a modal with a long label', modal(input({}, { label: 'x'.repeat(46) })), 'components'],
    ['a modal with one field twice', modal(input(), input()), '"i" twice'],
    ['a field that cannot be filled in', modal(input({ min_length: 5, max_length: 4 })), 'cannot be typed'],
    ['a field filled in too far', modal(input({ value: 'xxxxx', max_length: 4 })), 'filled in'],
  ])('%s', (_, body, complaint) => {
    expect(checkResponse(body).join('\n')).toContain(complaint);
  });
});

it('an edited message may be left as it is, a new one not', () => {
  expect(checkMessage({ allowed_mentions }, 'edit')).toEqual([]);
  expect(checkMessage({ allowed_mentions }, 'new')).toEqual(['an empty message']);
});

describe('a command that Discord would refuse', () => {
  const command = (more: object) => ({ type: 1, name: 'x', description: 'X', ...more });
  const text = (more: object = {}) => ({ type: 3, name: 'o', description: 'O', ...more });

  it('is none of these', () => {
    const options = [text({ required: true }), text({ name: 'p', autocomplete: true })];
    expect(checkCommands([command({ options }), command({ name: 'größe' })])).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['no list', command({}), 'a list'],
    ['one name twice', [command({}), command({})], '"x" twice'],
    ['101 commands', Array.from({ length: 101 }, (_, i) => command({ name: `x${i}` })), '101 commands'],
    ['capitals', [command({ name: 'Xx' })], 'cannot be a name'],
    ['a space', [command({ name: 'x y' })], 'cannot be a name'],
    ['a translated name in capitals', [command({ name_localizations: { de: 'X' } })], 'cannot be a name'],
    ['a locale that is none', [command({ name_localizations: { en: 'x' } })], 'no locale'],
    ['no description', [command({ description: '' })], 'description'],
    ['a long description', [command({ description: 'x'.repeat(101) })], 'description'],
    ['an unknown key', [command({ colour: 1 })], 'colour'],
    ['an unknown type of option', [command({ options: [text({ type: 99 })] })], 'options'],
    [
      '26 options',
      [command({ options: Array.from({ length: 26 }, (_, i) => text({ name: `o${i}` })) })],
      '25',
    ],
    ['one option twice', [command({ options: [text(), text()] })], '"o" twice'],
    [
      'a required option last',
      [command({ options: [text(), text({ name: 'p', required: true })] })],
      'required option after',
    ],
    [
      'choices and autocomplete',
      [command({ options: [text({ autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] })],
      'choices and autocomplete',
    ],
    [
      'a choice twice',
      [
        command({
          options: [
            text({
              choices: [
                { name: 'a', value: 'a' },
                { name: 'a', value: 'b' },
              ],
            }),
          ],
        }),
      ],
      '"a" twice',
    ],
    [
      'options beside sub-commands',
      [command({ options: [text({ type: 1 }), text({ name: 'p' })] })],
      'beside',
    ],
    ['an empty group', [command({ options: [text({ type: 2, options: [] })] })], 'without sub-commands'],
    [
      '8,000 characters and more',
      [
        command({
          options: Array.from({ length: 4 }, (_, i) =>
            text({
              name: `o${i}`,
              choices: Array.from({ length: 25 }, (__, j) => ({
                name: `${j}`.padEnd(50, 'x'),
                value: `${j}`.padEnd(50, 'x'),
              })),
            }),
          ),
        }),
      ],
      'characters in all',
    ],
    [
      '8,000 characters and more in a translation',
      [
        command({
          options: Array.from({ length: 25 }, (_, i) =>
            text({
              name: `o${i}`,
              choices: Array.from({ length: 5 }, (__, j) => ({
                name: `${j}`,
                value: `${j}`,
                name_localizations: { de: `${j}`.padEnd(70, 'x') },
              })),
            }),
          ),
        }),
      ],
      'characters in all',
    ],
  ])('%s', (_, body, complaint) => {
    expect(checkCommands(body).join('\n')).toContain(complaint);
  });
});
