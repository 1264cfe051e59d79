// /admin resolve and /admin void: a match's result, given or taken back; and the buttons of a dispute in the staff
// channel, which act at once.
import type { Context } from '../../context.ts';
import type { Subcommand } from '../../discord/command.ts';
import type { ComponentInteraction } from '../../discord/interaction.ts';
import { type MessageReply, type UpdateReply, update } from '../../discord/response.ts';
import { isSnowflake } from '../../discord/snowflake.ts';
import { disputeMessage } from '../../messages/dispute.ts';
import { choiceNamed, described } from '../../messages/languages/index.ts';
import { settleDispute } from '../../sql/staff-acts.ts';
import { actorOf, ask, worded } from './asking.ts';
import { completeMatches, matchNumber, matchOption } from './match-option.ts';

const OUTCOMES = ['first', 'second', 'draw', 'void'] as const;

export const resolve: Subcommand<Context> = {
  name: 'resolve',
  ...described((words) => words.staffCommands.resolve),
  options: [
    matchOption,
    {
      type: 'string',
      name: 'outcome',
      ...described((words) => words.staffCommands.outcome),
      required: true,
      choices: OUTCOMES.map((outcome) =>
        choiceNamed(outcome, (words) => words.staffCommands.outcomes[outcome]),
      ),
    },
  ],
  execute(interaction, context) {
    const winner = OUTCOMES.find((outcome) => outcome === interaction.options.string('outcome'));
    if (winner === undefined) return context.refuse({ reason: 'outdated' });
    return ask(interaction, context, 'resolve', { match: matchNumber(interaction), winner });
  },
  autocomplete: completeMatches,
};

export const voidMatch: Subcommand<Context> = {
  name: 'void',
  ...described((words) => words.staffCommands.void),
  options: [matchOption],
  execute: (interaction, context) => ask(interaction, context, 'void', { match: matchNumber(interaction) }),
  autocomplete: completeMatches,
};

/** `admin:settle:<match>:<outcome>`. The message is everybody's in the staff channel: in the server's language. */
export async function settle(
  interaction: ComponentInteraction,
  context: Context,
): Promise<MessageReply | UpdateReply> {
  const [match = '', outcome] = interaction.customId.arguments;
  const winner = OUTCOMES.find((known) => known === outcome);
  if (!isSnowflake(match) || winner === undefined) return context.refuse({ reason: 'outdated' });
  const { database, game, now } = context;
  const settled = await database.announce(
    settleDispute(match, winner, actorOf(interaction, context), now),
    ({ ok }) => ok,
  );
  if (!settled.ok) return context.refuse(worded(settled.refusal));
  if (settled.act.action !== 'resolve') throw new TypeError('another act than the one asked for');
  return update(disputeMessage(settled.act.match, game, interaction.guildLocale ?? 'en-US'));
}
