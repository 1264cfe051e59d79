// What is said unasked: to a player about his match or himself, to the channels of the ladder and of its staff. Names
// arrive escaped, ratings and times formatted.

export const announcement = {
  /** Stands above the message that shows the match, until it is over. */
  match: (opponent: string) => `You have a match against **${opponent}**.`,
  reminder: (opponent: string, ends: string) =>
    `Will you play **${opponent}**? The offer ends ${ends}; who does not accept leaves the queue.`,
  live: (opponent: string) =>
    `**${opponent}** has accepted, your match is on. The message about the match says how to find each other.`,
  /** By what the opponent reported. */
  opponentReported: {
    win: (opponent: string, ends: string) =>
      `**${opponent}** reports to have **won**. Report your result, too: if you do not, that report stands ${ends}.`,
    loss: (opponent: string, ends: string) =>
      `**${opponent}** reports to have **lost**. Report your result, too: if you do not, that report stands ${ends}.`,
    draw: (opponent: string, ends: string) =>
      `**${opponent}** reports a **draw**. Report your result, too: if you do not, that report stands ${ends}.`,
  },
  /** Who has not reported; his opponent has not either. */
  reportReminder: (opponent: string, ends: string) =>
    `Have you played **${opponent}**? Report your result: the time for it ends ${ends}. If neither of you reports, the match is void.`,
  disputed: (opponent: string) =>
    `You and **${opponent}** reported different results, so staff decide. You can queue again meanwhile.`,
  /** By the reader's result. */
  decided: {
    win: (opponent: string) => `You won against **${opponent}**.`,
    loss: (opponent: string) => `You lost against **${opponent}**.`,
    draw: (opponent: string) => `A draw against **${opponent}**.`,
  },
  decidedByOneReport: 'Only one of you reported in time, and that report stands.',
  decidedByStaff: 'Staff decided it.',
  rating: (rating: string, moved: string) => `Your rating is now **${rating}** (${moved}).`,
  ratingAgain: (rating: string) => `Your rating is now **${rating}**.`,
  aborted: (opponent: string) =>
    `**${opponent}** aborted your match. No rating has moved. \`/queue\` takes you back to the queue.`,
  /** By what made it void. */
  void: {
    deadline: (opponent: string) =>
      `Your match against **${opponent}** is void: nobody settled its result in time. No rating has moved.`,
    staff: (opponent: string) =>
      `Staff declared your match against **${opponent}** void. No rating has moved.`,
    ban: (opponent: string) =>
      `Your match against **${opponent}** is void, because of a ban. No rating has moved.`,
  },
  undone: (opponent: string) => `Staff took back the result of your match against **${opponent}**.`,
  notPlayed: (opponent: string) => `Your match against **${opponent}** did not come about.`,
  leftQueue: (opponent: string) =>
    `You did not accept your match against **${opponent}** in time, and have left the queue. \`/queue\` takes you back.`,

  greeting: (game: string) =>
    `Welcome to the ladder of ${game}! Your matches come to you here. \`/queue\` finds you an opponent, \`/help\` shows what else there is.`,
  entryEnded: (since: string) =>
    `No match was found for you; you joined ${since}, and have left the queue now. \`/queue\` takes you back.`,
  unbanned: 'Your ban is lifted: you can play again. `/queue` takes you to the queue.',
  removedFromQueue: 'Staff took you out of the queue. `/queue` takes you back.',
  queueOfClosedSeason: (season: string) =>
    `The season **${season}** is over, so you have left the queue. \`/queue\` takes you back when the next one begins.`,
  queueOfNextSeason: (season: string, next: string) =>
    `The season **${season}** is over and **${next}** has begun, so you have left the queue. \`/queue\` takes you back.`,
  ratingAdjusted: (faction: string, before: string, after: string) =>
    `Staff changed your rating with **${faction}** from ${before} to **${after}**.`,
  abortsSet: (left: string) => `Staff changed how many aborts you have left this month: **${left}**.`,
  forgotten:
    'Staff have taken out what you had entered on this ladder. Your matches and ratings stay under a neutral name. `/terms` and `/setup` are there if you want to play again.',
  adminGranted: 'You are one of the staff of this ladder now. `/admin` has what you need.',
  adminRevoked: 'You are not one of the staff of this ladder any more.',

  /** To the channel of the matches; players as \`contestant\`. */
  won: (winner: string, loser: string) => `${winner} beat ${loser}`,
  drew: (one: string, other: string) => `${one} and ${other} drew`,
  undoneResult: (one: string, other: string) => `The result of ${one} against ${other} was taken back`,
  contestant: (name: string, seat: string) => `**${name}** (${seat})`,
  onMap: (text: string, map: string) => `${text} on ${map}`,
  newRating: (name: string, rating: string, moved: string) => `${name} **${rating}** (${moved})`,
  ratingBack: (name: string, rating: string) => `${name} **${rating}**`,
  seasonClosed: (name: string) =>
    `The season **${name}** is over: its standings stay as they are. Thank you for playing!`,
  seasonOpened: (name: string) => `The season **${name}** has begun. \`/queue\` to play; good luck!`,

  /** To staff. */
  /** To staff: it is still open. */
  seasonOverdue: (name: string, ended: string) =>
    `The season **${name}** was to end ${ended}, and is still open. \`/admin season close\` closes it and opens the next.`,
  undeliverable: (who: string, kind: string, fault: string) =>
    `A message to ${who} (\`${kind}\`) could not be delivered: ${fault}`,
  undeliverableToChannel: (kind: string, fault: string) =>
    `A message to the channel of the matches (\`${kind}\`) could not be delivered: ${fault}`,
  /** To the owner, above the dispute. */
  disputeUnheard: (fault: string) =>
    `Staff do not hear of this dispute; the bot goes on trying. What is in its way: ${fault}`,
  disputeReminder: (match: string, ends: string) =>
    `Nobody has settled the dispute of match ${match} yet. The match is void ${ends}.`,
};
