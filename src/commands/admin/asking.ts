// Every change that staff make is asked first and confirmed by the one who called: the two halves of that, the same for
// all of them. What is asked is kept in the database, so that the buttons carry its number and nothing else.
import type { Context } from '../../context.ts';
import type { CommandInteraction, ComponentInteraction } from '../../discord/interaction.ts';
import type { MessageReply, UpdateReply } from '../../discord/response.ts';
import { update } from '../../discord/response.ts';
import { isSnowflake } from '../../discord/snowflake.ts';
import type { Refusal } from '../../ladder/refusal.ts';
import type { StaffAction } from '../../ladder/staff-act.ts';
import { cancelledMessage, doneMessage, questionMessage } from '../../messages/staff-act.ts';
import {
  type ActRefusal,
  askStaff,
  cancelStaff,
  confirmStaff,
  type StaffActor,
  type StaffArguments,
} from '../../sql/staff-acts.ts';
import { type NamedSubject, subjectArguments, subjectRefusal } from './subject.ts';

/** Long enough to read it and to ask a colleague, short enough to still be true. */
const CONFIRM_WITHIN_MS = 5 * 60_000;

/** What leaves something to do for the clock. */
const FOR_CLOCK: readonly StaffAction[] = ['void', 'ban', 'season-open', 'season-close'];

export function actorOf(
  { user }: Pick<CommandInteraction, 'user'>,
  { ownerId }: Pick<Context, 'ownerId'>,
): StaffActor {
  return { id: user.id, owner: user.id === ownerId };
}

export async function ask(
  interaction: CommandInteraction | ComponentInteraction,
  context: Context,
  action: StaffAction,
  given: StaffArguments,
  subject?: NamedSubject,
): Promise<MessageReply> {
  const { database, game, now } = context;
  const expiresAt = new Date(now.getTime() + CONFIRM_WITHIN_MS);
  const named = { ...given, ...(subject && subjectArguments(subject)) };
  const asked = await database.run(
    askStaff(actorOf(interaction, context), action, { game: game.id, ...named }, { now, expiresAt }),
  );
  if (!asked.ok) return context.refuse(worded(asked.refusal, subject));
  if (asked.confirmation === null) throw new TypeError('nothing to confirm');
  const { act, confirmation } = asked;
  return questionMessage({ act, confirmation, expiresAt }, game, interaction.locale);
}

export async function confirm(
  interaction: ComponentInteraction,
  context: Context,
): Promise<MessageReply | UpdateReply> {
  const [confirmation = ''] = interaction.customId.arguments;
  if (!isSnowflake(confirmation)) return context.refuse({ reason: 'outdated' });
  const done = await context.database.announce(
    confirmStaff(confirmation, actorOf(interaction, context), context.now),
    ({ ok }) => ok,
  );
  if (!done.ok) return refusedInPlace(context, worded(done.refusal));
  // Whoever was in a match that had not begun waits again; of a great many ratings not all are carried over yet.
  if (FOR_CLOCK.includes(done.act.action)) context.wakeMatchmaker();
  return doneMessage(done.act, context.game, interaction.locale);
}

export async function cancel(
  interaction: ComponentInteraction,
  context: Context,
): Promise<MessageReply | UpdateReply> {
  const [confirmation = ''] = interaction.customId.arguments;
  if (!isSnowflake(confirmation)) return context.refuse({ reason: 'outdated' });
  const refusal = await context.database.run(cancelStaff(confirmation, interaction.user.id));
  return refusal === null
    ? cancelledMessage(interaction.locale)
    : refusedInPlace(context, { reason: refusal });
}

/**
 * Instead of the question, which is answered with it. What is not the reader's own stays as it is, and so does what stands
 * there of an act that was done: who presses twice would lose it.
 */
function refusedInPlace(context: Context, refusal: Refusal): MessageReply | UpdateReply {
  const said = context.refuse(refusal);
  const { reason } = refusal;
  if (reason === 'not-yours' || reason === 'staff-only' || reason === 'confirmation-gone') return said;
  return update({ ...said.body, embeds: [], components: [] });
}

export function worded(refusal: ActRefusal, subject?: NamedSubject): Refusal {
  if (refusal.reason !== 'subject-unknown') return refusal;
  return subject === undefined ? { reason: 'outdated' } : subjectRefusal(subject);
}
