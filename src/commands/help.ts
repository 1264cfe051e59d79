// /help: what there is, from the list of commands itself.
import type { Context, ListedCommand } from '../context.ts';
import type { Command } from '../discord/command.ts';
import { message } from '../discord/response.ts';

export const help: Command<Context> = {
  name: 'help',
  description: 'What this bot can do, and how to begin',
  execute(interaction, context) {
    const seen = context.commands.filter((command) => maySee(command, interaction.permissions));
    const lines = seen.map((command) => `**${usage(command)}**\n${command.description}`);
    return message({
      embeds: [
        {
          title: `${context.game.name}: the ranked ladder`,
          description: `${lines.join('\n')}\n\nThe commands work here and in my direct messages; only you see the answers.`,
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

function usage({ name, options }: ListedCommand): string {
  const parts = options.map((option) => (option.required ? ` ${option.name}` : ` [${option.name}]`));
  return `/${name}${parts.join('')}`;
}
