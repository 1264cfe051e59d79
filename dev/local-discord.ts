// The Discord of `npm start`, where no bot of Discord's own is set: on this machine, with a channel for matches and one
// for staff, so that the whole ladder can be played by hand. Forgets everything when it stops.
import { type DiscordServer, type DiscordServerSettings, discordServer } from './discord-server.ts';
import type { Variables } from './variables.ts';

export interface LocalDiscord {
  /** Without a path. */
  readonly address: string;
  readonly ownerId: string;
  readonly server: DiscordServer;
  readonly channels: { readonly ladder: string; readonly matches: string; readonly staff: string };
  /** What the Worker is told, besides what is set already. */
  readonly variables: Variables;
  close(): Promise<void>;
}

const DISCORD_API_URL = 'https://discord.com/api/v10';
const OWNER_ID = '200000000000000099';
const LADDER_CHANNEL_ID = '1175000000000000101';
const MATCH_CHANNEL_ID = '1175000000000000110';
const STAFF_CHANNEL_ID = '1175000000000000111';

/**
 * Null where messages go to Discord itself, or to a stand-in of somebody's own. `onComplaint` is told what should never
 * have been sent, which Discord itself might take without a word.
 */
export async function localDiscord(
  variables: Variables,
  onComplaint: DiscordServerSettings['onComplaint'] = () => {},
): Promise<LocalDiscord | null> {
  const { DISCORD_BOT_TOKEN: token, DISCORD_API_URL: api, ENVIRONMENT: environment } = variables;
  if (token || (api && api !== DISCORD_API_URL) || environment !== 'development') return null;
  const ownerId = variables['OWNER_ID'] || OWNER_ID;
  const matches = variables['MATCH_CHANNEL_ID'] || MATCH_CHANNEL_ID;
  const staff = variables['STAFF_CHANNEL_ID'] || STAFF_CHANNEL_ID;
  const discord: DiscordServer = await discordServer({
    publicKey: variables['DISCORD_PUBLIC_KEY'] ?? '',
    onComplaint,
    mayRead: ({ id }, userId) => id === matches || (id === staff && userId === ownerId),
    ...(variables['DISCORD_APPLICATION_ID'] && { applicationId: variables['DISCORD_APPLICATION_ID'] }),
  });
  discord.addChannel(LADDER_CHANNEL_ID, 'ladder');
  discord.addChannel(matches, 'matches');
  discord.addChannel(staff, 'staff');
  return {
    address: new URL(discord.url).origin,
    ownerId,
    server: discord,
    channels: { ladder: LADDER_CHANNEL_ID, matches, staff },
    variables: {
      DISCORD_API_URL: discord.url,
      DISCORD_BOT_TOKEN: discord.botToken,
      OWNER_ID: ownerId,
      MATCH_CHANNEL_ID: matches,
      STAFF_CHANNEL_ID: staff,
    },
    close: discord.close,
  };
}
