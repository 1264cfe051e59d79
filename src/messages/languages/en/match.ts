// A match, as one of its players reads it. Opponents' names arrive escaped; times are Discord's, read as “in 5 minutes”.

export const match = {
  title: {
    proposed: (opponent: string) => `Match found: you against ${opponent}`,
    live: (opponent: string) => `Match on: you against ${opponent}`,
    disputed: (opponent: string) => `Disputed: your match against ${opponent}`,
    win: (opponent: string) => `You won against ${opponent}`,
    loss: (opponent: string) => `You lost against ${opponent}`,
    draw: (opponent: string) => `A draw against ${opponent}`,
    aborted: (opponent: string) => `Aborted: your match against ${opponent}`,
    expired: (opponent: string) => `Not played: your match against ${opponent}`,
    void: (opponent: string) => `Void: your match against ${opponent}`,
    undone: (opponent: string) => `Taken back: your match against ${opponent}`,
  },

  proposed: {
    accept: (ends: string) => `Will you play? The offer ends ${ends}; who does not accept leaves the queue.`,
    opponentAccepted: (opponent: string) => `**${opponent}** has accepted and waits for you.`,
    accepted: (opponent: string, ends: string) =>
      `You have accepted. Now it is up to **${opponent}**; the offer ends ${ends}.`,
    detailsFollow: 'Once both have accepted, you see here where you play and how to find each other.',
  },
  live: {
    play: (ends: string) => `Both have accepted. Play, then report the result here: the time ends ${ends}.`,
    reported: (opponent: string, result: string, ends: string) =>
      `You have reported **${result}**, and can change it until **${opponent}** reports. If no other report comes, yours stands ${ends}.`,
    opponentReported: (opponent: string, result: string, ends: string) =>
      `**${opponent}** has reported **${result}**. Report your result, too: if you do not, that report stands ${ends}.`,
  },
  disputed: (ends: string) =>
    `Your reports differ, so staff decide. You need not wait: you can queue again. If nobody decides, the match is void ${ends}.`,
  /** By what decided it. */
  decided: {
    reports: 'Both of you reported the same.',
    oneReport: 'Only one report came in time, and it stands.',
    staff: 'Staff decided this match.',
  },
  aborted: {
    byYou: 'You aborted it. No rating has moved.',
    byOpponent: (opponent: string) => `**${opponent}** aborted it. No rating has moved.`,
    queueAgain: '`/queue` takes you back to the queue.',
  },
  expired: {
    declinedByYou: 'You declined it, and that took you out of the queue.',
    declinedByOpponent: (opponent: string) => `**${opponent}** declined it.`,
    missedByYou: 'You did not accept in time, and that took you out of the queue.',
    missedByOpponent: (opponent: string) => `**${opponent}** did not accept in time.`,
  },
  /** By what made it void. */
  void: {
    noReport: 'Neither of you reported a result in time. No rating has moved.',
    unsettled: 'Your reports differed, and nobody decided in time. No rating has moved.',
    staff: 'Staff declared it void. No rating has moved.',
    ban: 'One of you was banned. No rating has moved.',
  },
  undone: 'Staff took its result back; what it did to your rating is undone.',
  waitsAgain: 'You are back in the queue, with all the time you have waited already.',

  fields: {
    opponent: 'Opponent',
    you: 'You',
    stakes: 'At stake',
    map: 'Map',
    server: 'Server',
    inGame: 'Find them as',
    reports: 'Reports',
    rating: 'Your rating',
  },
  stakes: (win: string, draw: string, loss: string) => `win **${win}**, draw **${draw}**, lose **${loss}**`,
  /** A rating after a match, and by how much it moved. */
  rating: (after: string, moved: string) => `**${after}** (${moved})`,
  /** Instead of names in the game, where others read along. */
  inGamePrivately: 'Others read along here: `/queue` tells you alone.',
  report: { win: 'won', loss: 'lost', draw: 'a draw' },
  noReport: 'not yet',
  reports: (own: string, opponent: string, theirs: string) => `You: **${own}**\n${opponent}: **${theirs}**`,
  footer: (season: string, id: string) => `${season} · match ${id}`,

  buttons: {
    accept: 'Accept',
    decline: 'Decline',
    win: 'I won',
    loss: 'I lost',
    draw: 'Draw',
    abort: 'Abort the match',
    queueAgain: 'Queue again',
  },
};
