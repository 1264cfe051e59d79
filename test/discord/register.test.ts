import { afterEach, describe, expect, it } from 'vitest';
import { checkCommands } from '../../dev/discord-api/command.ts';
import { Obstacle } from '../../dev/obstacle.ts';
import { type RegistrationTarget, register, registrationTarget } from '../../scripts/register.ts';
import { commandsFor } from '../../src/commands/index.ts';
import { registrationData } from '../../src/discord/registration.ts';
import { games } from '../../src/games/index.ts';
import { type DiscordStandIn, discordStandIn, type StandInAnswer } from './discord-stand-in.ts';

let discord: DiscordStandIn;
afterEach(() => discord?.close());

const [game] = games;
const commands = commandsFor(game);
const data = registrationData(commands);
const globally = '/applications/12/commands';

function target(guildId: string | null = null): RegistrationTarget {
  return { applicationId: '12', botToken: 'secret', apiUrl: discord.url, guildId, game };
}

async function registering(guildId: string | null = null, dryRun = false): Promise<string[]> {
  const lines: string[] = [];
  await register(target(guildId), (line) => lines.push(line), { dryRun });
  return lines;
}

/** A Discord that has these commands. */
function having(present: unknown): Promise<DiscordStandIn> {
  return discordStandIn(() => ({ status: 200, body: present }));
}

const asked = () => discord.requests.map(({ method, path }) => `${method} ${path}`);
const GET = `GET ${globally}?with_localizations=true`;

describe('registering', () => {
  it('writes all commands where Discord has none', async () => {
    discord = await having([]);
    expect(await registering()).toEqual([
      `registered: added ${commands.map(({ name }) => `/${name}`).join(' ')}`,
    ]);
    expect(asked()).toEqual([GET, `PUT ${globally}`]);
    const body = discord.requests[1]?.body;
    expect(body).toEqual(data);
    expect(checkCommands(body)).toEqual([]);
    expect(discord.requests[1]?.headers.authorization).toBe('Bot secret');
  });

  it('writes nothing where nothing differs', async () => {
    discord = await having(data.map((command) => ({ id: '1', version: '2', nsfw: false, ...command })));
    expect(await registering()).toEqual([`Discord knows all ${data.length} commands already: nothing to do`]);
    expect(asked()).toEqual([GET]);
  });

  it('names what is changed, added and removed', async () => {
    const [first, ...others] = data;
    discord = await having([
      { ...first, description: 'old' },
      ...others.slice(1),
      { type: 1, name: 'old', description: 'x' },
    ]);
    expect(await registering()).toEqual([
      `registered: added /${others[0]?.name}, changed /${first?.name}, removed /old`,
    ]);
  });

  it('only says so when rehearsed', async () => {
    discord = await having([]);
    expect((await registering(null, true))[0]).toMatch(/^would be registered: added \//);
    expect(asked()).toEqual([GET]);
  });

  it('for one server goes to that server', async () => {
    discord = await having([]);
    await registering('34');
    expect(asked()).toEqual([
      'GET /applications/12/guilds/34/commands?with_localizations=true',
      'PUT /applications/12/guilds/34/commands',
    ]);
    expect(discord.requests[1]?.body).toEqual(registrationData(commands, 'guild'));
  });
});

describe('a registration that fails says what to do', () => {
  it.each<[StandInAnswer, string | null, string]>([
    [{ status: 401 }, null, 'reset it'],
    [{ status: 403 }, null, 'DISCORD_APPLICATION_ID'],
    [{ status: 403, body: { code: 50001, message: 'Missing Access' } }, '34', 'invite it'],
    [{ status: 429, headers: { 'retry-after': '600' } }, null, 'Try again'],
    [{ status: 200, text: '<html>' }, null, 'DISCORD_API_URL'],
    [{ status: 400, body: { code: 50035, message: 'Invalid Form Body' } }, null, 'Invalid Form Body'],
    [{ status: 502, body: {} }, null, 'Try again in some minutes.'],
  ])('%o', async (answer, guild, advice) => {
    discord = await discordStandIn(() => answer);
    const error: unknown = await registering(guild).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Obstacle);
    expect(String(error)).toContain(advice);
  });

  it('also when Discord cannot be reached', async () => {
    discord = await having([]);
    await discord.close();
    await expect(registering()).rejects.toThrow('check the network');
  });
});

describe('the target', () => {
  const variables = {
    DISCORD_APPLICATION_ID: '12',
    DISCORD_BOT_TOKEN: 'secret',
    DISCORD_API_URL: 'http://x/api/',
  };

  it('is read from the settings', () => {
    expect(registrationTarget(variables, '34')).toEqual({
      applicationId: '12',
      botToken: 'secret',
      apiUrl: 'http://x/api',
      guildId: '34',
      game,
    });
    expect(registrationTarget({ ...variables, DISCORD_API_URL: '' }, null).apiUrl).toBe(
      'https://discord.com/api/v10',
    );
  });

  it.each(['DISCORD_APPLICATION_ID', 'DISCORD_BOT_TOKEN'])('without %s says where to find it', (name) => {
    expect(() => registrationTarget({ ...variables, [name]: '' }, null)).toThrow(`${name} (Developer Portal`);
  });

  it('takes no id that is none, such as the application’s name', () => {
    const said = (id: string) => () => registrationTarget({ ...variables, DISCORD_APPLICATION_ID: id }, null);
    for (const id of ['Edge Ladder', '12/../13'])
      expect(said(id)).toThrow(/^DISCORD_APPLICATION_ID .*digits only: Developer Portal/);
  });

  it('takes no token that Discord could not be sent, and does not repeat it', () => {
    const token = 'MTE.secret\nMTI.secret';
    const said = () => registrationTarget({ ...variables, DISCORD_BOT_TOKEN: token }, null);
    expect(said).toThrow(/^DISCORD_BOT_TOKEN .*Developer Portal/);
    expect(said).not.toThrow(/MTE/);
  });
});
