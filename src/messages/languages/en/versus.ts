// /versus. Names arrive escaped, numbers and times as text.

export const versus = {
  title: (opponent: string) => `You against ${opponent}`,
  notMet: (opponent: string) => `You have not met **${opponent}** yet.`,
  total: (score: string, moved: string) => `**${score}** for you, points: ${moved}`,
  /** What the numbers of a score are. */
  score: 'won–lost–drawn',
  expected: (own: string, theirs: string, score: string) =>
    `If you met now, ${own} against ${theirs}, you would be expected to score **${score}**.`,
  factions: (own: string, opponent: string) => `${own} vs ${opponent}`,
  pairs: 'By faction',
  meetings: 'Last matches',
  result: { win: 'Won', loss: 'Lost', draw: 'Drew' },
};
