// The menus of /queue. What is chosen is remembered at once, and changes the place of somebody who waits already.
import type { Context } from '../../context.ts';
import type { ComponentInteraction } from '../../discord/interaction.ts';
import { type MessageReply, type UpdateReply, update } from '../../discord/response.ts';
import { choiceRefusal } from '../../ladder/queue-choice.ts';
import { factionsOfMenu } from '../../messages/queue-menus.ts';
import { chooseForQueue, type QueueChange } from '../../sql/queue.ts';
import { answerWithQueue } from './answer.ts';

export async function chooseFaction(
  interaction: ComponentInteraction,
  context: Context,
): Promise<MessageReply | UpdateReply> {
  const [side] = interaction.customId.arguments;
  const offered = factionsOfMenu(side, context.game).map(({ id }) => id);
  const { values } = interaction;
  // None at all is a choice here: the other side's menu may have one.
  const refusal =
    values.length === 0 ? null : choiceRefusal({ factions: values, vetoes: [] }, context.game, []);
  if (refusal) return context.refuse(refusal);
  if (!values.every((value) => offered.includes(value))) return context.refuse({ reason: 'outdated' });
  return choose(interaction, context, { instead: offered, chosen: values });
}

/** Whether they are maps of the season, and not too many, its statement knows. */
export function chooseVetoes(
  interaction: ComponentInteraction,
  context: Context,
): Promise<MessageReply | UpdateReply> {
  return choose(interaction, context, { vetoes: interaction.values });
}

function choose(interaction: ComponentInteraction, context: Context, change: QueueChange) {
  const { id } = interaction.user;
  return answerWithQueue(chooseForQueue(id, context.now, context.game, change), interaction, context, update);
}
