// /help on discord-hono, answering the text it is given, which is read once as a constant would be.
import { type CommandContext, DiscordHono } from 'discord-hono';

interface Variables {
  readonly DISCORD_PUBLIC_KEY: string;
  readonly HELP: string;
}

type Help = Parameters<CommandContext['res']>[0];
let help: Help | undefined;

const app = new DiscordHono<{ Bindings: Variables }>().command('help', (c) => {
  help ??= JSON.parse(c.env.HELP) as Help;
  return c.flags('EPHEMERAL').res(help);
});

export default app;
