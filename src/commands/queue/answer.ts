// Runs one of the queue's statements, and answers with the queue as it then is, or with why not. Whoever waits is told
// when the next wave comes, and so the matchmaker is told of him: whatever it has missed before.
import type { Context } from '../../context.ts';
import type { HandledInteraction } from '../../discord/interaction.ts';
import type { MessageContent, MessageReply, UpdateReply } from '../../discord/response.ts';
import { queueMessage } from '../../messages/queue.ts';
import type { Statement } from '../../postgres/statement.ts';
import { type QueueAnswer, queueRefusal } from '../../sql/queue.ts';

export async function answerWithQueue<Shown extends MessageReply | UpdateReply>(
  statement: Statement<QueueAnswer>,
  { user, locale }: Pick<HandledInteraction, 'user' | 'locale'>,
  context: Context,
  reply: (content: MessageContent) => Shown,
): Promise<Shown | MessageReply> {
  const { database, game, now } = context;
  const answer = await database.run(statement);
  const refusal = queueRefusal(answer, game);
  if (refusal !== null || answer.queue === null) return context.refuse(refusal ?? { reason: 'no-season' });
  if (answer.queue.entry !== null) context.wakeMatchmaker();
  return reply(queueMessage(answer.queue, { id: user.id, locale, now }, game));
}
