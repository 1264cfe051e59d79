// The staff channel's message about a match whose reports differ.

export const dispute = {
  open: (match: string) => `Match ${match}: the reports differ`,
  over: (match: string) => `Match ${match}: the dispute is over`,
  ask: 'Ask both what happened, then settle it here: one click, at once. `/admin match` shows all there is about it.',
  /** What of the match is known: season, map, server. */
  about: (parts: string) => `Played in ${parts}.`,
  deadline: (at: string, left: string) => `Nobody settles it by ${at} (${left}): then it is void.`,
  faction: (faction: string, rating: string) => `${faction}, ${rating}`,
  /** By what he reported. */
  reported: { win: 'reported: **I won**', loss: 'reported: **I lost**', draw: 'reported: **a draw**' },
  notReported: 'reported nothing',
  stakes: (win: string, draw: string, loss: string) => `at stake: win ${win}, draw ${draw}, loss ${loss}`,
  moved: (points: string) => `rating ${points}`,
  wins: (name: string) => `${name} won`,
  draw: 'Draw',
  void: 'Void',
  drawn: 'It was a draw.',
  voided: 'The match is void: it counts for nobody.',
  notOver: 'It is being played.',
  /** By what ended it. */
  endedBy: {
    staff: 'Decided by staff.',
    ban: 'A ban ended it.',
    deadline: 'Nobody settled it in time.',
    reports: 'Both reported the same.',
    'one-report': 'Only one of them reported.',
    player: 'One of them called it off.',
  },
  settledBy: (who: string) => `Decided by ${who}.`,
  bannedBy: (who: string) => `A ban by ${who} ended it.`,
  map: (name: string) => `map ${name}`,
  server: (name: string) => `server ${name}`,
};
