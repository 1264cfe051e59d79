// What Discord is told of the commands that there are: in every language, wherever they work, and shown to whom they are for.
import { describe, expect, test } from 'vitest';
import { commandsFor } from '../../src/commands/index.ts';
import { registrationData } from '../../src/discord/registration.ts';
import { games } from '../../src/games/index.ts';
import { languages } from '../../src/messages/languages/index.ts';

interface Registered {
  readonly name: string;
  readonly type: number;
  readonly description?: string;
  readonly description_localizations?: Readonly<Record<string, string>>;
  readonly options?: readonly Registered[];
  readonly choices?: readonly {
    readonly name: string;
    readonly value: unknown;
    readonly name_localizations?: Readonly<Record<string, string>>;
  }[];
}

const LOCALES = [...languages.keys()].filter((locale) => !locale.startsWith('en-')).sort();
const SUBCOMMAND = 1;
const GROUP = 2;

/** All there is to be read, by where it stands. */
function texts(one: Registered, path = one.name): readonly (readonly [string, readonly string[]])[] {
  const localized = (by: Readonly<Record<string, string>> = {}) => Object.keys(by).sort();
  return [
    [path, localized(one.description_localizations)],
    ...(one.choices ?? []).map(
      ({ value, name_localizations: by }) => [`${path}=${value}`, localized(by)] as const,
    ),
    ...(one.options ?? []).flatMap((option) => texts(option, `${path} ${option.name}`)),
  ];
}

function called({ name, options = [] }: Registered): readonly string[] {
  const below = options.filter(({ type }) => type === SUBCOMMAND || type === GROUP);
  return below.length === 0 ? [name] : below.flatMap(called).map((rest) => `${name} ${rest}`);
}

describe.each(games.map((game) => ({ game })))('of $game.name', ({ game }) => {
  const registered = registrationData(commandsFor(game));

  test('every description and choice is there in every language, but for names', () => {
    const names = [...game.factions, ...game.tiers].map(({ id }) => `=${id}`);
    const lacking = (registered as readonly unknown[] as readonly Registered[])
      .flatMap((one) => texts(one))
      .filter(
        ([path, locales]) => locales.join() !== LOCALES.join() && !names.some((id) => path.endsWith(id)),
      );
    expect(lacking).toEqual([]);
  });

  test('all work in servers and in direct messages; staff’s are shown to no ordinary member', () => {
    for (const { name, contexts, default_member_permissions: shown } of registered) {
      expect([name, contexts]).toEqual([name, [0, 1]]);
      expect([name, shown]).toEqual([name, name === 'admin' ? '32' : name === 'owner' ? '0' : null]);
    }
  });

  test('all that the rules name are there', () => {
    const names = (registered as readonly unknown[] as readonly Registered[]).flatMap(called);
    const admin = ['snapshot', 'player', 'match', 'resolve', 'void', 'adjust', 'ban', 'unban', 'dequeue'];
    const seasons = ['close', 'open', 'maps'].map((act) => `season ${act}`);
    expect(names.toSorted()).toEqual(
      [
        ...[
          'setup',
          'terms',
          'setcountry',
          'profile',
          'leaderboard',
          'queue',
          'history',
          'versus',
          'help',
          'prune',
        ],
        ...[...admin, 'clear-queue', 'aborts', 'forget', 'export', ...seasons].map((name) => `admin ${name}`),
        ...['add', 'remove', 'list'].map((name) => `owner admin ${name}`),
      ].toSorted(),
    );
  });
});
