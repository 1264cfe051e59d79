import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Interaction, interactionName } from '../../src/discord/interaction.ts';
import { parseInteraction } from '../../src/discord/payload.ts';
import { isSnowflake } from '../../src/discord/snowflake.ts';
import { draws } from '../draws.ts';
import {
  inDirectMessage,
  inGuild,
  rawAutocomplete,
  rawCommand,
  rawComponent,
  rawMessage,
  rawModal,
  rawPing,
  USER,
} from './raw-interaction.ts';

/** Parsed, and of the expected kind. */
function parse<Kind extends Interaction['kind']>(kind: Kind, json: unknown) {
  const interaction = parseInteraction(json);
  if (interaction?.kind !== kind) throw new Error(`parsed as ${interaction?.kind}`);
  return interaction as Extract<Interaction, { kind: Kind }>;
}

const STRING = 3;
const INTEGER = 4;
const SUBCOMMAND = 1;
const GROUP = 2;

describe('an id', () => {
  it.each([
    ['1', true],
    ['9223372036854775807', true],
    ['9223372036854775808', false],
    ['10000000000000000000', false],
    ['', false],
    ['-1', false],
    ['12a', false],
  ])('%j: %s', (text, expected) => {
    expect(isSnowflake(text)).toBe(expected);
  });
});

describe('a command', () => {
  it('in a server carries who, where and with which rights', () => {
    expect(parse('command', rawCommand('profile'))).toMatchObject({
      id: '1098765432109876543',
      applicationId: '1012345678901234567',
      token: 'aW50ZXJhY3Rpb24tdG9rZW4',
      user: { id: USER.id, username: 'nelly', globalName: 'Nelly' },
      guildId: '290926798626357999',
      channelId: '645027906669510667',
      locale: 'de',
      guildLocale: 'fr',
      permissions: 2251799813685247n,
      command: 'profile',
      path: [],
    });
  });

  it.each([
    ['zh-CN', 'zh-CN'],
    ['es-419', 'es-419'],
    ['', 'en-US'],
    ['en_US', 'en-US'],
    ['x'.repeat(50), 'en-US'],
    [null, 'en-US'],
  ])('in the locale %j is answered in %s', (locale, expected) => {
    expect(parse('command', { ...rawCommand('profile'), locale }).locale).toBe(expected);
  });

  it('need not name the application', () => {
    const { application_id: _, ...raw } = rawCommand('profile') as Record<string, unknown>;
    expect(parse('command', raw)).toMatchObject({ applicationId: null, command: 'profile' });
  });

  it('in a direct message has no server', () => {
    const raw = inDirectMessage({ type: 2, data: { type: 1, name: 'profile' } });
    expect(parse('command', raw)).toMatchObject({
      user: { id: USER.id },
      guildId: null,
      guildLocale: null,
      permissions: null,
    });
  });

  it('needs little: an id, an application, a token, a user and a name', () => {
    const least = {
      type: 2,
      id: '1',
      application_id: '2',
      token: 't',
      user: { id: '3' },
      data: { name: 'x' },
    };
    expect(parse('command', least)).toMatchObject({ locale: 'en-US', channelId: null, command: 'x' });
  });

  it('gives its options by name and type', () => {
    const { options } = parse(
      'command',
      rawCommand(
        'x',
        [
          { name: 'text', type: STRING, value: 'abc' },
          { name: 'count', type: INTEGER, value: 7 },
          { name: 'flag', type: 5, value: true },
          { name: 'who', type: 6, value: '42' },
          { name: 'stranger', type: 6, value: '43' },
          { name: 'where', type: 7, value: '44' },
          { name: 'ratio', type: 10, value: 0.5 },
        ],
        { users: { 42: { ...USER, id: '42', global_name: null } }, members: { 42: { roles: [] } } },
      ),
    );
    expect(options.string('text')).toBe('abc');
    expect(options.integer('count')).toBe(7);
    expect(options.boolean('flag')).toBe(true);
    expect(options.user('who')).toEqual({ id: '42', username: 'nelly', globalName: null });
    expect(options.user('stranger')).toEqual({ id: '43', username: '43', globalName: null });
    expect(options.id('where', 'channel')).toBe('44');
    expect(options.number('ratio')).toBe(0.5);
    expect(options.string('absent')).toBeNull();
    expect(options.string('__proto__')).toBeNull();
    expect(() => options.string('count')).toThrow(TypeError);
  });

  it('may be a sub-command, with a group or without', () => {
    const leaf = { name: 'reason', type: STRING, value: 'abuse' };
    const ban = { name: 'ban', type: SUBCOMMAND, options: [leaf] };
    const plain = parse('command', rawCommand('admin', [ban]));
    expect(plain.path).toEqual(['ban']);
    expect(plain.options.string('reason')).toBe('abuse');
    const grouped = parse('command', rawCommand('admin', [{ name: 'player', type: GROUP, options: [ban] }]));
    expect(grouped.path).toEqual(['player', 'ban']);
    expect(grouped.options.string('reason')).toBe('abuse');
    expect(interactionName(grouped)).toBe('/admin player ban');
    expect(parse('command', rawCommand('admin', [{ name: 'list', type: SUBCOMMAND }])).path).toEqual([
      'list',
    ]);
  });

  it('of a context menu is not taken for a slash command of its name', () => {
    expect(
      parseInteraction(inGuild({ type: 2, data: { type: 2, name: 'profile', target_id: '1' } })),
    ).toEqual({
      kind: 'unknown',
      type: 2,
    });
  });
});

describe('autocomplete', () => {
  it('says which option is being typed', () => {
    const raw = rawAutocomplete('versus', [
      { name: 'season', type: INTEGER, value: '1' },
      { name: 'player', type: STRING, value: 'Fla', focused: true },
    ]);
    const interaction = parse('autocomplete', raw);
    expect(interaction.focused).toEqual({ name: 'player', value: 'Fla' });
    expect(interaction.options.string('player')).toBe('Fla');
    expect(interaction.options.integer('season'), 'half-typed').toBeNull();
  });

  it('finds it within a sub-command', () => {
    const player = { name: 'player', type: STRING, value: '', focused: true };
    const raw = rawAutocomplete('admin', [{ name: 'ban', type: SUBCOMMAND, options: [player] }]);
    expect(parse('autocomplete', raw)).toMatchObject({
      path: ['ban'],
      focused: { name: 'player', value: '' },
    });
  });

  it('without a typed option is none', () => {
    expect(parseInteraction(rawAutocomplete('x', [{ name: 'a', type: STRING, value: '' }]))).toBeNull();
  });
});

describe('a component', () => {
  it('carries its address, its message, and who called for that', () => {
    const interaction = parse('component', rawComponent('leaderboard:page:2:SE'));
    expect(interaction.customId).toEqual({ command: 'leaderboard', action: 'page', arguments: ['2', 'SE'] });
    expect(interaction.values).toEqual([]);
    expect(interaction.message).toEqual({ id: rawMessage.id, ephemeral: true, callerId: USER.id });
    expect(interactionName(interaction)).toBe('leaderboard:page');
  });

  it('carries what was chosen', () => {
    const raw = rawComponent('leaderboard:rank', { component_type: 3, values: ['S', 'A'] });
    expect(parse('component', raw).values).toEqual(['S', 'A']);
  });

  it('of a message without flags is not private', () => {
    const raw = { ...rawComponent('a:b'), message: { id: '5' } };
    expect(parse('component', raw).message).toEqual({ id: '5', ephemeral: false, callerId: null });
  });
});

describe('a modal', () => {
  it('gives its fields, from labels and from rows', () => {
    const { fields, message } = parse(
      'modal',
      rawModal('setup:names', [
        { type: 10, content: 'a text' },
        { type: 18, component: { type: 4, custom_id: 'name', value: '  Flash ' } },
        { type: 1, components: [{ type: 4, custom_id: 'tag', value: 'Flash#123' }] },
        { type: 18, component: { type: 3, custom_id: 'regions', values: ['KR', 'EU'] } },
        { type: 18, component: { type: 4, custom_id: 'empty', value: ' ' } },
        { type: 18, component: { type: 23, custom_id: 'agreed', value: true } },
        { type: 18, component: { type: 21, custom_id: 'none', value: null } },
      ]),
    );
    expect(fields.text('name')).toBe('Flash');
    expect(fields.text('tag')).toBe('Flash#123');
    expect(fields.values('regions')).toEqual(['KR', 'EU']);
    expect(fields.text('empty')).toBeNull();
    expect(fields.text('agreed')).toBe('true');
    expect(fields.text('none')).toBeNull();
    expect(fields.values('absent')).toEqual([]);
    expect(message).toBeNull();
  });

  it('that a component opened has a message', () => {
    expect(parse('modal', rawModal('a:b', [], { message: rawMessage })).message?.id).toBe(rawMessage.id);
  });
});

describe('anything else', () => {
  it('is a ping, whole or bare', () => {
    expect(parseInteraction(rawPing)).toEqual({ kind: 'ping' });
    expect(parseInteraction({ type: 1 })).toEqual({ kind: 'ping' });
  });

  /** A value put in the place of one that lies somewhere within. */
  function changed(value: unknown, way: readonly number[], other: unknown): unknown {
    const [step = 0, ...rest] = way;
    if (way.length === 0 || typeof value !== 'object' || value === null) return other;
    const keys = Object.keys(value);
    const key = keys[step % Math.max(1, keys.length)];
    if (key === undefined) return other;
    const copy: object = Array.isArray(value) ? [...value] : { ...value };
    return Object.assign(copy, { [key]: changed(Reflect.get(value, key), rest, other) });
  }

  it('is read or is none, whatever stands where', () => {
    const whole = [
      rawPing,
      rawCommand('profile', [{ name: 'user', type: 6, value: USER.id }], { users: { [USER.id]: USER } }),
      rawAutocomplete('profile', [{ name: 'player', type: STRING, value: 'x', focused: true }]),
      rawComponent('a:b', { values: ['S'] }),
      rawModal('a:b', [{ type: 1, components: [{ type: 4, custom_id: 'tag', value: 'x' }] }], {
        message: rawMessage,
      }),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.array(fc.nat(20), { minLength: 1, maxLength: 6 }),
        fc.jsonValue(),
        (real, way, other) => {
          const read = parseInteraction(changed(real, way, other));
          expect(read === null || typeof read.kind === 'string').toBe(true);
        },
      ),
      draws(150),
    );
  });

  it('is unknown, but answered, when Discord invents a type', () => {
    const unknown = parse('unknown', inGuild({ type: 6 }));
    expect(unknown).toEqual({ kind: 'unknown', type: 6 });
    expect(interactionName(unknown)).toBe('unknown type 6');
  });

  const command = rawCommand('x');
  it.each<[string, unknown]>([
    ['null', null],
    ['a list', []],
    ['text', 'hello'],
    ['nothing', undefined],
    ['no type', { ...command, type: undefined }],
    ['a type that is text', { ...command, type: '2' }],
    ['a type that is broken', { ...command, type: 1.5 }],
    ['no id', { ...command, id: undefined }],
    ['an id that is a number', { ...command, id: 5 }],
    ['an id that is no number', { ...command, id: '5; drop table' }],
    ['an id beyond bigint', { ...command, id: '9223372036854775808' }],
    ['an id of 20 digits', { ...command, id: '10000000000000000000' }],
    ['no token', { ...command, token: '' }],
    ['no user', { ...command, member: undefined }],
    ['a user without id', { ...command, member: { user: { username: 'x' } } }],
    ['a user whose id is no number', { ...command, member: { user: { id: 'x' } } }],
    ['rights that are no number', { ...command, member: { user: USER, permissions: 'all' } }],
    ['no data', { ...command, data: undefined }],
    ['a command without name', inGuild({ type: 2, data: { type: 1 } })],
    ['options that are no list', inGuild({ type: 2, data: { name: 'x', options: {} } })],
    ['an option that is an object', rawCommand('x', [{ name: 'a', type: 3, value: {} }])],
    ['a component without custom_id', inGuild({ type: 3, data: { component_type: 2 } })],
    ['values that are no text', rawComponent('a:b', { values: [1] })],
    ['a modal without custom_id', inGuild({ type: 5, data: { components: [] } })],
    ['a modal field that is an object', rawModal('a:b', [{ component: { custom_id: 'x', value: {} } }])],
  ])('%s is no interaction', (_, json) => {
    expect(parseInteraction(json)).toBeNull();
  });

  it('takes the largest id that bigint holds', () => {
    expect(parseInteraction({ ...command, id: '9223372036854775807' })).not.toBeNull();
  });
});
