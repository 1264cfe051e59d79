import { describe, expect, it } from 'vitest';
import { checkCommands } from '../../dev/discord-api/command.ts';
import type { Command, Option, PlainCommand, StringOption } from '../../src/discord/command.ts';
import {
  type CommandData,
  registrationChanges,
  registrationData,
  sameRegistration,
} from '../../src/discord/registration.ts';
import { choices, message } from '../../src/discord/response.ts';

const execute = () => message({ content: '' });

const versus: PlainCommand<unknown> = {
  name: 'versus',
  nameLocalizations: { de: 'gegen', fr: 'contre' },
  description: 'Two players',
  descriptionLocalizations: { de: 'Zwei Spieler' },
  options: [
    {
      type: 'string',
      name: 'player',
      description: 'Whom',
      required: true,
      autocomplete: true,
      minLength: 1,
      maxLength: 40,
    },
    { type: 'integer', name: 'page', description: 'Page', minValue: 0, maxValue: 99 },
    {
      type: 'string',
      name: 'faction',
      description: 'Faction',
      choices: [{ name: 'Zerg', nameLocalizations: { ko: '저그' }, value: 'zerg' }],
    },
    { type: 'number', name: 'ratio', description: 'Ratio', choices: [{ name: 'None', value: 0 }] },
    { type: 'user', name: 'who', description: 'Who' },
    { type: 'boolean', name: 'all', description: 'All' },
  ],
  execute,
  autocomplete: () => choices([]),
};

const admin: Command<unknown> = {
  name: 'admin',
  description: 'For staff',
  defaultMemberPermissions: 0n,
  contexts: ['guild'],
  subcommands: [
    { name: 'list', description: 'List', execute },
    {
      name: 'season',
      description: 'Seasons',
      subcommands: [
        {
          name: 'open',
          description: 'Open',
          options: [{ type: 'role', name: 'for', description: 'For' }],
          execute,
        },
      ],
    },
  ],
};

const data = registrationData([versus, admin]);

describe('what is registered', () => {
  it('is this', () => {
    expect(data).toEqual([
      {
        type: 1,
        name: 'versus',
        name_localizations: { de: 'gegen', fr: 'contre' },
        description: 'Two players',
        description_localizations: { de: 'Zwei Spieler' },
        options: [
          {
            type: 3,
            name: 'player',
            description: 'Whom',
            required: true,
            autocomplete: true,
            min_length: 1,
            max_length: 40,
          },
          { type: 4, name: 'page', description: 'Page', min_value: 0, max_value: 99 },
          {
            type: 3,
            name: 'faction',
            description: 'Faction',
            choices: [{ name: 'Zerg', name_localizations: { ko: '저그' }, value: 'zerg' }],
          },
          { type: 10, name: 'ratio', description: 'Ratio', choices: [{ name: 'None', value: 0 }] },
          { type: 6, name: 'who', description: 'Who' },
          { type: 5, name: 'all', description: 'All' },
        ],
        default_member_permissions: null,
        contexts: [0, 1],
        integration_types: [0],
      },
      {
        type: 1,
        name: 'admin',
        description: 'For staff',
        options: [
          { type: 1, name: 'list', description: 'List', options: [] },
          {
            type: 2,
            name: 'season',
            description: 'Seasons',
            options: [
              {
                type: 1,
                name: 'open',
                description: 'Open',
                options: [{ type: 8, name: 'for', description: 'For' }],
              },
            ],
          },
        ],
        default_member_permissions: '0',
        contexts: [0],
        integration_types: [0],
      },
    ]);
    expect(checkCommands(data)).toEqual([]);
  });

  it('for one guild names no contexts', () => {
    const guild = registrationData([versus, admin], 'guild');
    expect(guild.some((command) => 'contexts' in command || 'integration_types' in command)).toBe(false);
    expect(checkCommands(guild)).toEqual([]);
  });
});

/** As Discord gives a registered command back: its own fields added, every default written out or left away. */
function fromDiscord(commands: readonly object[]): object[] {
  return commands
    .map((command, index) => ({
      id: `${index}`,
      application_id: '12',
      version: '99',
      nsfw: false,
      dm_permission: true,
      name_localizations: null,
      description_localizations: null,
      ...JSON.parse(JSON.stringify(command), (key, value: unknown) => {
        if (key === 'options' && Array.isArray(value)) {
          if (value.length === 0) return undefined;
          return value.map((option: object) => ({ name_localizations: null, required: false, ...option }));
        }
        if (key === 'name_localizations' && value) return Object.fromEntries(Object.entries(value).reverse());
        return value;
      }),
    }))
    .reverse();
}

describe('a registration', () => {
  const wanted = registrationData([versus, admin]);

  it('is the same, whatever Discord adds, leaves away or reorders', () => {
    expect(fromDiscord(wanted)).not.toEqual(wanted);
    expect(sameRegistration(fromDiscord(wanted), wanted)).toBe(true);
    expect(sameRegistration([], [])).toBe(true);
  });

  it('of a guild is the same', () => {
    const guild = registrationData([versus, admin], 'guild');
    const present = fromDiscord(guild).map((command) => ({
      ...command,
      guild_id: '7',
      contexts: null,
      integration_types: [0],
    }));
    expect(sameRegistration(present, guild)).toBe(true);
  });

  const changed = (change: Partial<PlainCommand<unknown>>) =>
    registrationData([{ ...versus, ...change }, admin]);
  const page: Option = { type: 'integer', name: 'page', description: 'Page', minValue: 0 };
  const zerg = { name: 'Zerg', value: 'zerg' };
  const faction: StringOption = { type: 'string', name: 'faction', description: 'Faction', choices: [zerg] };
  const withOptions = (...options: Option[]) => registrationData([{ ...versus, options }, admin]);

  it.each<[string, CommandData[], CommandData[]]>([
    ['a description', wanted, changed({ description: 'Other' })],
    ['a translation', wanted, changed({ nameLocalizations: { de: 'gegen' } })],
    ['rights', wanted, changed({ defaultMemberPermissions: 8n })],
    ['rights from everyone to administrators', wanted, changed({ defaultMemberPermissions: 0n })],
    ['contexts', wanted, changed({ contexts: ['guild'] })],
    ['no options', wanted, withOptions()],
    ['the order of options', withOptions(page, faction), withOptions(faction, page)],
    ['a required option', withOptions(page), withOptions({ ...page, required: true })],
    [
      'a limit that is zero',
      withOptions(page),
      withOptions({ type: 'integer', name: 'page', description: 'Page' }),
    ],
    ['a choice', withOptions(faction), withOptions({ ...faction, choices: [{ name: 'Zerg', value: 'z' }] })],
    [
      'autocomplete',
      withOptions(faction),
      withOptions({ type: 'string', name: 'faction', description: 'Faction', autocomplete: true }),
    ],
  ])('differs by %s', (_, one, other) => {
    expect(checkCommands(other)).toEqual([]);
    expect(registrationChanges(fromDiscord(one), other)).toEqual({
      added: [],
      changed: ['versus'],
      removed: [],
    });
    expect(sameRegistration(fromDiscord(one), other)).toBe(false);
    expect(sameRegistration(fromDiscord(other), one)).toBe(false);
  });

  it('names what comes and goes', () => {
    const renamed = registrationData([
      { ...versus, name: 'against' },
      { ...admin, description: 'Staff' } as typeof admin,
    ]);
    expect(registrationChanges(fromDiscord(wanted), renamed)).toEqual({
      added: ['against'],
      changed: ['admin'],
      removed: ['versus'],
    });
  });

  it('would remove a context-menu command, though it bears the same name', () => {
    const menu = { type: 2, name: 'admin', description: '' };
    expect(registrationChanges([...fromDiscord(wanted), menu], wanted).removed).toEqual(['admin (type 2)']);
  });
});
