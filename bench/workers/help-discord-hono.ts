// /help on discord-hono, answering the text it is given.
import { DiscordHono } from 'discord-hono';

interface Variables {
  readonly DISCORD_PUBLIC_KEY: string;
  readonly HELP: string;
}

const app = new DiscordHono<{ Bindings: Variables }>().command('help', (c) =>
  c.flags('EPHEMERAL').res(JSON.parse(c.env.HELP)),
);

export default app;
