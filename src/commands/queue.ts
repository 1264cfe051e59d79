// /queue: to wait for a match, and everything that is pressed about one. What its message shows is read anew by every
// click, so that an old one works or says why not.
import type { Context } from '../context.ts';
import type { Command } from '../discord/command.ts';
import { message, update } from '../discord/response.ts';
import { described } from '../messages/languages/index.ts';
import { joinQueue, leaveQueue, seeQueue } from '../sql/queue.ts';
import { answerWithQueue } from './queue/answer.ts';
import { chooseFaction, chooseVetoes } from './queue/choice.ts';
import { matchComponents } from './queue/match.ts';

export const queue: Command<Context> = {
  name: 'queue',
  ...described((words) => words.commands.queue.description),
  execute: ({ user, locale }, context) =>
    answerWithQueue(seeQueue(user.id, context.now, context.game), { user, locale }, context, message),
  components: {
    refresh: ({ user, locale }, context) =>
      answerWithQueue(seeQueue(user.id, context.now, context.game), { user, locale }, context, update),
    /** From a match that is over: beside it, since that stays what it is. */
    again: ({ user, locale }, context) =>
      answerWithQueue(seeQueue(user.id, context.now, context.game), { user, locale }, context, message),
    join: ({ user, locale }, context) =>
      answerWithQueue(
        joinQueue(user.id, context.now, context.game, locale),
        { user, locale },
        context,
        update,
      ),
    leave: ({ user, locale }, context) =>
      answerWithQueue(leaveQueue(user.id, context.now, context.game), { user, locale }, context, update),
    faction: chooseFaction,
    veto: chooseVetoes,
    ...matchComponents,
  },
};
