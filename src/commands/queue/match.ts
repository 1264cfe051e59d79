// The buttons of a match, wherever they stand: in its own message, in a reminder, in /queue. Each acts in one statement
// and shows the match as it then is; an abort asks first.
import type { Context } from '../../context.ts';
import type { ComponentInteraction } from '../../discord/interaction.ts';
import { type MessageReply, message, type UpdateReply, update } from '../../discord/response.ts';
import { isSnowflake } from '../../discord/snowflake.ts';
import type { Refusal } from '../../ladder/refusal.ts';
import type { SeenMatch } from '../../ladder/seen-match.ts';
import { abortKept, abortQuestion } from '../../messages/abort.ts';
import { matchMessage } from '../../messages/match.ts';
import type { MatchAction } from '../../messages/match-buttons.ts';
import { matchInQueue } from '../../messages/queue.ts';
import { actOnMatch, type PlayerAction, showMatch } from '../../sql/matches.ts';

type Handler = (
  interaction: ComponentInteraction,
  context: Context,
) => Promise<MessageReply | UpdateReply> | UpdateReply;

export const matchComponents = {
  accept: doing({ event: 'accept' }),
  async decline(interaction, context) {
    const reply = await doing({ event: 'decline' })(interaction, context);
    // The other waits again.
    if (reply.kind === 'update') context.wakeMatchmaker();
    return reply;
  },
  win: doing({ event: 'report', result: 'win' }),
  loss: doing({ event: 'report', result: 'loss' }),
  draw: doing({ event: 'report', result: 'draw' }),
  async abort(interaction, context) {
    const { user, locale } = interaction;
    const done = await act(interaction, context, { event: 'abort', confirmed: false });
    if (done.refusal !== null) return context.refuse(done.refusal);
    return message(abortQuestion(done.match.id, user.id, done.abortsLeft ?? 0, locale));
  },
  'abort-confirmed': doing({ event: 'abort', confirmed: true }),
  keep: ({ locale }) => update(abortKept(locale)),
} as const satisfies Readonly<Record<MatchAction | 'keep', Handler>>;

/** Does it, and turns the message pressed into the match. */
function doing(action: PlayerAction) {
  return async (interaction: ComponentInteraction, context: Context): Promise<MessageReply | UpdateReply> => {
    const { user, locale, guildId, message: pressed } = interaction;
    const done = await act(interaction, context, action);
    if (done.refusal !== null) return context.refuse(done.refusal);
    const { database, game, now } = context;
    // What else the message said is over.
    if (pressed?.ephemeral)
      return update({ content: '', ...matchInQueue(done.match, user.id, game, locale) });
    // In a channel it goes on naming whom it is for, and does not tell everybody all that he may know.
    const [content, readers] =
      guildId === null ? ['', 'player' as const] : [`<@${user.id}>`, 'channel' as const];
    return update({ content, ...matchMessage(done.match, user.id, game, locale, readers) }, () =>
      database.announce(showMatch(done.match.id, user.id, now), () => true),
    );
  };
}

type Done =
  | { readonly refusal: Refusal }
  | { readonly refusal: null; readonly match: SeenMatch; readonly abortsLeft: number | null };

async function act(
  { user, customId, message: pressed }: ComponentInteraction,
  { database, game, now }: Context,
  action: PlayerAction,
): Promise<Done> {
  const [matchId = '', playerId = user.id] = customId.arguments;
  if (!isSnowflake(matchId)) return { refusal: { reason: 'outdated' } };
  // In a channel everybody sees the buttons, the opponent too.
  if (playerId !== user.id) return { refusal: { reason: 'not-in-match' } };
  const statement = actOnMatch(matchId, user.id, action, now, game, pressed?.id ?? null);
  const asks = action.event === 'abort' && !action.confirmed;
  const { refusal, match, abortsLeft } = await database.announce(
    statement,
    // His click on his match is refused where its message shows what was: it is to show what is.
    (done) => done.match !== null && (done.refusal !== null || !asks),
  );
  if (refusal !== null) return { refusal };
  if (match === null) throw new TypeError(`match ${matchId} was acted on, and is not there`);
  return { refusal: null, match, abortsLeft };
}
