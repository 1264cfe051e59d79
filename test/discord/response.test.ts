import { describe, expect, it } from 'vitest';
import { checkResponse } from '../../dev/discord-api/response.ts';
import { button, linkButton, row, select, selectInput, textInput } from '../../src/discord/component.ts';
import { choices, message, modal, PONG, type Reply, toWire, update } from '../../src/discord/response.ts';

const page = [
  row(
    button({ id: 'a:previous', label: 'Previous', disabled: true }),
    button({ id: 'a:next', label: 'Next', style: 'primary', emoji: '➡️' }),
    linkButton({ label: 'Web', url: 'https://example.org/' }),
  ),
  row(
    select({
      id: 'a:rank',
      placeholder: 'Rank',
      least: 0,
      most: 2,
      choices: [
        { label: 'S', value: 's', description: 'the best', emoji: '🥇', selected: true },
        { label: 'A', value: 'a' },
      ],
    }),
  ),
];

const form = modal({
  customId: 'setup:names',
  title: 'Setup',
  components: [
    textInput({ id: 'name', label: 'Name', value: 'Flash', minLength: 3, maxLength: 12 }),
    textInput({ id: 'note', label: 'Note', style: 'paragraph', required: false, placeholder: 'None' }),
    selectInput({
      id: 'region',
      label: 'Region',
      description: 'Where you play from',
      choices: [{ label: 'Korea', value: 'KR' }],
    }),
  ],
});

const embed = { title: 'Flash', description: 'S', fields: [{ name: 'Rating', value: '2100' }] };

describe('a reply on the wire', () => {
  it.each<[string, Reply, object]>([
    ['a pong', PONG, { type: 1 }],
    [
      'a message is private and mentions nobody',
      message({ content: 'hi' }),
      { type: 4, data: { content: 'hi', flags: 64, allowed_mentions: { parse: [] } } },
    ],
    [
      'a public message with someone to mention',
      message({ content: '<@5>', ephemeral: false, allowedMentions: { users: ['5'] } }),
      { type: 4, data: { content: '<@5>', allowed_mentions: { users: ['5'] } } },
    ],
    ['a private deferral', { kind: 'deferred-message', ephemeral: true }, { type: 5, data: { flags: 64 } }],
    ['a public deferral', { kind: 'deferred-message', ephemeral: false }, { type: 5, data: {} }],
    ['a deferred update', { kind: 'deferred-update' }, { type: 6 }],
    [
      'an update leaves alone what it does not name',
      update({ embeds: [] }),
      { type: 7, data: { embeds: [], allowed_mentions: { parse: [] } } },
    ],
    [
      'choices',
      choices([{ name: 'Flash', value: 'id5' }]),
      { type: 8, data: { choices: [{ name: 'Flash', value: 'id5' }] } },
    ],
    ['no choices', choices([]), { type: 8, data: { choices: [] } }],
  ])('%s', (_, reply, wire) => {
    expect(toWire(reply)).toEqual(wire);
    expect(checkResponse(toWire(reply))).toEqual([]);
  });

  it.each<[string, Reply]>([
    ['a message with an embed and every component', message({ embeds: [embed], components: page })],
    ['an update with the same', update({ content: 'x', embeds: [embed], components: page })],
    ['a modal', form],
    ['choices of numbers', choices([{ name: 'One', value: 1 }])],
  ])('%s is what Discord accepts', (_, reply) => {
    expect(checkResponse(toWire(reply))).toEqual([]);
  });

  it('has the styles that Discord numbers', () => {
    const styles = (['primary', 'secondary', 'success', 'danger'] as const).map(
      (style) => button({ id: 'a:b', label: 'x', style }).style,
    );
    expect(styles).toEqual([1, 2, 3, 4]);
    expect(linkButton({ label: 'x', url: 'https://example.org' }).style).toBe(5);
    expect(JSON.stringify(toWire(form))).toContain('"custom_id":"note","style":2,"required":false');
  });

  it('never has more than 25 choices', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ name: `${index}`, value: index }));
    expect(choices(many).choices).toHaveLength(25);
  });
});
