import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/discord/command.ts';
import { dispatcher } from '../../src/discord/dispatch.ts';
import type { HandledInteraction } from '../../src/discord/interaction.ts';
import { parseInteraction } from '../../src/discord/payload.ts';
import { choices, message, modal, update } from '../../src/discord/response.ts';
import { rawAutocomplete, rawCommand, rawComponent, rawModal } from './raw-interaction.ts';

interface Context {
  readonly who: string;
}

const profile: Command<Context> = {
  name: 'profile',
  description: 'A profile',
  options: [{ type: 'string', name: 'player', description: 'Whose', autocomplete: true }],
  execute: ({ options }, { who }) => message({ content: `${who}: ${options.string('player')}` }),
  autocomplete: ({ focused }) => choices([{ name: focused.value, value: focused.value }]),
  components: {
    page: async ({ customId }) => update({ content: customId.arguments.join() }),
    open: () => modal({ customId: 'profile:names', title: 'T', components: [] }),
  },
  modals: { names: ({ fields }) => message({ content: fields.text('name') ?? '' }) },
};

const admin: Command<Context> = {
  name: 'admin',
  description: 'For staff',
  deferPrivately: false,
  subcommands: [
    { name: 'list', description: 'List', execute: () => message({ content: 'list' }) },
    {
      name: 'season',
      description: 'Seasons',
      subcommands: [
        { name: 'open', description: 'Open', execute: () => message({ content: 'season open' }) },
      ],
    },
  ],
};

const UNKNOWN = message({ content: 'Nobody knows this' });
const settings = { unknownReply: () => UNKNOWN };
const dispatch = dispatcher([profile, admin], settings);

function interaction(raw: unknown): HandledInteraction {
  const parsed = parseInteraction(raw);
  if (parsed === null || parsed.kind === 'ping' || parsed.kind === 'unknown') throw new Error('not handled');
  return parsed;
}

function answerTo(raw: unknown) {
  return dispatch(interaction(raw)).run({ who: 'Nelly' });
}

const sub = (name: string, type: number, options: object[] = []) => ({ name, type, options });

describe('an interaction finds its handler', () => {
  it.each<[string, unknown, object]>([
    [
      'a command',
      rawCommand('profile', [{ name: 'player', type: 3, value: 'Flash' }]),
      message({ content: 'Nelly: Flash' }),
    ],
    [
      'its autocomplete',
      rawAutocomplete('profile', [{ name: 'player', type: 3, value: 'Fl', focused: true }]),
      choices([{ name: 'Fl', value: 'Fl' }]),
    ],
    ['its component', rawComponent('profile:page:2:x'), update({ content: '2,x' })],
    [
      'its modal',
      rawModal('profile:names', [{ component: { custom_id: 'name', value: 'Bisu' } }]),
      message({ content: 'Bisu' }),
    ],
    ['a sub-command', rawCommand('admin', [sub('list', 1)]), message({ content: 'list' })],
    [
      'one in a group',
      rawCommand('admin', [sub('season', 2, [sub('open', 1)])]),
      message({ content: 'season open' }),
    ],
  ])('%s', async (_, raw, reply) => {
    expect(dispatch(interaction(raw)).known).toBe(true);
    expect(await answerTo(raw)).toEqual(reply);
  });

  it('and whether its late answer is private', () => {
    expect(dispatch(interaction(rawCommand('profile'))).deferPrivately).toBe(true);
    expect(dispatch(interaction(rawCommand('admin', [sub('list', 1)]))).deferPrivately).toBe(false);
  });
});

describe('what nobody answers for', () => {
  it.each<[string, unknown]>([
    ['a command', rawCommand('gone')],
    ['a family without its sub-command', rawCommand('admin')],
    ['a sub-command', rawCommand('admin', [sub('gone', 1)])],
    ['a group of a name that is a sub-command', rawCommand('admin', [sub('list', 2, [sub('x', 1)])])],
    ['a plain command with a sub-command', rawCommand('profile', [sub('x', 1)])],
    ['a component of no command', rawComponent('gone:page')],
    ['an action of no component', rawComponent('profile:gone')],
    ['a modal by a component of its name', rawModal('profile:page', [])],
    ['a component by a modal of its name', rawComponent('profile:names')],
    ['a name that every object has', rawComponent('profile:constructor')],
    ['a foreign custom_id', rawComponent('whatever')],
  ])('%s gets a polite private reply', async (_, raw) => {
    expect(dispatch(interaction(raw)).known).toBe(false);
    expect(await answerTo(raw)).toBe(UNKNOWN);
  });

  it('is told which interaction it was', async () => {
    const seen: string[] = [];
    const asking = dispatcher([profile], {
      unknownReply({ locale }) {
        seen.push(locale);
        return UNKNOWN;
      },
    });
    const asked = interaction(rawCommand('gone'));
    await asking(asked).run({ who: '' });
    expect(seen).toEqual([asked.locale]);
  });

  it('gets no choices when it is autocomplete', async () => {
    const focused = [{ name: 'player', type: 3, value: '', focused: true }];
    expect(await answerTo(rawAutocomplete('gone', focused))).toEqual(choices([]));
    expect(await answerTo(rawAutocomplete('admin', [sub('list', 1, focused)]))).toEqual(choices([]));
  });
});

describe('a list of commands', () => {
  it('with one name twice is refused', () => {
    expect(() => dispatcher([profile, admin, { ...profile }], settings)).toThrow('"command /profile"');
  });

  it('with one sub-command twice is refused', () => {
    const child = { name: 'a', description: 'A', execute: () => message({ content: '' }) };
    expect(() =>
      dispatcher([{ name: 'x', description: 'X', subcommands: [child, child] }], settings),
    ).toThrow('/x a');
  });

  it('with suggestions that nobody computes is refused', () => {
    const { autocomplete: _, ...silent } = profile as Extract<typeof profile, { execute: unknown }>;
    expect(() => dispatcher([silent], settings)).toThrow('nobody completes "player"');
  });
});

it('the error of a handler comes out of run', () => {
  const broken: Command<Context> = {
    name: 'broken',
    description: 'Breaks',
    execute() {
      throw new Error('broken');
    },
  };
  const { run } = dispatcher([broken], settings)(interaction(rawCommand('broken')));
  expect(() => run({ who: '' })).toThrow('broken');
});
