// The doctor's look at Discord: whether the token is good, and whether application and key belong to it.
import type { Configuration } from '../../src/configuration.ts';
import { DiscordFailure, discordRest } from '../../src/discord/rest.ts';
import { type Finding, failing, note, well } from './finding.ts';

const NAME = 'Discord';
const PORTAL = 'https://discord.com/developers/applications';

export async function discordFindings({ environment, discord }: Configuration): Promise<Finding[]> {
  const { apiUrl, botToken, applicationId, publicKey } = discord;
  if (botToken === null) {
    const advice = `Set DISCORD_BOT_TOKEN: ${PORTAL} → your application → Bot → Reset Token.`;
    if (environment === 'production') return [failing(NAME, 'there is no DISCORD_BOT_TOKEN', advice)];
    return [note(NAME, 'no DISCORD_BOT_TOKEN: local play needs none')];
  }
  let application: { id?: unknown; name?: unknown; verify_key?: unknown };
  try {
    const rest = discordRest({ baseUrl: apiUrl, botToken });
    const told = await rest({ method: 'GET', route: '/applications/@me' });
    if (typeof told !== 'object' || told === null) {
      // Some site's page, which is content with any token.
      return [failing(NAME, `${apiUrl} is not Discord’s API`, 'Correct DISCORD_API_URL, or leave it empty.')];
    }
    application = told;
  } catch (error) {
    if (!(error instanceof DiscordFailure)) throw error;
    if (error.status === 401) {
      return [
        failing(
          NAME,
          'the token is refused',
          `Make a new one: ${PORTAL} → your application → Bot → Reset Token.`,
        ),
      ];
    }
    return [failing(NAME, error.message.replace(/^Discord, /, ''), adviceOn(error, apiUrl))];
  }
  const { name } = application;
  const found: Finding[] = [
    well(NAME, typeof name === 'string' ? `the token is that of "${name}"` : 'the token is taken'),
  ];
  // A stand-in for Discord may not tell them.
  const { verify_key: key, id } = application;
  if (typeof key === 'string' && key !== publicKey.toLowerCase()) {
    found.push(failing('Discord key', 'DISCORD_PUBLIC_KEY is not this application’s', `Set it to ${key}`));
  }
  if (applicationId !== null && typeof id === 'string' && id !== applicationId) {
    found.push(failing('Discord id', 'DISCORD_APPLICATION_ID is another application’s', `Set it to ${id}`));
  }
  if (applicationId === null && environment === 'production') {
    const own = typeof id === 'string' ? id : `your application’s: ${PORTAL} → General Information`;
    found.push(failing('Discord id', 'there is no DISCORD_APPLICATION_ID', `Set it to ${own}`));
  }
  return found;
}

function adviceOn({ status }: DiscordFailure, apiUrl: string): string {
  if (status === 429) return 'Discord asks to wait: too much was asked of it. Try again in some minutes.';
  if (status !== null && status >= 500) return 'Discord is not well. Try again in some minutes.';
  return `Is ${apiUrl} (DISCORD_API_URL) right, and can it be reached from here?`;
}
