// /help: what there is, from the list of commands itself.
import type { Context, ListedCommand } from '../context.ts';
import type { Command } from '../discord/command.ts';
import { type MessageReply, message } from '../discord/response.ts';
import { keptReply } from '../discord/wire.ts';
import { described, wordsFor } from '../messages/languages/index.ts';

export const help: Command<Context> = {
  name: 'help',
  ...described((words) => words.commands.help.description),
  execute(interaction, context) {
    const { locale, permissions } = interaction;
    const { commands, game } = context;
    let key = locale;
    for (const command of commands) if (!maySee(command, permissions)) key += ` ${command.usage}`;
    const kept = repliesOf(commands);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const seen = commands.filter((command) => maySee(command, permissions));
    const made = keptReply(helpMessage(seen, game.name, locale));
    kept.set(key, made);
    return made;
  },
};

/**
 * What was made, by language and by what is not shown: it depends on nothing else, and there are a few dozen of
 * them, because a locale is one of Discord's and few commands are not for everybody.
 */
const REPLIES = new WeakMap<Context['commands'], Map<string, MessageReply>>();

function repliesOf(commands: Context['commands']): Map<string, MessageReply> {
  const known = REPLIES.get(commands);
  if (known !== undefined) return known;
  const made = new Map<string, MessageReply>();
  REPLIES.set(commands, made);
  return made;
}

function helpMessage(seen: readonly ListedCommand[], game: string, locale: string): MessageReply {
  const words = wordsFor(locale).help;
  const lines = seen.map((command) => `**${command.usage}**\n${command.description(locale)}`);
  return message({
    embeds: [
      {
        title: words.title(game),
        description: [words.begin, lines.join('\n'), words.private].join('\n\n'),
      },
    ],
  });
}

/** What Discord would show: in direct messages everything, in a server what the member's bits allow. */
function maySee({ permissions }: ListedCommand, has: bigint | null): boolean {
  if (permissions === null || has === null) return true;
  const ADMINISTRATOR = 8n;
  if ((has & ADMINISTRATOR) !== 0n) return true;
  return permissions !== 0n && (has & permissions) === permissions;
}
