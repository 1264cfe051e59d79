// /help as it is kept: by language and by what its reader may see, and by nothing else.
import { describe, expect, it } from 'vitest';
import { help } from '../../src/commands/help.ts';
import { commandsFor, listed } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import type { CommandInteraction } from '../../src/discord/interaction.ts';
import { parseInteraction } from '../../src/discord/payload.ts';
import { toWire } from '../../src/discord/response.ts';
import { keptBytes, responseOf } from '../../src/discord/wire.ts';
import { games } from '../../src/games/index.ts';
import type { Game } from '../../src/ladder/game.ts';
import { rawCommand } from '../discord/raw-interaction.ts';

const ADMINISTRATOR = 8n;
const [game, another] = games;
if (another === undefined) throw new Error('two games are needed');

/** What it reads of its context, and nothing else. */
function contextOf(of: Game): Context {
  return { game: of, commands: listed(commandsFor(of)) } as unknown as Context;
}

const context = contextOf(game);

async function replyTo(locale: string, permissions: bigint, given = context) {
  const asked = { ...parseInteraction(rawCommand('help')), locale, permissions } as CommandInteraction;
  if (help.execute === undefined) throw new Error('/help has no handler');
  const reply = await help.execute(asked, given);
  return { reply, text: await responseOf(reply).text() };
}

describe('/help', () => {
  it('is made once, as bytes', async () => {
    const one = await replyTo('de', 0n);
    expect(keptBytes(one.reply)).toBe(new TextEncoder().encode(one.text).length);
    expect((await replyTo('de', 0n)).reply).toBe(one.reply);
    expect(JSON.parse(one.text)).toEqual(toWire(one.reply));
  });

  it('is another in another language', async () => {
    const texts = await Promise.all(['en-US', 'de', 'es-ES', 'ko', 'zh-CN'].map((to) => replyTo(to, 0n)));
    expect(new Set(texts.map(({ text }) => text)).size).toBe(5);
  });

  it('shows nobody what another may see', async () => {
    for (const _ of ['made', 'kept']) {
      expect((await replyTo('en-US', ADMINISTRATOR)).text).toContain('/admin');
      expect((await replyTo('en-US', 0n)).text).not.toContain('/admin');
    }
  });

  it('is another for another game', async () => {
    const other = contextOf(another);
    expect((await replyTo('en-US', 0n, other)).text).not.toBe((await replyTo('en-US', 0n)).text);
  });
});
