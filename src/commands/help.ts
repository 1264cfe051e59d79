// /help: what there is, from the list of commands itself.
import type { Context, ListedCommand } from '../context.ts';
import type { Command } from '../discord/command.ts';
import { message } from '../discord/response.ts';
import { described, wordsFor } from '../messages/languages/index.ts';

export const help: Command<Context> = {
  name: 'help',
  ...described((words) => words.commands.help.description),
  execute(interaction, context) {
    const seen = context.commands.filter((command) => maySee(command, interaction.permissions));
    const { locale } = interaction;
    const words = wordsFor(locale).help;
    const lines = seen.map((command) => `**${command.usage}**\n${command.description(locale)}`);
    return message({
      embeds: [
        {
          title: words.title(context.game.name),
          description: [words.begin, lines.join('\n'), words.private].join('\n\n'),
        },
      ],
    });
  },
};

/** What Discord would show: in direct messages everything, in a server what the member's bits allow. */
function maySee({ permissions }: ListedCommand, has: bigint | null): boolean {
  if (permissions === null || has === null) return true;
  const ADMINISTRATOR = 8n;
  if ((has & ADMINISTRATOR) !== 0n) return true;
  return permissions !== 0n && (has & permissions) === permissions;
}
